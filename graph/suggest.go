package graph

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
	"unicode/utf8"

	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/suggest"
	"viewline/timeline"
)

// The bounds of what can be asked to be suggested.
const (
	maxSuggestions = 20
	maxTyped       = 500 // characters
)

// suggest lists names for what somebody is typing, each with the object that has the name.
func (r *resolver) suggest(ctx context.Context, text string, first *int) ([]*model.Suggestion, error) {
	most := 10
	if first != nil {
		most = *first
	}
	if most < 0 || most > maxSuggestions {
		return nil, inputError{fmt.Errorf("first is %d; want 0 to %d", most, maxSuggestions)}
	}
	if n := utf8.RuneCountInString(text); n > maxTyped {
		return nil, inputError{fmt.Errorf("text has %d characters; want at most %d", n, maxTyped)}
	}
	index, err := r.suggestions.index(ctx, r.store)
	if err != nil {
		return nil, err
	}
	found := index.Find(text, most)
	var reads nodeReads
	for _, f := range found {
		reads.wantRef(f.Ref)
	}
	if err := reads.read(ctx, r.store); err != nil {
		return nil, err
	}
	suggestions := make([]*model.Suggestion, 0, len(found))
	for _, f := range found {
		// An import may have ended between the two reads where the engine has no snapshots.
		if node := reads.ref(f.Ref); node != nil {
			suggestions = append(suggestions, &model.Suggestion{Text: f.Name, Node: node})
		}
	}
	return suggestions, nil
}

// wantRef adds the document of a suggestion to the wanted ones. The index has the key of an
// appearance, of which an identifier is made of something else.
func (n *nodeReads) wantRef(of suggest.Ref) {
	if of.Type == suggest.Appearance {
		n.appearances.want(of.Key)
		return
	}
	n.want(timeline.NodeID{Type: string(of.Type), Key: of.Key})
}

// ref is what has the name; nil where it was not found.
func (n *nodeReads) ref(of suggest.Ref) model.Node {
	if of.Type == suggest.Appearance {
		return present(n.appearances[of.Key])
	}
	return n.node(timeline.NodeID{Type: string(of.Type), Key: of.Key})
}

// suggestions keeps an index of all names and titles, as they are in one state of the store.
// It is safe for concurrent use.
type suggestions struct {
	mu    sync.Mutex
	state string         // of the corpus that the index is of
	kept  *suggest.Index // nil before the first is made
	// made is closed when the index that is being made is kept, or cannot be made; nil while
	// none is being made.
	made chan struct{}
}

// makeWithin is how long it may take to make an index: longer than an operation may take,
// since what one operation has waited for is there for the next.
const makeWithin = 5 * time.Minute

// index returns the index for the state that the context sees. Who asks first after an
// import waits until the names and titles are read.
func (s *suggestions) index(ctx context.Context, st store.Reader) (*suggest.Index, error) {
	corpus, err := st.Corpus(ctx)
	if err != nil {
		return nil, err
	}
	for range 2 {
		index, made := s.of(ctx, corpus.State, st)
		if index != nil {
			return index, nil
		}
		select {
		case <-made:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	// Meanwhile an import has ended, or the index cannot be made. The context may still see the
	// state of before.
	return newIndex(ctx, st, corpus)
}

// of returns the index for a state. Where there is none it has the index for the newest
// state made, and returns a channel that is closed then.
func (s *suggestions) of(ctx context.Context, state string, st store.Reader) (*suggest.Index, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept != nil && s.state == state {
		return s.kept, nil
	}
	if s.made == nil {
		s.made = make(chan struct{})
		go s.make(context.WithoutCancel(ctx), st)
	}
	return nil, s.made
}

// make makes the index for the newest state.
func (s *suggestions) make(ctx context.Context, st store.Reader) {
	ctx, cancel := context.WithTimeout(ctx, makeWithin)
	defer cancel()
	ctx, end := st.Snapshot(ctx)
	defer end()
	corpus, err := st.Corpus(ctx)
	var index *suggest.Index
	if err == nil {
		index, err = newIndex(ctx, st, corpus)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.state, s.kept = corpus.State, index
	}
	close(s.made)
	s.made = nil
	if named(corpus) > manyNames {
		go debug.FreeOSMemory() // to make an index takes several times the memory that it keeps
	}
}

// manyNames is from how many items on an index takes so much memory that what was needed to
// make it is given back at once.
const manyNames = 20_000

// named is how many items of a corpus have a name or a title.
func named(c timeline.Corpus) int { return c.People + c.Topics + c.Papers + c.Posts + c.Appearances }

// newIndex makes an index of the names and titles of a corpus.
func newIndex(ctx context.Context, st store.Reader, c timeline.Corpus) (*suggest.Index, error) {
	items, err := itemsOf(ctx, st, named(c))
	if err != nil {
		return nil, err
	}
	return suggest.New(items), nil
}

// itemsOf reads all that has a name or a title: about so many items.
func itemsOf(ctx context.Context, st store.Reader, n int) ([]suggest.Item, error) {
	items := make([]suggest.Item, 0, n)
	add := func(of suggest.Type, key, slug string, count int, names ...string) {
		items = append(items, suggest.Item{Ref: suggest.Ref{Type: of, Key: key}, Slug: slug, Count: count, Names: names})
	}
	for _, read := range []func() error{
		func() error {
			list := func(q relay.Query) (relay.Page[*timeline.Person], error) {
				return st.ListPeople(ctx, store.PersonFilter{}, store.PeopleByName, q)
			}
			return store.EachItem(list, store.PersonCursor(store.PeopleByName), func(p *timeline.Person) {
				add(suggest.Person, p.Slug, p.Slug, p.AppearanceCount, append([]string{p.Name}, p.Aliases...)...)
			})
		},
		func() error {
			list := func(q relay.Query) (relay.Page[*timeline.Topic], error) {
				return st.ListTopics(ctx, store.TopicsByName, q)
			}
			return store.EachItem(list, store.TopicCursor(store.TopicsByName), func(t *timeline.Topic) {
				add(suggest.Topic, t.Slug, t.Slug, t.ViewpointCount, append([]string{t.Name}, t.Aliases...)...)
			})
		},
		func() error {
			list := func(q relay.Query) (relay.Page[*timeline.Paper], error) {
				return st.ListPapers(ctx, store.PaperFilter{}, store.PapersByTitle, q)
			}
			return store.EachItem(list, store.PaperCursor(store.PapersByTitle), func(p *timeline.Paper) {
				add(suggest.Paper, p.Slug, p.Slug, p.RecommendationCount, p.Title)
			})
		},
		func() error {
			return st.Titles(ctx, func(t store.Title) error {
				of := suggest.Appearance
				if t.OfPost {
					of = suggest.Post
				}
				add(of, t.Key, t.Slug, 1, t.Text)
				return nil
			})
		},
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return items, nil
}
