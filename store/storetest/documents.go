package storetest

import (
	"fmt"
	"reflect"
	"strings"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// documentExamples are documents that go in and come out the same.
var documentExamples = []example{
	{"every field", everyField},
	{"no field", noField},
	{"any text", anyText},
	{"long text", longText},
	{"order of content", orderOfContent},
	{"many in one post", manyAppearances},
}

// everyField sets every field of the documents by reflection, so that it covers fields that
// are added later.
func everyField(t tester) {
	d := fullPost()
	person, paper := d.Post.Record.People[0], d.Post.Record.Papers[0]
	t.put(store.Batch{People: []*timeline.Person{person}, Papers: []*timeline.Paper{paper}, Posts: []store.PostDocuments{d}})
	want := fullPost() // not d, which the store might have changed
	for _, a := range want.Appearances {
		a.Link()
	}
	want.Post.Link()
	posts := []*timeline.Post{want.Post}
	t.equal("appearances", t.appearances("full/1", "full/2"), want.Appearances)
	t.equal("list", t.list(store.AppearanceFilter{}, relay.Query{Limit: 2}).Items, want.Appearances)
	t.equal("list by person", t.listByPerson([]string{"full"}, store.AppearanceFilter{}, relay.Query{Limit: 2})[0].Items, want.Appearances)
	t.equal("posts by path", t.postsByPath(want.Post.Path), posts)
	t.equal("posts by slug", t.postsBySlug(want.Post.Slug), posts)
	t.equal("people", t.people(person.Name), want.Post.Record.People[:1])
	t.equal("papers", t.papers(paper.Slug), []*timeline.Paper{want.Post.Record.Papers[0]})
	t.equal("contents", t.contents().Posts, []*store.StoredPost{{Path: want.Post.Path, Slug: want.Post.Slug, Record: want.Post.Record}})
	outline := want.Post.Record
	outline.People, outline.Papers, outline.Topics = nil, nil, nil
	t.equal("stored post without claims", t.postsAfter("", 5), []*store.StoredPost{{Path: want.Post.Path, Slug: want.Post.Slug, Record: outline}})
	t.equal("put", d, fullPost())
	t.putPosts(d)
	t.equal("put once more", t.appearances("full/1", "full/2"), want.Appearances)
}

// fullPost is the same at every call.
func fullPost() store.PostDocuments {
	var f filler
	d := store.PostDocuments{Post: new(timeline.Post)}
	f.fill(reflect.ValueOf(d.Post).Elem(), 0)
	d.Post.Record.Appearances = nil
	for i := range 2 {
		a := new(timeline.Appearance)
		f.fill(reflect.ValueOf(a).Elem(), 0)
		a.Key, a.PersonSlug, a.PostPath = fmt.Sprint("full/", i+1), "full", d.Post.Path
		a.Earliest, a.Latest = a.Date.Earliest(), a.Date.Latest()
		d.Appearances = append(d.Appearances, a)
		d.Post.Record.Appearances = append(d.Post.Record.Appearances, timeline.AppearanceRef{Key: a.Key, Hash: "h"})
	}
	return d
}

// filler gives every stored field a different value.
type filler struct{ n int }

const fillDepth = 3 // of sections in sections and points under points

func (f *filler) fill(v reflect.Value, depth int) {
	f.n++
	if v.Type() == reflect.TypeFor[timeline.PartialDate]() {
		v.Set(reflect.ValueOf(date(fmt.Sprintf("%04d-11", 1000+f.n))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("%d 文 🙂", f.n))
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), depth)
	case reflect.Slice:
		if depth == fillDepth {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(v.Index(0), depth+1)
		f.fill(v.Index(1), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("bson") != "-" { // set by Link
				f.fill(v.Field(i), depth)
			}
		}
	default:
		panic("a field of kind " + v.Kind().String())
	}
}

func noField(t tester) {
	t.put(store.Batch{
		People: []*timeline.Person{{Slug: "p"}}, Papers: []*timeline.Paper{{Slug: "x"}},
		Posts: []store.PostDocuments{{Post: &timeline.Post{Path: "a.md"}}},
	})
	t.equal("people", t.people("p"), []*timeline.Person{{Slug: "p"}})
	t.equal("papers", t.papers("x"), []*timeline.Paper{{Slug: "x"}})
	t.equal("posts", t.postsByPath("a.md"), []*timeline.Post{{Path: "a.md"}})
	t.equal("contents", t.contents().Posts, []*store.StoredPost{{Path: "a.md"}})
}

func anyText(t tester) {
	texts := []string{
		"", " ", "\n\t\r", "中文，标点。《》", "🙂👩🏽‍🚀𠀀𝄞", "e\u0301 and é", "\u200b\ufeff\u2028\u202e", "\ufffd\uffff", "\x01\x7f",
		`\ " ' $ % { } [ ] < > & ; --`, "$where", "a.b.c", "null", "0", "2020-01-01",
	}
	var appearances []*timeline.Appearance
	for i, text := range texts {
		a := appearance(fmt.Sprintf("ada/%02d", i), "2020", titled(text))
		a.Theme, a.Heading, a.Body = timeline.Text(text), text, &timeline.Prose{Markdown: text, HTML: timeline.HTML(text), Plain: text}
		a.Details = []*timeline.Detail{{Label: text, Value: text}}
		appearances = append(appearances, a)
	}
	t.putPosts(post("a.md", appearances...))
	for i, got := range t.list(store.AppearanceFilter{}, relay.Query{Limit: 100}).Items {
		t.equal(fmt.Sprintf("%q", texts[i]), got, copyOf(appearances[i]))
	}
	t.equal("count", t.count(store.AppearanceFilter{}), len(texts))
}

// orderOfContent has sections and viewpoints whose pieces stand in an order of
// their own.
func orderOfContent(t tester) {
	ordered := func() store.PostDocuments {
		passage := func(text string, line int) *timeline.Passage { return &timeline.Passage{Text: prose(text), Line: line} }
		v := view("", "view")
		v.AddPoint(view("", "point"))
		v.AddQuote(&timeline.Prose{Markdown: "quote", HTML: "<p>quote</p>", Plain: "quote"}, 5)
		v.AddPassage(passage("behind", 6))
		a := appearance("ada/2020", "2020", recommending(3))
		s, papers := section("Views"), a.Recommendations
		s.SetContent([]timeline.Content{passage("first", 2), papers[0], papers[1], v, passage("second", 7), papers[2], section("Below", view("", "deep"))})
		a.Sections = []*timeline.Section{s}
		d := post("a.md", a)
		beside := section("Beside")
		beside.SetContent([]timeline.Content{view("", "own"), passage("last", 3)})
		d.Post.Sections = []*timeline.Section{beside}
		return d
	}
	t.putPosts(ordered())
	want := ordered()
	want.Appearances[0].Link()
	want.Post.Link()
	got := t.appearances("ada/2020")
	t.equal("appearance", got, want.Appearances)
	t.equal("post", t.postsByPath("a.md"), []*timeline.Post{want.Post})
	t.equal("body", got[0].Sections[0].Body.Plain, "first\nsecond")
	t.equal("content", got[0].Content(), want.Appearances[0].Content())
	t.equal("content of the section", got[0].Sections[0].Content(), want.Appearances[0].Sections[0].Content())
	t.move(store.Move{PostPath: "a.md", From: "ada/2020", To: "ada/2020-2"})
	want.Appearances[0].Key = "ada/2020-2"
	t.equal("moved", t.appearances("ada/2020-2"), []*timeline.Appearance{want.Appearances[0].Link()})
	t.rename(map[string]string{"a.md": "renamed"})
	found, err := t.store.Verify(t.Context(), func(f store.Finding) { t.Errorf("moved and renamed: %s", f) })
	t.equal("verified", must(t, found, err).Revision, 3)
}

// longText is a text of a megabyte without repetitions.
func longText(t tester) {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, "%d 观点🙂 ", i)
	}
	a := appearance("ada/2020", "2020")
	a.Body = &timeline.Prose{Markdown: b.String()}
	d := post("a.md", a, appearance("ada/2021", "2021"))
	d.Post.Body = &timeline.Prose{Plain: b.String()}
	t.putPosts(d)
	// A difference between such long texts is not shown.
	same := difference(t.list(store.AppearanceFilter{}, relay.Query{Limit: 2}).Items, copies(d.Appearances)) == ""
	t.equal("appearances are the same", same, true)
	same = difference(t.postsByPath("a.md"), []*timeline.Post{d.Post}) == ""
	t.equal("post is the same", same, true)
}

// manyAppearances are more appearances than engines write in one bulk.
func manyAppearances(t tester) {
	var appearances []*timeline.Appearance
	for i := range 130 {
		appearances = append(appearances, appearance(fmt.Sprintf("ada/2020-%03d", i), "2020"))
	}
	t.putPosts(post("a.md", appearances...))
	keys := keysOf(appearances)
	t.equal("count", t.count(store.AppearanceFilter{}), len(keys))
	t.equal("by key", keysOf(t.appearances(keys...)), keys)
	t.equal("first page", keysOf(t.list(store.AppearanceFilter{Person: "ada"}, relay.Query{Limit: 100}).Items), keys[:100])
	t.equal("last page", keysOf(t.list(store.AppearanceFilter{}, relay.Query{Limit: 100, Backward: true}).Items), keys[30:])
	t.putPosts(post("a.md", appearances[7]))
	t.equal("put anew", keysOf(t.list(store.AppearanceFilter{}, relay.Query{Limit: 100}).Items), keys[7:8])
}
