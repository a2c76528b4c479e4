package timeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/timeline"
)

func view(text string, points ...*timeline.Viewpoint) *timeline.Viewpoint {
	return &timeline.Viewpoint{Text: timeline.Prose{Plain: text}, Points: points}
}

// sections nest as 1, 2 in 1, 3 in 2, 4 in 1, 5; every viewpoint's text says where it
// stands.
func sections() []*timeline.Section {
	return []*timeline.Section{
		{
			Heading: "1", Viewpoints: []*timeline.Viewpoint{
				view("#1.1", view("#1.1.1"), view("#1.1.2", view("#1.1.2.1"))),
				view("#1.2"),
			},
			Sections: []*timeline.Section{
				{Heading: "2", Sections: []*timeline.Section{
					{Heading: "3", Viewpoints: []*timeline.Viewpoint{view("#3.1")}},
				}},
				{Heading: "4", Viewpoints: []*timeline.Viewpoint{view("#4.1", view("#4.1.1"))}},
			},
		},
		{Heading: "5", Viewpoints: []*timeline.Viewpoint{view("#5.1")}},
	}
}

func sample() *timeline.Appearance {
	return &timeline.Appearance{
		Key: "ada/2025-06", PersonSlug: "ada", Theme: "计算", Sections: sections(),
		Recommendations: []*timeline.Recommendation{{PaperSlug: "one", Position: 1}, {PaperSlug: "two", Position: 2}},
	}
}

// saying is the viewpoint of a text, at any depth.
func saying(sections []*timeline.Section, text string) *timeline.Viewpoint {
	var all []*timeline.Viewpoint
	for s := range timeline.AllSections(sections) {
		all = append(all, s.Viewpoints...)
	}
	for i := 0; i < len(all); i++ {
		if all[i].Text.Plain == text {
			return all[i]
		}
		all = append(all, all[i].Points...)
	}
	panic("no viewpoint says " + text)
}

var ends = []string{"#1.1", "#1.1.1", "#1.1.2", "#1.1.2.1", "#1.2", "#3.1", "#4.1", "#4.1.1", "#5.1"}

func TestAppearanceLink(t *testing.T) {
	a := sample()
	a.Date = date{2025, 6, 0}
	if a.Link().Link() != a {
		t.Error("Link returns another appearance")
	}
	for _, end := range ends {
		v := saying(a.Sections, end)
		if v.Text.Plain != end || v.Section.Heading != end[1:2] || v.Owner != a.Key || v.Appearance != a ||
			v.PersonSlug != "ada" || v.Date() != a.Date || v.Theme() != "计算" {
			t.Errorf("%s: got %q of section %q, %q, %v, %q",
				end, v.Text.Plain, v.Section.Heading, v.PersonSlug, v.Date(), v.Theme())
		}
	}
	for _, r := range a.Recommendations {
		if r.Appearance != a || r.Date() != a.Date {
			t.Errorf("%s: not linked to its appearance", r.PaperSlug)
		}
	}
	if n := a.CountViewpoints(); n != 5 {
		t.Errorf("%d viewpoints; want the 5 top-level ones", n)
	}
}

func TestPostLink(t *testing.T) {
	p := &timeline.Post{Path: "notes/Ada.md", Slug: "ada-2", PersonSlug: "ada", Sections: sections()}
	if p.Link().Link() != p {
		t.Error("Link returns another post")
	}
	for _, end := range ends {
		v := saying(p.Sections, end)
		if v.Text.Plain != end || v.Section.Heading != end[1:2] || v.Owner != "ada-2" || v.Appearance != nil ||
			v.PersonSlug != "ada" || !v.Date().IsZero() || v.Theme() != "" {
			t.Errorf("%s: got %q of section %q, %q, %v, %q",
				end, v.Text.Plain, v.Section.Heading, v.PersonSlug, v.Date(), v.Theme())
		}
	}
	if n := p.CountViewpoints(); n != 5 {
		t.Errorf("%d viewpoints; want the 5 top-level ones", n)
	}
}

