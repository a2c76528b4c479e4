package timeline_test

import (
	"strings"
	"testing"

	"viewline/timeline"
)

func labelled(label, text string, points ...*timeline.Viewpoint) *timeline.Viewpoint {
	v := view(text, points...)
	v.Label = timeline.Text(label)
	return v
}

// with is a linked appearance with viewpoints.
func with(views ...*timeline.Viewpoint) *timeline.Appearance {
	return (&timeline.Appearance{Key: "ada/2025-06", Sections: []*timeline.Section{{Viewpoints: views}}}).Link()
}

// namesOf are the names of all viewpoints, points behind what they belong to.
func namesOf(a *timeline.Appearance) []string {
	var all []string
	var add func([]*timeline.Viewpoint)
	add = func(vs []*timeline.Viewpoint) {
		for _, v := range vs {
			all = append(all, v.Name())
			add(v.Points)
		}
	}
	for s := range timeline.AllSections(a.Sections) {
		add(s.Viewpoints)
	}
	return all
}

// The names are part of addresses that readers keep: none may change.
func TestViewpointName(t *testing.T) {
	long := "A label that goes on and on until nobody reads what it says at its end"
	for _, tt := range []struct {
		what string
		of   *timeline.Appearance
		want string
	}{
		{"a label", with(labelled("scaling", "it works")), "scaling~3k6sm2em"},
		{"the same in Chinese", with(labelled("价值函数", "很重要")), "价值函数~ictaj3oo"},
		{
			"labels of the same words", with(labelled("Scaling laws", "they hold"), labelled("C++", "fast"), labelled("C", "old")),
			"scaling-laws~6thpfknu c~s6acss3m c~ktld2e5y",
		},
		{"a label without a letter", with(labelled("→", "so")), "~bsu5r5ez"},
		{"a long label is cut behind a word", with(labelled(long, "x")), "a-label-that-goes-on-and-on-until-nobody~m3sntak3"},
		{"without a label: the text", with(view("Data is finite, compute is not.")), "data-is-finite-compute-is-not~bekd5znh"},
		{"text without a gap is cut behind a character", with(view(strings.Repeat("深", 30))), strings.Repeat("深", 13) + "~4yj3mfo6"},
		{"labels that are shared: label and text", with(labelled("why", "one"), labelled("why", "two")), "why~hkle2fge why~lhvouko3"},
		{
			"twins count in the order of the post", with(labelled("why", "one"), view("x"), labelled("why", "one"), view("x")),
			"why~hkle2fge x~iyxglrec why~hkle2fge~2 x~iyxglrec~2",
		},
		{"points share the names", with(labelled("why", "one", labelled("why", "two"), view("x"))), "why~hkle2fge why~lhvouko3 x~iyxglrec"},
		{"nothing but points", with(view("", view("first")), view("", view("second"))), "first~tv2tpfgy first~ypdvby6y second~ggd4cw35 second~eaznqx2m"},
	} {
		if got := strings.Join(namesOf(tt.of), " "); got != tt.want {
			t.Errorf("%s: got %s; want %s", tt.what, got, tt.want)
		}
	}
}

func TestViewpointKey(t *testing.T) {
	if v := with(labelled("scaling", "")).Viewpoints()[0]; v.Key != "ada/2025-06#scaling~3k6sm2em" {
		t.Errorf("got %s", v.Key)
	}
	p := (&timeline.Post{Path: "notes.md", Slug: "notes", Sections: with(labelled("scaling", "")).Sections}).Link()
	if v := p.Sections[0].Viewpoints[0]; v.Key != "notes#scaling~c5wapvvm" {
		t.Errorf("of a post: got %s", v.Key)
	}
}

// found is the text of the viewpoint that an identifier or a name leads to; "-" for
// none.
func found(v *timeline.Viewpoint) string {
	if v == nil {
		return "-"
	}
	return string(v.Label) + ":" + v.Text.Plain
}

