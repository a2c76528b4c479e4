package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// RunSessions tests that an engine stores an import as a whole or not at all, and one
// import at a time. Open is as for [Run].
func RunSessions(t *testing.T, open func(t *testing.T) store.Store) {
	for _, test := range sessionExamples {
		t.Run(test.name, func(t *testing.T) { test.run(tester{t, open(t)}) })
	}
}

var sessionExamples = []example{
	{"nobody sees a part", unseen},
	{"aborted", aborted},
	{"a session reads what it wrote", readsItsOwn},
	{"states", states},
	{"one at a time", oneAtATime},
	{"waiting", waiting},
	{"what posts claim", postsClaim},
}

// begin begins an import, which must not have to wait.
func (t tester) begin() store.Session {
	t.Helper()
	s, err := t.store.Begin(t.Context(), store.BeginOptions{})
	s = must(t, s, err)
	t.Cleanup(func() { _ = s.Abort() })
	return s
}

// everything is all that readers can see.
func (t tester) everything() []any {
	t.Helper()
	q := relay.Query{Limit: 100}
	papers, err := t.store.ListPapers(t.Context(), store.PaperFilter{}, store.PapersByDate, q)
	must(t, papers, err)
	hits, err := t.store.Search(t.Context(), store.SearchFilter{Text: "title"}, q)
	must(t, hits, err)
	posts, err := t.store.ListPosts(t.Context(), store.PostsBySlug, q)
	must(t, posts, err)
	return []any{
		t.corpus(), t.corpus().State, t.contents(), t.listPeople(q), t.list(store.AppearanceFilter{}, q),
		t.count(store.AppearanceFilter{}), papers, brief(hits), posts,
	}
}

// change calls every method that writes, on the documents that base has put.
func (t tester) change(s store.Session) {
	t.Helper()
	ctx := t.Context()
	err := errors.Join(
		s.Put(ctx, store.Batch{
			Posts:  []store.PostDocuments{post("a.md", appearance("ada/2020", "2020", titled("title changed"))), post("new.md", appearance("cy/2021", "2021", titled("title new")))},
			People: []*timeline.Person{person("cy", "Cy")}, RemovePeople: []string{"ada"},
			Papers: []*timeline.Paper{paper("y")}, RemovePapers: []string{"x"},
			Topics: []*timeline.Topic{topic("t", "Topic")}, RemovePosts: []string{"gone.md"},
		}),
		s.Move(ctx, []store.Move{{PostPath: "b.md", From: "bo/2020", To: "bo/2020-2"}}),
		s.Rename(ctx, map[string]string{"b.md": "renamed"}),
	)
	must(t, s, err)
}

func (t tester) base() {
	t.Helper()
	t.put(store.Batch{
		Posts: []store.PostDocuments{
			post("a.md", appearance("ada/2020", "2020", titled("title"))), post("b.md", appearance("bo/2020", "2020", titled("title b"))),
			post("gone.md", appearance("ada/2019", "2019", titled("title gone"))),
		},
		People: []*timeline.Person{person("ada", "Ada"), person("bo", "Bo")}, Papers: []*timeline.Paper{paper("x")},
	})
}

func unseen(t tester) {
	t.base()
	before := t.everything()
	s := t.begin()
	t.equal("begun", t.everything(), before)
	t.change(s)
	_, err := readContents(t.Context(), s) // a read waits until everything is written
	must(t, s, err)
	t.equal("written", t.everything(), before)
	c, err := s.Commit(t.Context(), importDay(1))
	must(t, c, err)
	t.equal("revision", c.Revision, 2)
	t.equal("corpus", t.corpus(), c)
	t.equal("titles", titles(t.list(store.AppearanceFilter{}, relay.Query{Limit: 9}).Items), []string{"title changed", "title b", "title new"})
	t.equal("posts", pathsIn(t.contents()), []string{"a.md", "b.md", "new.md"})
	must(t, s, s.Abort())
	t.equal("an abort after the commit", t.corpus(), c)
}

func aborted(t tester) {
	t.base()
	before := t.everything()
	s := t.begin()
	t.change(s)
	must(t, s, s.Abort())
	t.equal("aborted", t.everything(), before)
	if err := s.Put(t.Context(), store.Batch{RemovePosts: []string{"a.md"}}); err == nil {
		t.Error("a put after the abort has no error; want one")
	}
	t.equal("an import after it", t.putPosts(post("c.md")).Revision, 2)
}

func readsItsOwn(t tester) {
	t.base()
	s := t.begin()
	t.change(s)
	m, err := readContents(t.Context(), s)
	must(t, m, err)
	t.equal("posts", pathsIn(m), []string{"a.md", "b.md", "new.md"})
	t.equal("slug and key", []string{m.Posts[1].Slug, m.Posts[1].Record.Appearances[0].Key}, []string{"renamed", "bo/2020-2"})
	t.equal("people", m.People, []*timeline.Person{person("bo", "Bo"), person("cy", "Cy")})
	t.equal("papers", m.Papers, []*timeline.Paper{paper("y")})
	t.equal("topics", m.Topics, []*timeline.Topic{topic("t", "Topic")})
}

// states tests that each revision has a new state, and that the state stays without a new
// revision.
func states(t tester) {
	seen := map[string]bool{"": true}
	t.equal("of an empty store", t.corpus().State, "")
	for n := range 3 {
		c := t.putPosts(post("a.md"))
		if seen[c.State] || len(c.State) != 32 {
			t.Errorf("import %d: state %q; want a new one of 32 digits", n, c.State)
		}
		seen[c.State] = true
		t.equal("as read", t.corpus().State, c.State)
		t.equal("nothing written", t.commit(1).State, c.State)
	}
}

func oneAtATime(t tester) {
	s := t.begin()
	told := 0
	_, err := t.store.Begin(t.Context(), store.BeginOptions{Wait: 20 * time.Millisecond, Waiting: func(store.Holder) { told++ }})
	if !errors.Is(err, store.ErrBusy) || told != 1 {
		t.Errorf("a second import: %v, told %d times; want ErrBusy, once", err, told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := t.store.Begin(ctx, store.BeginOptions{Wait: patience}); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is done: %v; want its error", err)
	}
	must(t, s, s.Abort())
	t.begin()
}

// waiting tests that an import that waits begins when the other one has ended, and sees
// what that one wrote.
func waiting(t tester) {
	s := t.begin()
	waits, second := make(chan struct{}), make(chan error)
	go func() {
		n, err := t.store.Begin(t.Context(), store.BeginOptions{Wait: patience, Waiting: func(store.Holder) { close(waits) }})
		if err == nil {
			var found []*store.StoredPost
			if found, err = n.PostsAfter(t.Context(), "", 9); err == nil && len(found) != 1 {
				err = errors.New("what the import before it wrote is not there")
			}
			err = errors.Join(err, n.Abort())
		}
		second <- err
	}()
	<-waits
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{post("a.md")}}))
	c, err := s.Commit(t.Context(), importDay(1))
	must(t, c, err)
	must(t, s, <-second)
}
