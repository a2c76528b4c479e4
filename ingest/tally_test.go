package ingest

import (
	"strings"
	"testing"

	"viewline/ingest/naming"
	"viewline/store"
	"viewline/timeline"
)

func TestTally(t *testing.T) {
	at := func(base, title string, content uint64) naming.Appearance {
		person, _, _ := strings.Cut(base, "/")
		a := timeline.Appearance{PersonSlug: person, Title: title}
		return naming.Appearance{Base: base, Occasion: a.Occasion(), Title: title, Content: content}
	}
	for _, tt := range []struct {
		what    string
		was, is []naming.Appearance
		want    string
	}{
		{"the same", []naming.Appearance{at("a/2020", "x", 1)}, []naming.Appearance{at("a/2020", "x", 1)}, "+0 ~0 =1 -0"},
		{"other content", []naming.Appearance{at("a/2020", "x", 1)}, []naming.Appearance{at("a/2020", "x", 2)}, "+0 ~1 =0 -0"},
		{"a finer date", []naming.Appearance{at("a/2020", "x", 1), at("a/2021", "y", 2)}, []naming.Appearance{at("a/2020-05", "x", 3), at("a/2021", "y", 2)}, "+0 ~1 =1 -0"},
		{"another title", []naming.Appearance{at("a/2020", "x", 1)}, []naming.Appearance{at("a/2020", "y", 2)}, "+0 ~1 =0 -0"},
		{"another occasion", []naming.Appearance{at("a/2020", "x", 1)}, []naming.Appearance{at("a/2021", "y", 2)}, "+1 ~0 =0 -1"},
		{"one comes ahead", []naming.Appearance{at("a/2020", "x", 1)}, []naming.Appearance{at("a/2020", "y", 2), at("a/2020", "x", 1)}, "+1 ~0 =1 -0"},
	} {
		r, moved := &Report{}, &Report{}
		count := newTally()
		count.stored = true
		count.replace(tt.was, tt.is)
		r.tell(count)
		if got := counts(r); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %s; want %s", tt.what, got, tt.want)
		}
		for _, first := range []func(*tally){func(t *tally) { t.leave(tt.was); t.come(tt.is) }, func(t *tally) { t.come(tt.is); t.leave(tt.was) }} {
			count, moved = newTally(), &Report{}
			count.stored = true
			first(count)
			if moved.tell(count); tt.what != "another title" && counts(moved) != counts(r) {
				t.Errorf("%s, in another post: %s; want %s", tt.what, counts(moved), tt.want)
			}
		}
	}
}

// What an author does to one post counts as what it is: a bullet and a finer date are
// two appearances changed, and lines that only move are none, though they are stored.
func TestUpdatedCountsChanges(t *testing.T) {
	post := text("Ada", "2020年", "2021年", "2022年", "无日期")
	dir := folder(t, map[string]string{"a.md": post})
	st := open(t)
	load(t, st, Options{}, dir)
	edited := strings.Replace(strings.Replace(post, "内容1。\n", "内容1。\n* 新的一条。\n", 1), "2021年", "2021年5月", 1)
	write(t, dir, map[string]string{"a.md": edited})
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~2 =2 -0 !0")
	expect(t, "keys", keys(t, st), "a.md(a): ada/2020 ada/2021-05 ada/2022 ada/undated\n")
	write(t, dir, map[string]string{"a.md": strings.Replace(edited, "\n## ", "\n\n\n## ", 1)})
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~0 =4 -0 !0")
	if n := revision(t, st); n != 3 {
		t.Errorf("revision %d; want 3: other lines are stored", n)
	}
	found, err := st.Appearances(t.Context(), []string{"ada/2020"})
	if err != nil || found[0].Line != 7 {
		t.Errorf("%v, %v; want it to start at line 7", found[0], err)
	}
}

func TestContentHash(t *testing.T) {
	hash := func(edit func(*timeline.Appearance)) string {
		passage := timeline.Part{Passage: &timeline.Passage{Text: timeline.Prose{Plain: "line"}, Line: 9}}
		a := &timeline.Appearance{
			PersonSlug: "ada", Title: "line", Line: 5, EndLine: 20, BodyLine: 6, Recommended: 1,
			Sections: []*timeline.Section{{
				Line: 8, EndLine: 9, Parts: []timeline.Part{passage},
				Viewpoints: []*timeline.Viewpoint{{Text: timeline.Prose{Plain: "x"}, Line: 10, Timestamps: []*timeline.Timestamp{{Label: "1:00", Seconds: 60}}}},
			}},
			Recommendations: []*timeline.Recommendation{{PaperSlug: "p", Position: 1, Line: 12}},
		}
		edit(a)
		data, err := store.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		return contentHash(data)
	}
	as := hash(func(*timeline.Appearance) {})
	moved := hash(func(a *timeline.Appearance) {
		a.Line, a.EndLine, a.BodyLine = 105, 120, 106
		s := a.Sections[0]
		s.Line, s.EndLine, s.Viewpoints[0].Line, s.Parts[0].Passage.Line = 108, 109, 110, 109
		a.Recommendations[0].Line = 112
	})
	if moved != as {
		t.Error("other lines are another content")
	}
	for what, edit := range map[string]func(*timeline.Appearance){
		"a title":    func(a *timeline.Appearance) { a.Title = "lines" },
		"a position": func(a *timeline.Appearance) { a.Recommendations[0].Position = 2 },
		"a moment":   func(a *timeline.Appearance) { a.Sections[0].Viewpoints[0].Timestamps[0].Seconds = 61 },
		"a passage":  func(a *timeline.Appearance) { a.Sections[0].Parts[0].Passage.Text.Plain = "lines" },
		"a day":      func(a *timeline.Appearance) { a.Date = timeline.PartialDate{Year: 2020} },
	} {
		if hash(edit) == as {
			t.Errorf("%s: the same content", what)
		}
	}
}
