package timeline_test

import (
	"testing"

	"viewline/timeline"
)

// held is an appearance of Ada's at an occasion, in a post of its own.
func held(t *testing.T, title, on, told string) *timeline.Appearance {
	t.Helper()
	a := &timeline.Appearance{PersonSlug: "ada", Title: title, Told: timeline.Text(told), PostPath: title + on + ".md"}
	if on != "" {
		d, err := timeline.ParsePartialDate(on)
		if err != nil {
			t.Fatal(err)
		}
		a.Date = d
	}
	return a
}

func TestOccasion(t *testing.T) {
	a := held(t, "Slow Software", "2020", "")
	for _, same := range []*timeline.Appearance{held(t, "slow software", "", ""), held(t, " Slow  Software", "2021-05", "2021-05")} {
		if same.Occasion() != a.Occasion() {
			t.Errorf("%q: another occasion than %q", same.Title, a.Title)
		}
	}
	bo := held(t, "Slow Software", "2020", "")
	bo.PersonSlug = "bo"
	for _, other := range []*timeline.Appearance{bo, held(t, "Fast Software", "2020", ""), held(t, "", "2020", ""), held(t, "Slow Software!", "2020", ""), held(t, "SlowSoftware", "2020", "")} {
		if other.Occasion() == a.Occasion() {
			t.Errorf("%q of %s: the same occasion", other.Title, other.PersonSlug)
		}
	}
}

// An ident that was handed out of the first appearance leads to the n-th of those that
// are there now, from 1; 0 for none.
func TestIdentAmong(t *testing.T) {
	of := func(on, told string) *timeline.Appearance { return held(t, "talk", on, told) }
	mark := timeline.PostMark(of("2020", "").PostPath)
	for _, tt := range []struct {
		what   string
		handed *timeline.Appearance
		now    []*timeline.Appearance
		want   int
	}{
		{"the same", of("2020", ""), []*timeline.Appearance{of("2020", "")}, 1},
		{"its date is finer", of("2020", ""), []*timeline.Appearance{of("2020-05-06", "")}, 1},
		{"its date is known", of("", ""), []*timeline.Appearance{of("2020", "")}, 1},
		{"its date is known, and it is one of two", of("", ""), []*timeline.Appearance{of("2020", ""), of("2021", "")}, 0},
		{"another year", of("2020", ""), []*timeline.Appearance{of("2021", "")}, 0},
		{"one without a date", of("2020", ""), []*timeline.Appearance{of("", "")}, 0},
		{"of several years", of("2020", ""), []*timeline.Appearance{of("2021", ""), of("2020-05", ""), of("", timeline.ToldUndated)}, 2},
		{"one of the year comes", of("2020-05", ""), []*timeline.Appearance{of("2020-05", "2020-05"), of("2020-09", "2020-09")}, 0},
		{"told by its date", of("2020-05", "2020-05"), []*timeline.Appearance{of("2020-09", "2020-09"), of("2020-05", "2020-05")}, 2},
		{"told by its date, which is finer", of("2020-05", "2020-05"), []*timeline.Appearance{of("2020-01", "2020-01"), of("2020-05-03", "2020-05-03")}, 0}, // it may have been beside that one
		{"alone again", of("2020-05", "2020-05"), []*timeline.Appearance{of("2020-05", "")}, 1},
		{"the other one is alone", of("2020-05", "2020-05"), []*timeline.Appearance{of("2020-09", "")}, 0},
		{"told by its post, and alone again", of("2020", mark), []*timeline.Appearance{of("2020", "")}, 1},
		{"undated beside dated ones, which stay", of("", timeline.ToldUndated), []*timeline.Appearance{of("2020", "")}, 0},
		{"undated, beside dated ones by now", of("", ""), []*timeline.Appearance{of("2020", ""), of("", timeline.ToldUndated)}, 2},
		{"undated beside dated ones that went", of("", timeline.ToldUndated), []*timeline.Appearance{of("", "")}, 1},
		{"nothing", of("", ""), nil, 0},
	} {
		ident, ok := timeline.ParseIdent(tt.handed.Ident().String())
		if !ok || ident != tt.handed.Ident() {
			t.Errorf("%s: read as %v", tt.what, ident)
		}
		got := ident.Among(tt.now)
		for i, a := range tt.now {
			if is, want := a == got, i+1 == tt.want; is != want {
				t.Errorf("%s: the ident leads to number %d: %t; want %t", tt.what, i+1, is, want)
			}
		}
	}
}

