package storetest

import (
	"fmt"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// foundExamples find appearances by their texts and topics, and by the papers that they
// recommend.
var foundExamples = []example{
	{"appearances by text", appearancesByText},
	{"appearances by topic", appearancesByTopic},
	{"appearances by text and more", appearancesByMore},
	{"appearances by paper", appearancesByPaper},
	{"appearances found anew", appearancesFoundAnew},
}

// themed edits an appearance.
func themed(theme string) func(*timeline.Appearance) {
	return func(a *timeline.Appearance) { a.Theme = timeline.Text(theme) }
}

// saying replaces the sections of an appearance.
func saying(sections ...*timeline.Section) func(*timeline.Appearance) {
	return func(a *timeline.Appearance) { a.Sections = sections }
}

func section(heading string, views ...*timeline.Viewpoint) *timeline.Section {
	return &timeline.Section{Heading: heading, Level: 3, Kind: timeline.SectionViewpoints, Viewpoints: views}
}

func view(label, text string, topics ...string) *timeline.Viewpoint {
	return &timeline.Viewpoint{Label: timeline.Text(label), Text: prose(text), Topics: topics}
}

// said is a corpus of viewpoints whose words and topics lie apart.
func said() []store.PostDocuments {
	alpha := view("Alpha", "AI大模型的价值函数", "agi")
	alpha.Points = []*timeline.Viewpoint{{Label: "Deep", Text: prose("beneath it"), Quotes: []*timeline.Prose{{Plain: "quoted"}}}}
	alpha.Points[0].Question = &timeline.Prose{Plain: "asked of it"}
	alpha.AddPassage(&timeline.Passage{Text: prose("afterwards"), Line: 9})
	first := appearance("ada/2020", "2020-03", titled("Scaling laws"), themed("规模"), recommending(2),
		saying(section("Views", alpha, view("Beta", "second", "self-play")), section("Later", view("", "third", "agi", "self-play"))))
	first.Summary, first.Body = &timeline.Prose{Plain: "summed up"}, &timeline.Prose{Plain: "embodied"}
	first.Details = []*timeline.Detail{{Label: "Place", Value: "Somewhere"}}
	first.Sections[1].Body = &timeline.Prose{Plain: "between"}
	second := appearance("ada/undated", "", titled("Without a date"), kind(timeline.KindEssay), saying(section("Views", view("Alpha", "alone", "agi"))))
	third := appearance("bo/2021", "2021", titled("Alpha beta"), recommending(1), saying(section("Views", view("Gamma", "second", "self-play"))))
	return []store.PostDocuments{post("ada.md", first, second), post("bo.md", third)}
}

// finds checks which appearances pass a filter, the oldest first: among all, and by person.
func (t tester) finds(f store.AppearanceFilter, want ...string) {
	t.Helper()
	read := func(q relay.Query) relay.Page[*timeline.Appearance] { return t.list(f, q) }
	bothWays(t, fmt.Sprintf("%+v", f), read, store.AppearanceCursor, appearanceKey, want)
	people := []string{"bo", "nobody", "ada", "bo"}
	pages, counts := t.listByPerson(people, f, newest(1)), t.countByPerson(people, f)
	t.equal(fmt.Sprintf("count of %+v", f), t.count(f), len(want))
	for i, person := range people {
		f.Person = person
		t.equal(fmt.Sprintf("%+v by person", f), pages[i], t.list(f, newest(1)))
		t.equal(fmt.Sprintf("count of %+v by person", f), counts[i].Appearances, t.count(f))
	}
}

func appearancesByText(t tester) {
	t.putPosts(said()...)
	for text, want := range map[string][]string{
		"alpha":            {"ada/undated", "ada/2020", "bo/2021"},
		"ALPHA beta":       {"bo/2021"}, // in ada/2020 they are of different viewpoints
		"alpha second":     nil,
		"scaling laws":     {"ada/2020"},
		"scaling alpha":    nil, // the title is not of the viewpoint
		"scaling summed":   {"ada/2020"},
		"embodied place":   {"ada/2020"},
		"somewhere read":   {"ada/2020"}, // with the note of a recommendation
		"between laws":     {"ada/2020"},
		"alpha deep":       {"ada/2020"}, // of a viewpoint and its point
		"beneath quoted":   {"ada/2020"},
		"asked deep":       {"ada/2020"}, // of a question
		"alpha afterward":  {"ada/2020"},
		"alpha afterwards": {"ada/2020"}, // of a passage behind the points
		"later third":      {"ada/2020"}, // the heading of the viewpoint's section
		"later second":     nil,
		"价值":               {"ada/2020"},
		"价值函数 ai":          {"ada/2020"},
		"规模":               {"ada/2020"},
		"规":                {"ada/2020"},
		"规模 价值":            nil,
		"函值":               nil,
		"alph":             {"ada/undated", "ada/2020", "bo/2021"},
		"lph":              nil,
		"alph deep":        nil,
		"“Alpha” OR beta":  nil,
		"\x00 ——":          {"ada/undated", "ada/2020", "bo/2021"},
	} {
		t.finds(store.AppearanceFilter{Text: text}, want...)
	}
	t.equal("counts", t.count(store.AppearanceFilter{Text: "alpha"}), 3)
	t.equal("counts by person", t.countByPerson([]string{"ada", "nobody", "bo"}, store.AppearanceFilter{Text: "alpha"}),
		[]store.Count{{Appearances: 2, Recommendations: 2}, {}, {Appearances: 1, Recommendations: 1}})
}

func appearancesByTopic(t tester) {
	t.putPosts(said()...)
	t.finds(store.AppearanceFilter{Topic: "agi"}, "ada/undated", "ada/2020")
	t.finds(store.AppearanceFilter{Topic: "self-play"}, "ada/2020", "bo/2021")
	t.finds(store.AppearanceFilter{Topic: "self"})
	t.finds(store.AppearanceFilter{Topic: "AGI"})
	t.finds(store.AppearanceFilter{Topic: "agi", Text: "alpha"}, "ada/undated", "ada/2020")
	t.finds(store.AppearanceFilter{Topic: "agi", Text: "beta"})
	t.finds(store.AppearanceFilter{Topic: "agi", Text: "scaling"})
	t.finds(store.AppearanceFilter{Topic: "self-play", Text: "second"}, "ada/2020", "bo/2021")
	t.equal("counts", t.count(store.AppearanceFilter{Topic: "self-play"}), 2)
}

func appearancesByMore(t tester) {
	t.putPosts(said()...)
	t.finds(store.AppearanceFilter{Text: "alpha", Person: "bo"}, "bo/2021")
	t.finds(store.AppearanceFilter{Text: "alpha", Person: "nobody"})
	t.finds(store.AppearanceFilter{Text: "alpha", Kinds: store.Kinds{timeline.KindEssay}}, "ada/undated")
	t.finds(store.AppearanceFilter{Topic: "agi", Kinds: store.Kinds{timeline.KindTalk}, Person: "ada"}, "ada/2020")
	t.finds(store.AppearanceFilter{Text: "alpha", From: date("2020-03-31")}, "ada/2020", "bo/2021")
	t.finds(store.AppearanceFilter{Text: "alpha", From: date("2020-04")}, "bo/2021")
	t.finds(store.AppearanceFilter{Text: "alpha", To: date("2020-03-01")}, "ada/2020")
	t.finds(store.AppearanceFilter{Topic: "self-play", From: date("2021-12-31"), To: date("2022")}, "bo/2021")
	t.finds(store.AppearanceFilter{Topic: "self-play", From: date("2022")})
}

// twice is an appearance that recommends one paper two times.
func twice(key, on string) *timeline.Appearance {
	a := appearance(key, on, recommending(3))
	a.Recommendations[2].PaperSlug = "paper-0"
	return a
}

func appearancesByPaper(t tester) {
	t.putPosts(post("a.md", twice("ada/2020", "2020"), appearance("ada/2021", "2021")),
		post("b.md", appearance("bo/2020", "2020", recommending(1)), appearance("bo/undated", "", recommending(2))))
	papers := []string{"paper-1", "paper-9", "paper-0", "paper", "paper-1"}
	t.equal("counts", t.countByPaper(papers), []int{2, 0, 4, 0, 2})
	for i, want := range [][]string{{"bo/undated", "ada/2020"}, nil, {"bo/undated", "ada/2020", "bo/2020"}, nil, {"bo/undated", "ada/2020"}} {
		read := func(q relay.Query) relay.Page[*timeline.Appearance] {
			pages, err := t.store.AppearancesByPaper(t.Context(), papers, q)
			return aligned(t, papers, pages, err)[i]
		}
		bothWays(t, papers[i], read, store.AppearanceCursor, appearanceKey, want)
	}
	t.move(store.Move{PostPath: "a.md", From: "ada/2020", To: "ada/2020-2"})
	t.putPosts(post("b.md", appearance("bo/2020", "2020")))
	t.equal("counts after a move and a put", t.countByPaper(papers), []int{1, 0, 2, 0, 1})
	pages, err := t.store.AppearancesByPaper(t.Context(), papers, newest(5))
	t.equal("moved", keysOf(aligned(t, papers, pages, err)[2].Items), []string{"ada/2020-2"})
}

func (t tester) countByPaper(papers []string) []int {
	t.Helper()
	counts, err := t.store.CountByPaper(t.Context(), papers)
	return aligned(t, papers, counts, err)
}

func appearancesFoundAnew(t tester) {
	t.putPosts(said()...)
	t.finds(store.AppearanceFilter{Text: "alpha"}, "ada/undated", "ada/2020", "bo/2021")
	t.move(store.Move{PostPath: "bo.md", From: "bo/2021", To: "bo/2021-2"}, store.Move{PostPath: "ada.md", From: "ada/2020", To: "ada/2020-03"})
	t.finds(store.AppearanceFilter{Text: "alpha"}, "ada/undated", "ada/2020-03", "bo/2021-2")
	t.rename(map[string]string{"bo.md": "else"})
	t.finds(store.AppearanceFilter{Topic: "self-play"}, "ada/2020-03", "bo/2021-2")
	t.putPosts(post("ada.md", appearance("ada/2020-03", "2020-03", saying(section("Views", view("Omega", "last", "new"))))))
	t.finds(store.AppearanceFilter{Text: "alpha"}, "bo/2021-2")
	t.finds(store.AppearanceFilter{Topic: "agi"})
	t.finds(store.AppearanceFilter{Topic: "new", Text: "omega"}, "ada/2020-03")
	t.put(store.Batch{RemovePosts: []string{"bo.md"}})
	t.finds(store.AppearanceFilter{Text: "alpha"})
}
