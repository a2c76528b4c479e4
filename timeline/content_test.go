package timeline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/timeline"
)

func prose(text string) timeline.Prose {
	return timeline.Prose{Markdown: text, HTML: timeline.HTML("<p>" + text + "</p>"), Plain: text}
}

func passage(text string, line int) *timeline.Passage {
	return &timeline.Passage{Text: prose(text), Line: line}
}

// told tells pieces in short: passages with their line, recommendations by
// position, sections by heading with their pieces.
func told(pieces []timeline.Content) string {
	var texts []string
	for _, piece := range pieces {
		switch piece := piece.(type) {
		case *timeline.Passage:
			texts = append(texts, fmt.Sprintf("%s@%d", piece.Text.Plain, piece.Line))
		case *timeline.Viewpoint:
			texts = append(texts, piece.Text.Plain)
		case *timeline.Recommendation:
			texts = append(texts, fmt.Sprint("#", piece.Position))
		case *timeline.Section:
			texts = append(texts, piece.Heading+"("+told(piece.Content())+")")
		}
	}
	return strings.Join(texts, " ")
}

func TestSetContent(t *testing.T) {
	recommended := func(positions ...int) (pieces []timeline.Content) {
		for _, n := range positions {
			pieces = append(pieces, &timeline.Recommendation{Position: n})
		}
		return pieces
	}
	a, b, c := view("a"), view("b"), view("c")
	below := &timeline.Section{Heading: "below"}
	for _, tt := range []struct {
		name   string
		pieces []timeline.Content
		parts  []timeline.Part // nil for the usual order
		body   string
		line   int
	}{
		{"nothing", nil, nil, "", 0},
		{"the usual order", []timeline.Content{passage("one", 3), a, b, below}, nil, "one", 3},
		{"no passage", []timeline.Content{a, below}, nil, "", 0},
		{"passage alone", []timeline.Content{passage("one", 3)}, nil, "one", 3},
		{
			"passage behind",
			[]timeline.Content{a, b, passage("one", 3)},
			[]timeline.Part{{Viewpoint: 1, Count: 2}, {Passage: passage("one", 3)}},
			"one", 0,
		},
		{
			"passages between",
			[]timeline.Content{passage("one", 3), a, passage("two", 5), b, c, below},
			[]timeline.Part{{Passage: passage("one", 3)}, {Viewpoint: 1}, {Passage: passage("two", 5)}, {Viewpoint: 2, Count: 2}, {Section: 1}},
			"one\ntwo", 0,
		},
		{"two passages", []timeline.Content{passage("one", 3), passage("two", 5)}, []timeline.Part{{Passage: passage("one", 3)}, {Passage: passage("two", 5)}}, "one\ntwo", 0},
		{"section ahead", []timeline.Content{below, a}, []timeline.Part{{Section: 1}, {Viewpoint: 1}}, "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &timeline.Section{Body: &timeline.Prose{Plain: "old"}, BodyLine: 1, Viewpoints: []*timeline.Viewpoint{c}}
			s.SetContent(tt.pieces)
			if diff := cmp.Diff(tt.parts, s.Parts); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
			if got := told(s.Content()); got != told(tt.pieces) {
				t.Errorf("content %q, want %q", got, told(tt.pieces))
			}
			body := ""
			if s.Body != nil {
				body = s.Body.Plain
			}
			if body != tt.body || s.BodyLine != tt.line {
				t.Errorf("body %q at line %d, want %q at %d", body, s.BodyLine, tt.body, tt.line)
			}
		})
	}
	s := new(timeline.Section)
	s.SetContent(recommended(4, 5, 7))
	if got := told(s.Content()); got != "#4 #5 #7" || len(s.Parts) != 2 || s.Parts[0].Count != 2 {
		t.Errorf("recommendations: content %q of parts %+v", got, s.Parts)
	}
}

// What follows a viewpoint's text is told in the order in which it was added.
func TestViewpointContent(t *testing.T) {
	v := view("text")
	if got := v.Content(); got == nil || len(got) != 0 {
		t.Errorf("nothing added: %v, want an empty list", got)
	}
	v.AddPoint(view("a"))
	v.AddPoint(view("b"))
	if got := told(v.Content()); got != "a b" || v.Parts != nil {
		t.Errorf("points alone: %q, parts %v; want a b without parts", got, v.Parts)
	}
	v.AddQuote(&timeline.Prose{Markdown: "q\n\nr", HTML: "<p>q</p><p>r</p>", Plain: "q\nr"}, 7)
	v.AddQuote(&timeline.Prose{}, 8)
	v.AddPassage(passage("p", 9))
	v.AddPoint(view("c"))
	v.AddPoint(view("d"))
	if got := told(v.Content()); got != "a b q\nr@7 p@9 c d" {
		t.Errorf("content %q", got)
	}
	want := timeline.Prose{Markdown: "> q\n>\n> r", HTML: "<blockquote>\n<p>q</p><p>r</p>\n</blockquote>", Plain: "q\nr"}
	if diff := cmp.Diff(want, v.Content()[2].(*timeline.Passage).Text); diff != "" {
		t.Errorf("quote (-want +got):\n%s", diff)
	}
	v.Question = &timeline.Prose{Plain: "why?"}
	if diff := cmp.Diff([]string{"why?", "text", "q\nr", "", "p"}, v.Texts()); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}

