package people_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"viewline/post/people"
)

var titles = []string{
	"Interview with Marta Vogel and Bo Li", "韩雪松在各个场合的观点", "专访王小明：慢软件", "#12 - Ana Ruiz: Quiet Maps", "Ana Ruiz's keynote at SlowConf",
	"CEO Dan Reyes on calm | Slow Show", "玛尔塔·沃格尔的最新演讲", "Grace Ruiz 在年度大会的演讲", "マルタ・フォーゲルインタビュー", "Tom O’Hale vs. A. B. Moss (Slow Inc.)", "",
}

// FuzzInTitle checks that each candidate is a place of its own in the title, in
// the order of the title.
func FuzzInTitle(f *testing.F) {
	for _, title := range titles {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		grammatical := map[place]bool{}
		end := 0
		for _, c := range people.InTitle(title) {
			if c.Start < end || c.End <= c.Start || c.End > len(title) {
				t.Fatalf("%q: %q at %d to %d, behind %d", title, c.Text, c.Start, c.End, end)
			}
			if c.Text != title[c.Start:c.End] || strings.TrimSpace(c.Text) == "" {
				t.Fatalf("%q: %q at %d to %d is %q", title, c.Text, c.Start, c.End, title[c.Start:c.End])
			}
			if utf8.ValidString(title) && !utf8.ValidString(c.Text) {
				t.Fatalf("%q: %q is cut within a character", title, c.Text)
			}
			if end = c.End; c.Strength == people.Grammar {
				grammatical[key(c)] = true
			}
		}
		for _, c := range people.InProse(title) {
			if !grammatical[key(c)] {
				t.Fatalf("%q: only the prose has %+v", title, c)
			}
			delete(grammatical, key(c))
		}
		if len(grammatical) > 0 {
			t.Fatalf("%q: the prose lacks %v", title, grammatical)
		}
	})
}

// place is a candidate by what can be compared.
type place struct {
	text                    string
	role                    people.Role
	certain                 bool
	start, end, form, force int
}

func key(c people.Candidate) place {
	return place{c.Text, c.Role, c.Certain, c.Start, c.End, int(c.Form), int(c.Strength)}
}

// FuzzSpeech checks that counts are counts, and that a text says no more of
// somebody than it has room for.
func FuzzSpeech(f *testing.F) {
	f.Add("Marta Vogel says no. Vogel (she) also argues.", "Marta Vogel")
	f.Add("韩雪松认为慢好。韩雪松：好", "韩雪松")
	f.Add("a", "")
	f.Fuzz(func(t *testing.T, text, name string) {
		said := people.Speech(text, name)
		if said.Mentions < 0 || said.Acts < 0 || said.Mentions > strings.Count(text, name) || said.Acts > 3*(len(text)+1) {
			t.Fatalf("%q in %q: %+v", name, text, said)
		}
		if name == "" && said != (people.Said{}) {
			t.Fatalf("no name in %q: %+v", text, said)
		}
	})
}
