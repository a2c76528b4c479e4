// Package proposed proposes topics for a corpus that has none: the words that labels of
// viewpoints have on several occasions; see package recurring. A [Reader] answers with them as
// if they were stored, but for positions and facets. Their viewpoints are those whose label has
// their words, which the index of the store finds.
package proposed

import (
	"context"
	"slices"
	"sync/atomic"

	"viewline/cachetag"
	"viewline/ofstate"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// MostViewpoints is how many top-level viewpoints a corpus may have for topics to be proposed:
// all of their labels are read after each import, by who asks first.
const MostViewpoints = 10_000

// Reader reads a store, and adds the proposed topics. Where somebody has named a topic, it
// reads what is stored and nothing else.
type Reader struct {
	store.Reader
	made ofstate.Made[*topics]
	// proposed tells that topics were proposed at some time. A filter gets its slugs from
	// Topics, so that before that it cannot name a proposed topic.
	proposed atomic.Bool
}

// New returns a reader of a store.
func New(st store.Reader) *Reader {
	return &Reader{Reader: st, made: ofstate.Made[*topics]{Make: propose}}
}

// proposes reports whether topics are proposed for a corpus.
func proposes(c timeline.Corpus) bool {
	return c.Topics == 0 && c.Viewpoints > 0 && c.Viewpoints <= MostViewpoints
}

// topics are those of the state that the context sees.
func (r *Reader) topics(ctx context.Context) (*topics, error) {
	corpus, err := r.Corpus(cachetag.Aside(ctx))
	if err != nil || corpus.Topics > 0 { // an import that takes the last topic away changes everything
		return none, err
	}
	cachetag.In(ctx).Everything()
	if !proposes(corpus) {
		return none, nil
	}
	t, err := r.made.Of(ctx, r.Reader, corpus)
	if err != nil {
		return none, err
	}
	if len(t.all) > 0 {
		r.proposed.Store(true)
	}
	return t, nil
}

// named are the topics for filters with some slugs.
func (r *Reader) named(ctx context.Context, slug string, slugs ...string) (*topics, error) {
	if slug == "" && len(slugs) == 0 || !r.proposed.Load() {
		return none, nil
	}
	return r.topics(ctx)
}

// Topics implements [store.Reader].
func (r *Reader) Topics(ctx context.Context, names []string) ([]*timeline.Topic, error) {
	found, err := r.Reader.Topics(ctx, names)
	if err != nil || !slices.Contains(found, nil) {
		return found, err
	}
	t, err := r.topics(ctx)
	if err != nil || len(t.all) == 0 {
		return found, err
	}
	for i, name := range names {
		if found[i] == nil {
			found[i] = t.find(name)
		}
	}
	return found, nil
}

// ListTopics implements [store.Reader].
func (r *Reader) ListTopics(ctx context.Context, by store.TopicOrder, q relay.Query) (relay.Page[*timeline.Topic], error) {
	found, err := r.Reader.ListTopics(ctx, by, q)
	if err != nil || len(found.Items) > 0 {
		return found, err
	}
	t, err := r.topics(ctx)
	if err != nil || len(t.all) == 0 {
		return found, err
	}
	return t.list(by, q), nil
}

// CountTopics counts what ListTopics lists.
func (r *Reader) CountTopics(ctx context.Context) (int, error) {
	corpus, err := r.Corpus(ctx)
	if err != nil || !proposes(corpus) {
		return corpus.Topics, err
	}
	t, err := r.topics(ctx)
	return len(t.all), err
}

// TopicsOf lists, for each of the people, the proposed topics that they put forward viewpoints
// on, by slug.
func (r *Reader) TopicsOf(ctx context.Context, people []string) ([][]*timeline.Topic, error) {
	t, err := r.topics(ctx)
	lists := make([][]*timeline.Topic, len(people))
	for i, slug := range people {
		lists[i] = t.of[slug]
	}
	return lists, err
}

// Viewpoints is the filter with the words of labels in place of proposed topics, for who looks
// through viewpoints in memory.
func (r *Reader) Viewpoints(ctx context.Context, f store.ViewpointFilter) (store.ViewpointFilter, error) {
	t, err := r.named(ctx, f.Topic, f.Topics...)
	if groups := t.labels(&f.Topic, &f.Topics); len(groups) > 0 {
		f.Labels = groups
	}
	return f, err
}

func (r *Reader) appearances(ctx context.Context, f store.AppearanceFilter) (store.AppearanceFilter, error) {
	t, err := r.named(ctx, f.Topic, f.Topics...)
	if groups := t.labels(&f.Topic, &f.Topics); len(groups) > 0 {
		f.Labels = groups
	}
	return f, err
}

func (r *Reader) search(ctx context.Context, f store.SearchFilter) (store.SearchFilter, error) {
	t, err := r.named(ctx, f.Topic, f.Topics...)
	if groups := t.labels(&f.Topic, &f.Topics); len(groups) > 0 {
		f.Labels = groups
	}
	return f, err
}
