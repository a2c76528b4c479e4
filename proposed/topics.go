package proposed

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"viewline/recurring"
	"viewline/relay"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// topics are the proposed topics of one state of a store. They never change.
type topics struct {
	all    []*topic                     // by slug
	bySlug map[string]*topic            // nil where nothing is proposed
	byName map[string]*topic            // by folded spelling, a slug ahead of another topic's name
	of     map[string][]*timeline.Topic // by slug of a person, each list by slug
}

// topic is one of them.
type topic struct {
	*timeline.Topic
	words  [][]string // of its names, for [store.ViewpointFilter.Labels]
	people []string   // slugs, sorted
}

// none is what a corpus has whose topics somebody has named.
var none = &topics{}

// label is the label of a top-level viewpoint, with the person who put it forward, who is
// empty where there is none.
type label struct{ text, person string }

// propose reads the labels of a corpus, and makes topics of the words that come back.
func propose(ctx context.Context, st store.Reader, corpus timeline.Corpus) (*topics, error) {
	if !proposes(corpus) {
		return none, nil
	}
	var labels []label
	var counted []recurring.Label
	people := map[string]bool{}
	err := store.EachItem(func(q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
		return st.ListViewpoints(ctx, store.ViewpointFilter{}, q)
	}, store.ViewpointCursor, func(v *timeline.Viewpoint) {
		if v.PersonSlug != "" {
			people[v.PersonSlug] = true
		}
		if v.Label == "" {
			return
		}
		labels = append(labels, label{string(v.Label), v.PersonSlug})
		if a := v.Appearance; a != nil {
			// Several people may have spoken on one occasion.
			counted = append(counted, recurring.Label{Text: string(v.Label), Occasion: fmt.Sprintf("%s:%d", a.PostPath, a.Line)})
		}
	})
	if err != nil {
		return nil, err
	}
	found, err := st.People(ctx, slices.Sorted(maps.Keys(people)))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range found {
		if p != nil {
			names = append(names, append([]string{p.Name}, p.Aliases...)...)
		}
	}
	return topicsOf(recurring.Topics(counted, names), labels), nil
}

// topicsOf finds the labels of each topic.
func topicsOf(found []recurring.Topic, labels []label) *topics {
	having := map[string][]int{} // the labels with a word, in ascending order
	for i, l := range labels {
		for _, word := range search.Words(l.text) {
			having[word] = append(having[word], i)
		}
	}
	t := &topics{bySlug: map[string]*topic{}, byName: map[string]*topic{}, of: map[string][]*timeline.Topic{}}
	same := map[string]int{} // the index of the topic that has these labels
	slices.SortFunc(found, func(a, b recurring.Topic) int { return strings.Compare(a.Slug, b.Slug) })
	for _, f := range found {
		one := &topic{Topic: &timeline.Topic{Slug: f.Slug, Name: f.Name, Aliases: f.Aliases, Proposed: true}}
		passing, people := map[int]bool{}, map[string]bool{}
		for _, name := range append([]string{f.Name}, f.Aliases...) {
			words := search.Words(name)
			if len(words) == 0 {
				continue
			}
			one.words = append(one.words, words)
			for _, i := range withAll(having, words) {
				passing[i] = true
				if person := labels[i].person; person != "" {
					people[person] = true
				}
			}
		}
		if len(passing) == 0 {
			continue
		}
		one.ViewpointCount, one.people = len(passing), slices.Sorted(maps.Keys(people))
		// A phrase and its words may have the same labels: the phrase says more.
		these := fmt.Sprint(slices.Sorted(maps.Keys(passing)))
		if before, ok := same[these]; ok {
			if len(one.words[0]) > len(t.all[before].words[0]) {
				t.all[before] = one
			}
			continue
		}
		same[these] = len(t.all)
		t.all = append(t.all, one)
	}
	slices.SortFunc(t.all, func(a, b *topic) int { return strings.Compare(a.Slug, b.Slug) })
	for _, one := range t.all {
		t.bySlug[one.Slug] = one
		for _, person := range one.people {
			t.of[person] = append(t.of[person], one.Topic)
		}
		for _, name := range one.Names() {
			if t.byName[name] == nil {
				t.byName[name] = one
			}
		}
	}
	for _, one := range t.all {
		t.byName[timeline.Fold(one.Slug)] = one
	}
	return t
}

// withAll are the labels that have all of the words.
func withAll(having map[string][]int, words []string) []int {
	rest := slices.Clone(having[words[0]])
	for _, word := range words[1:] {
		rest = slices.DeleteFunc(rest, func(i int) bool {
			_, has := slices.BinarySearch(having[word], i)
			return !has
		})
	}
	return rest
}

// find finds a topic by slug, name or alias in any spelling; nil where there is none.
func (t *topics) find(name string) *timeline.Topic {
	if one := t.byName[timeline.Fold(name)]; one != nil {
		return one.Topic
	}
	return nil
}

// list cuts a page from all topics.
func (t *topics) list(by store.TopicOrder, q relay.Query) relay.Page[*timeline.Topic] {
	items := make([]*timeline.Topic, len(t.all))
	for i, one := range t.all {
		items[i] = one.Topic
	}
	return page(items, store.TopicCursor(by), q)
}

// page cuts a page from items in any order.
func page[T any](items []T, cursor func(T) relay.Cursor, q relay.Query) relay.Page[T] {
	slices.SortFunc(items, func(a, b T) int {
		x, y := cursor(a), cursor(b)
		order := cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Key, y.Key))
		if q.Descending {
			return -order
		}
		return order
	})
	return relay.Slice(q, items, cursor)
}

// people are the slugs of all who put forward a viewpoint on one of the topics, each once.
func (t *topics) people(slugs ...string) []string {
	var all []string
	for _, slug := range slugs {
		if one := t.bySlug[slug]; one != nil {
			all = append(all, one.people...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// labels takes the topics out of a filter, and returns the words of labels that stand for
// them. It leaves a filter alone that names none of the topics, and finds nothing therefore.
func (t *topics) labels(slug *string, slugs *[]string) [][]string {
	wanted := *slugs
	if *slug != "" {
		if len(wanted) > 0 && !slices.Contains(wanted, *slug) {
			return nil
		}
		wanted = []string{*slug}
	}
	var groups [][]string
	for _, w := range wanted {
		if one := t.bySlug[w]; one != nil {
			groups = append(groups, one.words...)
		}
	}
	if len(groups) > 0 {
		*slug, *slugs = "", nil
	}
	return groups
}
