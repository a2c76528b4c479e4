package storetest

import (
	"cmp"
	"context"
	"slices"

	"viewline/store"
	"viewline/timeline"
)

func (m *model) Manifest(context.Context) (*store.Manifest, error) {
	defer m.lock()()
	manifest := &store.Manifest{People: inOrder(copies(m.people), personKey), Papers: inOrder(copies(m.papers), paperKey), Topics: inOrder(copies(m.topics), topicKey)}
	for _, p := range inOrder(copies(m.posts), postKey) {
		manifest.Posts = append(manifest.Posts, &store.StoredPost{Path: p.Path, Slug: p.Slug, Source: p.Source})
	}
	return manifest, nil
}

func inOrder[T any](items []*T, key func(*T) string) []*T {
	slices.SortFunc(items, func(a, b *T) int { return cmp.Compare(key(a), key(b)) })
	return items
}

func (m *model) Move(_ context.Context, moves []store.Move) error {
	defer m.lock()()
	m.index = nil
	for _, move := range moves {
		m.pending = true
		for _, a := range m.appearances {
			if a.Key == move.From {
				a.Key = move.To
			}
		}
		for _, p := range m.posts {
			for i := range p.Source.Appearances {
				if ref := &p.Source.Appearances[i]; p.Path == move.PostPath && ref.Key == move.From {
					ref.Key = move.To
				}
			}
		}
	}
	return nil
}

func (m *model) Rename(_ context.Context, slugs map[string]string) error {
	defer m.lock()()
	m.index = nil
	for _, p := range m.posts {
		if slug, ok := slugs[p.Path]; ok {
			m.pending, p.Slug = true, slug
		}
	}
	return nil
}

func (m *model) Put(_ context.Context, b store.Batch) error {
	defer m.lock()()
	m.index = nil
	m.pending = m.pending || len(b.People)+len(b.Papers)+len(b.Topics)+len(b.Posts)+
		len(b.RemovePosts)+len(b.RemovePeople)+len(b.RemovePapers)+len(b.RemoveTopics) > 0
	m.people = remove(m.people, b.RemovePeople, personKey)
	m.papers = remove(m.papers, b.RemovePapers, paperKey)
	m.posts = remove(m.posts, b.RemovePosts, postKey)
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

func remove[T any](items []*T, keys []string, key func(*T) string) []*T {
	return slices.DeleteFunc(items, func(item *T) bool { return slices.Contains(keys, key(item)) })
}

func replace[T any](items, with []*T, key func(*T) string) []*T {
	for _, item := range with {
		items = append(remove(items, []string{key(item)}, key), copyOf(item))
	}
	return items
}