// Of two occasions of one name and date in a post, the second is alone by now: what is
// said there as it was leads to where it is, and nothing else does.
func TestIdentViewpointOfTheOneLeft(t *testing.T) {
	of := func(told, text string) *timeline.Appearance {
		a := held(t, "talk", "2020", told)
		a.Sections = []*timeline.Section{{Viewpoints: []*timeline.Viewpoint{{Label: "Why", Text: timeline.Prose{Plain: text}}}}}
		return a.Link()
	}
	second := of(timeline.PostMark("talk2020.md")+"-2", "It works.")
	mark := markOf(t, second.Sections[0].Viewpoints[0])
	left := of("", "It works.")
	if v := second.Ident().Viewpoint([]*timeline.Appearance{left}, mark); v != left.Sections[0].Viewpoints[0] {
		t.Errorf("the viewpoint leads to %v; want the one of the appearance that is left", v)
	}
	dated, finer := of("2020-05", "It works."), of("2020-05-03", "It works.")
	var err error
	if finer.Date, err = timeline.ParsePartialDate("2020-05-03"); err != nil {
		t.Fatal(err)
	}
	if v := dated.Ident().Viewpoint([]*timeline.Appearance{finer}, mark); v != finer.Sections[0].Viewpoints[0] {
		t.Errorf("a finer date: the viewpoint leads to %v; want the one that says the same", v)
	}
	for what, a := range map[string]*timeline.Appearance{"another text": of("", "It fails."), "still told apart": of("2020", "It works.")} {
		if v := second.Ident().Viewpoint([]*timeline.Appearance{a}, mark); v != nil {
			t.Errorf("%s: the viewpoint leads to %q; want none", what, v.Text.Plain)
		}
	}
	if a := second.Ident().Among([]*timeline.Appearance{left}); a != nil {
		t.Errorf("the appearance leads to %q; want none, as it may have been the other one", a.Title)
	}
}

func TestParseIdentErrors(t *testing.T) {
	for _, text := range []string{"", "ada/2020", "x.2020"} {
		if i, ok := timeline.ParseIdent(text); ok {
			t.Errorf("%q: read as %v", text, i)
		}
	}
}

// An identifier of a viewpoint of an occasion leads, where several appearances could be
// meant by now, to the one viewpoint of the same label and text.
func TestIdentOfViewpoint(t *testing.T) {
	of := func(on, told string, views ...*timeline.Viewpoint) *timeline.Appearance {
		a := held(t, "talk", on, told)
		a.Sections = []*timeline.Section{{Viewpoints: views}}
		return a.Link()
	}
	handed := of("2020", "", labelled("why", "one"))
	mark := markOf(t, handed.Viewpoints()[0])
	for _, tt := range []struct {
		what string
		now  []*timeline.Appearance
		want string
	}{
		{"alone", []*timeline.Appearance{of("2020-05", "", labelled("why", "new"))}, "why:new"},
		{"of two, one says it", []*timeline.Appearance{of("2020-05", "2020-05", labelled("why", "one")), of("2020-06", "2020-06", labelled("why", "two"))}, "why:one"},
		{"of two, both say it", []*timeline.Appearance{of("2020-05", "2020-05", labelled("why", "one")), of("2020-06", "2020-06", labelled("why", "one"))}, "-"},
		{"of two, none says it", []*timeline.Appearance{of("2020-05", "2020-05", labelled("why", "two")), of("2020-06", "2020-06")}, "-"},
		{"of another year", []*timeline.Appearance{of("2021", "", labelled("why", "one"))}, "-"},
		{"nothing", nil, "-"},
	} {
		if got := found(handed.Ident().Viewpoint(tt.now, mark)); got != tt.want {
			t.Errorf("%s: the identifier leads to %s; want %s", tt.what, got, tt.want)
		}
	}
}
