package graph

import (
	"context"
	"fmt"
	"runtime/debug"
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
func (r *reader) suggest(ctx context.Context, text string, first *int) ([]*model.Suggestion, error) {
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
	corpus, err := r.store.Corpus(ctx)
	if err != nil {
		return nil, err
	}
	index, err := r.suggestions.Of(ctx, r.store, corpus)
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

// manyNames is from how many items on an index takes so much memory that what was needed to
// make it is given back at once.
const manyNames = 20_000

// named is how many items of a corpus have a name or a title.
func named(c timeline.Corpus) int { return c.People + c.Topics + c.Papers + c.Posts + c.Appearances }

// newIndex makes an index of the names and titles of a corpus.
func newIndex(ctx context.Context, st store.Reader, c timeline.Corpus) (*suggest.Index, error) {
	if named(c) > manyNames {
		defer func() { go debug.FreeOSMemory() }() // to make an index takes several times the memory that it keeps
	}
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