// Top-level viewpoints have a place, and points have none.
func TestPlaceOfViewpoint(t *testing.T) {
	a := sample().Link()
	for _, end := range ends {
		v, want := saying(a.Sections, end), timeline.Place{}
		if n, _ := fmt.Sscanf(end, "#%d.%d", &want.Section, &want.Number); n != 2 || strings.Count(end, ".") > 1 {
			want = timeline.Place{}
		}
		if v.Place != want {
			t.Errorf("%s: place %v; want %v", end, v.Place, want)
		}
		if got := timeline.ViewpointAt(a.Sections, want); want != (timeline.Place{}) && got != v {
			t.Errorf("at %v: got %v; want %q", want, got, end)
		}
	}
	for _, none := range []timeline.Place{{}, {1, 0}, {1, 3}, {2, 1}, {6, 1}, {-1, 1}, {1, -1}} {
		if v := timeline.ViewpointAt(a.Sections, none); v != nil {
			t.Errorf("at %v: got %q; want none", none, v.Text.Plain)
		}
	}
}

func TestAppearanceKeys(t *testing.T) {
	p := &timeline.Post{}
	if got := p.Record.AppearanceKeys(); len(got) != 0 {
		t.Errorf("got %q, want none", got)
	}
	p.Record.Appearances = []timeline.AppearanceRef{{Key: "ada/2025"}, {Key: "ada/2020"}}
	if got := p.Record.AppearanceKeys(); !slices.Equal(got, []string{"ada/2025", "ada/2020"}) {
		t.Errorf("got %q, want the order of the post", got)
	}
}

func TestDatePrecision(t *testing.T) {
	a := &timeline.Appearance{}
	if got := a.DatePrecision(); got != nil {
		t.Errorf("without a date: got %q, want nil", *got)
	}
	a.Date = date{2020, 0, 0}
	if got := a.DatePrecision(); got == nil || *got != timeline.PrecisionYear {
		t.Errorf("2020: got %v, want YEAR", got)
	}
}

func TestAppearanceKindValid(t *testing.T) {
	for kind, want := range map[timeline.AppearanceKind]bool{
		timeline.KindInterview: true, timeline.KindPodcast: true, timeline.KindSpeech: true, timeline.KindTalk: true,
		timeline.KindEssay: true, timeline.KindReadingList: true, timeline.KindOther: true,
		"": false, "talk": false, "LECTURE": false,
	} {
		if got := kind.Valid(); got != want {
			t.Errorf("%q: got %t, want %t", kind, got, want)
		}
	}
}

// An appearance that has days but no date stands behind all that ends ahead of
// them, and ahead of the dates that begin on its first day. As a stored date, its
// place is none.
func TestPlace(t *testing.T) {
	for earliest, c := range map[date]struct{ ahead, place, behind string }{
		{1990, 1, 1}:   {"1989-12-31", "199/~", "1990"},
		{1991, 1, 1}:   {"1990-12-31", "1990~", "1991"},
		{1990, 3, 1}:   {"1990-02-28", "1990-02~", "1990-03"},
		{1990, 3, 4}:   {"1990-03-03", "1990-03-03~", "1990-03-04"},
		{1990, 10, 20}: {"1990-10-19", "1990-10-2/~", "1990-10-20"},
		{1, 1, 1}:      {"", "0000~", "0001"},
	} {
		got := (&timeline.Appearance{Earliest: earliest, Latest: date{1999, 12, 31}}).Place()
		if got != c.place || got <= c.ahead || got >= c.behind {
			t.Errorf("from %v: place %s; want %s, between %s and %s", earliest, got, c.place, c.ahead, c.behind)
		}
		typ, data, err := bson.MarshalValue(got)
		if err != nil {
			t.Fatal(err)
		}
		read := date{1, 2, 3}
		if err := read.UnmarshalBSONValue(byte(typ), data); err != nil || read != (date{}) {
			t.Errorf("%s is read as %v, %v; want no date", got, read, err)
		}
	}
	day := date{2020, 5, 0}
	if got := (&timeline.Appearance{Date: day, Earliest: day.Earliest()}).Place(); got != "2020-05" {
		t.Errorf("with a date: place %q; want the date", got)
	}
	if got := (&timeline.Appearance{}).Place(); got != "" {
		t.Errorf("without any day: place %q; want none", got)
	}
}

// A host alone does not stand for all who took part.
func TestThePersonTakesPart(t *testing.T) {
	a := &timeline.Appearance{PersonSlug: "ada", Participants: []*timeline.Participant{{Name: "Bo", Role: timeline.RoleHost}}}
	if got := a.AllParticipants(); len(got) != 2 || got[0].PersonSlug != "ada" || got[1].Name != "Bo" {
		t.Errorf("where a host alone is named: %+v; want the person as well", got)
	}
}
