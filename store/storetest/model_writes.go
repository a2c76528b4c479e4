package storetest

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// modelSession is a copy of the model, which replaces the model at Commit.
type modelSession struct {
	*model
	of            *model
	changed, over bool
	store.RecordClaims
}

var _ store.Session = (*modelSession)(nil)

func (m *model) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	for until := time.Now().Add(o.Wait); !m.importing.TryLock(); time.Sleep(time.Millisecond) {
		if o.Waiting != nil {
			o.Waiting(store.Holder{})
			o.Waiting = nil
		}
		if !time.Now().Before(until) {
			return nil, store.Busy(store.Holder{})
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	defer m.lock()()
	n := &modelSession{of: m, model: &model{
		people: copies(m.people), papers: copies(m.papers), topics: copies(m.topics), posts: copies(m.posts),
		appearances: copies(m.appearances), recorded: maps.Clone(m.recorded), pictures: maps.Clone(m.pictures), corpus: m.corpus,
	}}
	n.From = n
	return n, nil
}

func (m *modelSession) Commit(_ context.Context, at time.Time) (timeline.Corpus, error) {
	defer m.Abort() //nolint:errcheck // it never fails
	defer m.of.lock()()
	if !m.changed {
		return m.corpus, nil
	}
	m.corpus = timeline.Corpus{
		Revision: m.corpus.Revision + 1, State: store.NewState(), ImportedAt: &at,
		People: len(m.people), Appearances: len(m.appearances), Papers: len(m.papers), Posts: len(m.posts), Topics: len(m.topics),
	}
	for _, p := range m.posts {
		m.corpus.Viewpoints += p.Record.Viewpoints
	}
	recorded := map[string]time.Time{}
	for _, p := range m.posts {
		recorded[p.Path] = m.recorded[p.Path]
		if recorded[p.Path].IsZero() {
			recorded[p.Path] = at.Truncate(time.Second)
		}
	}
	of := m.of
	of.recorded, of.pictures = recorded, m.pictures
	of.people, of.papers, of.topics, of.posts, of.appearances = m.people, m.papers, m.topics, m.posts, m.appearances
	of.corpus, of.index = m.corpus, nil
	return m.corpus, nil
}

func (m *modelSession) Abort() error {
	if !m.over {
		m.over = true
		m.of.importing.Unlock()
	}
	return nil
}

// Careers counts the appearances of people, and finds the latest.
func (m *model) Careers(_ context.Context, people []string) ([]store.Counts, error) {
	defer m.lock()()
	return each(people, func(slug string) store.Counts {
		var c store.Counts
		for _, a := range m.appearances {
			if a.PersonSlug == slug {
				c.Appearances++
				c.Latest = max(c.Latest, a.Place())
			}
		}
		return c
	}), nil
}

func (m *model) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	found, err := m.RecordsAfter(ctx, path, limit)
	for _, p := range found {
		p.Record.People, p.Record.Papers, p.Record.Topics = nil, nil, nil
	}
	return found, err
}

func (m *model) RecordsAfter(_ context.Context, path string, limit int) ([]*store.StoredPost, error) {
	defer m.lock()()
	var found []*store.StoredPost
	for _, p := range after(m.posts, postKey, path, limit) {
		found = append(found, &store.StoredPost{Path: p.Path, Slug: p.Slug, Record: p.Record})
	}
	return found, nil
}

func (m *model) PeopleAfter(_ context.Context, slug string, limit int) ([]*timeline.Person, error) {
	defer m.lock()()
	return after(m.people, personKey, slug, limit), nil
}

func (m *model) PapersAfter(_ context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	defer m.lock()()
	return after(m.papers, paperKey, slug, limit), nil
}

func (m *model) TopicsAfter(_ context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	defer m.lock()()
	return after(m.topics, topicKey, slug, limit), nil
}

func after[T any](items []*T, key func(*T) string, last string, limit int) []*T {
	rest := slices.DeleteFunc(copies(items), func(item *T) bool { return last != "" && key(item) <= last })
	return inOrder(rest, key)[:min(limit, len(rest))]
}

func inOrder[T any](items []*T, key func(*T) string) []*T {
	slices.SortFunc(items, func(a, b *T) int { return cmp.Compare(key(a), key(b)) })
	return items
}

func (m *modelSession) Move(_ context.Context, moves []store.Move) error {
	defer m.lock()()
	m.index = nil
	for _, move := range moves {
		m.changed = true
		for _, a := range m.appearances {
			if a.Key == move.From {
				a.Key, a.Told = move.To, move.Told
			}
		}
		for _, p := range m.posts {
			for i := range p.Record.Appearances {
				if ref := &p.Record.Appearances[i]; p.Path == move.PostPath && ref.Key == move.From {
					ref.Key, ref.Told = move.To, move.Told
				}
			}
		}
	}
	return nil
}

func (m *modelSession) Rename(_ context.Context, slugs map[string]string) error {
	defer m.lock()()
	m.index = nil
	for _, p := range m.posts {
		if slug, ok := slugs[p.Path]; ok {
			m.changed, p.Slug = true, slug
		}
	}
	return nil
}

func (m *modelSession) Put(_ context.Context, b store.Batch) error {
	if m.over {
		return errors.New("the import has ended")
	}
	defer m.lock()()
	m.index = nil
	m.changed = m.changed || b.Len() > 0
	m.putPictures(b)
	m.Changed(b)
	m.people = remove(m.people, b.RemovePeople, personKey)
	m.papers = remove(m.papers, b.RemovePapers, paperKey)
	m.posts = remove(m.posts, b.RemovePosts, postKey)
	for _, path := range b.RemovePosts {
		delete(m.recorded, path)
	}
	m.appearances = remove(m.appearances, b.RemovePosts, func(a *timeline.Appearance) string { return a.PostPath })
	m.topics = replace(remove(m.topics, b.RemoveTopics, topicKey), b.Topics, topicKey)
	m.people = replace(m.people, b.People, personKey)
	m.papers = replace(m.papers, b.Papers, paperKey)
	for _, d := range b.Posts {
		m.appearances = remove(m.appearances, []string{d.Post.Path}, func(a *timeline.Appearance) string { return a.PostPath })
	}
	for _, d := range b.Posts {
		m.appearances = replace(m.appearances, d.Appearances, appearanceKey)
		m.posts = replace(m.posts, []*timeline.Post{d.Post}, postKey)
	}
	return nil
}

func (m *modelSession) putPictures(b store.Batch) {
	if m.pictures == nil {
		m.pictures = map[string][]byte{}
	}
	for _, p := range b.Pictures {
		m.pictures[p.Name] = p.Data
	}
	for _, name := range b.RemovePictures {
		delete(m.pictures, name)
	}
}

func (m *model) Picture(_ context.Context, name string) ([]byte, error) {
	defer m.lock()()
	return m.pictures[name], nil
}

func (m *model) PicturesAfter(_ context.Context, name string, limit int) ([]string, error) {
	defer m.lock()()
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(m.pictures)), func(n string) bool { return n <= name })
	return names[:min(limit, len(names))], nil
}

func remove[T any](items []*T, keys []string, key func(*T) string) []*T {
	return slices.DeleteFunc(items, func(item *T) bool { return slices.Contains(keys, key(item)) })
}

func replace[T any](items, with []*T, key func(*T) string) []*T {
	for _, item := range with {
		items = append(remove(items, []string{key(item)}, key), copyOf(item))
	}
	return items
}