func TestAppearanceContent(t *testing.T) {
	bare := &timeline.Section{Viewpoints: []*timeline.Viewpoint{view("loose")}, Sections: []*timeline.Section{{Heading: "in"}}}
	body := prose("intro")
	a := &timeline.Appearance{Body: &body, BodyLine: 2, Sections: []*timeline.Section{bare, {Heading: "S", Viewpoints: []*timeline.Viewpoint{view("v")}}}}
	if got := told(a.Content()); got != "intro@2 loose in() S(v)" {
		t.Errorf("content %q", got)
	}
	summary := prose("intro")
	a.Summary = &summary
	if got := told(a.Content()); got != "loose in() S(v)" {
		t.Errorf("with the body as summary: content %q", got)
	}
	other := prose("summed up")
	a.Summary = &other
	if got := told(a.Content()); got != "intro@2 loose in() S(v)" {
		t.Errorf("with another summary: content %q", got)
	}
}

// Parts that name what is not there, as no parser writes them, tell nothing of it.
func TestContentOfStrayParts(t *testing.T) {
	s := &timeline.Section{
		Viewpoints: []*timeline.Viewpoint{view("a"), view("b")},
		Parts:      []timeline.Part{{Viewpoint: 2, Count: 9}, {Viewpoint: 3}, {Viewpoint: -1}, {Section: 1}, {Recommendation: 1}, {}},
	}
	a := (&timeline.Appearance{Sections: []*timeline.Section{s}}).Link()
	if got := told(a.Content()); got != "b" {
		t.Errorf("content %q, want b", got)
	}
}

func TestLinkGivesBodyAndRecommendations(t *testing.T) {
	a := &timeline.Appearance{
		Recommendations: []*timeline.Recommendation{{Position: 1}, {Position: 2}},
		Sections:        []*timeline.Section{{Heading: "S"}},
	}
	a.Sections[0].SetContent([]timeline.Content{a.Recommendations[0], passage("one", 2), a.Recommendations[1], passage("two", 3)})
	stored := a.Stored()
	if s := stored.Sections[0]; stored == a || s.Body != nil || a.Sections[0].Body.Plain != "one\ntwo" {
		t.Errorf("stored body %v of %v; want none, and the appearance as it was", s.Body, a.Sections[0].Body)
	}
	for i := range stored.Sections[0].Parts {
		stored.Sections[0].Parts[i].Recommendations = nil
	}
	if got := told(stored.Link().Content()); got != "S(#1 one@2 #2 two@3)" || stored.Sections[0].Body.Plain != "one\ntwo" {
		t.Errorf("linked: %q", got)
	}
	if plain := (&timeline.Appearance{Body: new(timeline.Prose)}); plain.Stored() != plain {
		t.Error("an appearance without derived bodies was copied")
	}
}

func TestAllParticipants(t *testing.T) {
	a := &timeline.Appearance{PersonSlug: "ada"}
	want := []*timeline.Participant{{Role: timeline.RoleSpeaker, PersonSlug: "ada"}}
	if diff := cmp.Diff(want, a.AllParticipants()); diff != "" {
		t.Errorf("nobody named (-want +got):\n%s", diff)
	}
	a.Participants = []*timeline.Participant{{Name: "Ada", Role: timeline.RoleSpeaker, PersonSlug: "ada"}, {Name: "Bo", Role: timeline.RoleHost}}
	if diff := cmp.Diff(a.Participants, a.AllParticipants()); diff != "" {
		t.Errorf("named (-want +got):\n%s", diff)
	}
}

func TestAllPeople(t *testing.T) {
	for _, tt := range []struct {
		post timeline.Post
		want []string
	}{
		{timeline.Post{}, nil},
		{timeline.Post{PersonSlug: "ada"}, []string{"ada"}},
		{timeline.Post{PersonSlug: "ada", PeopleSlugs: []string{"ada"}}, []string{"ada"}},
		{timeline.Post{PeopleSlugs: []string{"bo", "ada"}}, []string{"bo", "ada"}},
	} {
		if diff := cmp.Diff(tt.want, tt.post.AllPeople()); diff != "" {
			t.Errorf("%q of %q (-want +got):\n%s", tt.post.PersonSlug, tt.post.PeopleSlugs, diff)
		}
	}
}
