package recurring_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/recurring"
)

func labels(texts ...string) []recurring.Label {
	var all []recurring.Label
	for i, text := range texts {
		all = append(all, recurring.Label{Text: text, Occasion: string(rune('a' + i))})
	}
	return all
}

func TestTopics(t *testing.T) {
	for _, c := range []struct {
		name   string
		labels []recurring.Label
		people []string
		want   []recurring.Topic
	}{
		{"nothing", nil, nil, nil},
		{"on three occasions", labels("Proofs", "On proofs", "Elegant Proofs"), nil, []recurring.Topic{{Slug: "proofs", Name: "Proofs", Aliases: []string{}, Occasions: 3}}},
		{"on two", labels("Proofs", "On proofs"), nil, nil},
		{"three times on one", []recurring.Label{{Text: "Proofs", Occasion: "a"}, {Text: "Proofs", Occasion: "a"}, {Text: "Proofs", Occasion: "a"}}, nil, nil},
		{"on no occasion", []recurring.Label{{Text: "Proofs"}, {Text: "Proofs"}, {Text: "Proofs"}}, nil, nil},
		{"one and many", labels("A gate", "Gates", "The gate"), nil, []recurring.Topic{{Slug: "gate", Name: "gate", Aliases: []string{"Gates"}, Occasions: 3}}},
		{"a phrase", labels("Scaling laws", "On scaling laws", "Beyond scaling laws"), nil, []recurring.Topic{{Slug: "scaling-laws", Name: "scaling laws", Aliases: []string{}, Occasions: 3}}},
		{"in Chinese", labels("价值函数很重要", "谈价值函数", "价值函数"), nil, []recurring.Topic{{Slug: "jia-zhi-han-shu", Name: "价值函数", Occasions: 3}}},
		{"a word that ends in what is often none", labels("人工智能的边界", "谈人工智能", "人工智能与社会"), nil, []recurring.Topic{{Slug: "ren-gong-zhi-neng", Name: "人工智能", Occasions: 3}}},
		{"a word that starts so", labels("AI对齐很难", "谈对齐", "对齐"), nil, []recurring.Topic{{Slug: "dui-qi", Name: "对齐", Occasions: 3}}},
		{"a verb behind a word", labels("机器能学", "机器能想", "机器能看"), nil, []recurring.Topic{{Slug: "ji-qi", Name: "机器", Occasions: 3}}},
		{"another one", labels("大脑会学", "大脑会累", "大脑会骗人"), nil, []recurring.Topic{{Slug: "da-nao", Name: "大脑", Occasions: 3}}},
		{"a word in Traditional characters", labels("言論自由", "自由的代價", "談自由"), nil, []recurring.Topic{{Slug: "zi-you", Name: "自由", Occasions: 3}}},
		{"a word ahead of a place", labels("在社会中", "论社会", "社会上"), nil, []recurring.Topic{{Slug: "she-hui", Name: "社会", Occasions: 3}}},
		{"a name", labels("Turing", "On Turing", "Turing again"), []string{"Alan Turing"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			want, got := c.want, recurring.Topics(c.labels, c.people)
			for i := range want {
				want[i].Aliases = append([]string{}, want[i].Aliases...)
			}
			for i := range got {
				got[i].Aliases = append([]string{}, got[i].Aliases...)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The topics do not depend on the order of the labels.
func TestTopicsInAnyOrder(t *testing.T) {
	all := labels("Scaling laws", "Gate", "价值函数", "Scaling laws of gates", "The gate", "价值函数与规模", "Laws", "价值函数", "scaling", "Gates", "规模", "Scaling the laws", "规模扩展", "规模")
	want := recurring.Topics(all, nil)
	if len(want) < 4 {
		t.Fatalf("%d topics; want some to compare: %v", len(want), want)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if diff := cmp.Diff(want, recurring.Topics(all, nil)); diff != "" {
			t.Fatal(diff)
		}
	}
}