// markOf is what the identifier has behind the owner.
func markOf(t *testing.T, v *timeline.Viewpoint) string {
	t.Helper()
	id, err := timeline.ParseNodeID(v.ID())
	if err != nil {
		t.Fatal(err)
	}
	_, mark, _ := strings.Cut(id.Key, "#")
	return mark
}

// What was handed out of the viewpoint a:one, or of :one without a label, leads to what
// it says in another state of the appearance.
func TestViewpointsAnswer(t *testing.T) {
	for _, tt := range []struct {
		what, label string
		others      []*timeline.Viewpoint // beside the viewpoint, as it is handed out
		now         *timeline.Appearance
		name, id    string
	}{
		{"others come", "a", nil, with(view("x"), labelled("b", "one"), labelled("a", "one")), "a:one", "a:one"},
		{"the label passes to its heir", "a", nil, with(labelled("a", "new")), "a:new", "a:new"},
		{"the label goes to another text of two", "a", nil, with(labelled("a", "two"), labelled("a", "one")), "-", "a:one"},
		{"the label is that of two others", "a", nil, with(labelled("a", "two"), labelled("a", "three")), "-", "-"},
		{"the label was shared and is not any more", "a", []*timeline.Viewpoint{labelled("a", "two")}, with(labelled("a", "one")), "a:one", "a:one"},
		{"of two of a label the other one stays", "a", []*timeline.Viewpoint{labelled("a", "two")}, with(labelled("a", "two")), "-", "a:two"},
		{"another label", "a", nil, with(labelled("b", "one"), view("one"), labelled("A", "one")), "-", "-"},
		{"the text is there", "", nil, with(labelled("a", "one"), view("two"), view("one")), ":one", ":one"},
		{"the text is another", "", nil, with(view("one!"), labelled("one", "one")), "-", "-"},
		{"of twins the first", "", []*timeline.Viewpoint{view("one")}, with(view("one"), view("one")), ":one", ":one"},
	} {
		of := with(append([]*timeline.Viewpoint{labelled(tt.label, "one")}, tt.others...)...)
		v := of.Viewpoints()[0]
		if got := found(timeline.ViewpointNamed(tt.now.Sections, v.Name())); got != tt.name {
			t.Errorf("%s: the name leads to %s; want %s", tt.what, got, tt.name)
		}
		if got := found(timeline.ViewpointMarked(tt.now.Sections, markOf(t, v))); got != tt.id {
			t.Errorf("%s: the id leads to %s; want %s", tt.what, got, tt.id)
		}
	}
}

// Of a twin that has gone the identifier leads to one that says the same.
func TestTwinsThatGo(t *testing.T) {
	twins := with(view("one"), view("one"))
	first, second := twins.Viewpoints()[0], twins.Viewpoints()[1]
	if timeline.ViewpointMarked(twins.Sections, markOf(t, first)) != first || timeline.ViewpointMarked(twins.Sections, markOf(t, second)) != second {
		t.Error("identifiers of twins do not lead to each")
	}
	if got := found(timeline.ViewpointMarked(with(view("one")).Sections, markOf(t, second))); got != ":one" {
		t.Errorf("of the second: %s; want the one that is left", got)
	}
}

func TestViewpointAbsent(t *testing.T) {
	a := with(labelled("scaling", "it works"), view("x"))
	mark := markOf(t, a.Viewpoints()[1])
	for _, name := range []string{"", "1.1", "Scaling", "scaling", "scaling~", "x", "~", "scaling~3k6sm2em~2"} {
		if v := timeline.ViewpointNamed(a.Sections, name); v != nil {
			t.Errorf("name %q: found %q", name, v.Key)
		}
	}
	for _, mark := range []string{"", "1.1", "..", "..1", mark + ".1", strings.TrimSuffix(mark, "1") + "0", strings.TrimSuffix(mark, "1") + "-1", strings.TrimSuffix(mark, "1")} {
		if v := timeline.ViewpointMarked(a.Sections, mark); v != nil {
			t.Errorf("mark %q: found %q", mark, v.Key)
		}
	}
	if v := timeline.ViewpointNamed(nil, "x"); v != nil {
		t.Errorf("without sections: found %q", v.Key)
	}
}
