package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"viewline/store"
	"viewline/timeline"
)

var kinds = []timeline.AppearanceKind{timeline.KindTalk, timeline.KindInterview, timeline.KindEssay}

// write is a random write; the first is a batch.
func (g *generator) write() operation {
	first, at := len(g.model.posts) == 0, importDay(g.IntN(60))
	switch n := g.IntN(10); {
	case first || n < 5:
		b := g.batch()
		what := fmt.Sprintf("Put %d posts, remove %q", len(b.Posts), b.RemovePosts)
		return operation{what, func(ctx context.Context, s store.Store) (any, error) {
			return imported(ctx, s, at, func(n store.Session) error { return n.Put(ctx, b) })
		}}
	case n < 7:
		moves := g.moves()
		return operation{fmt.Sprintf("Move %v", moves), func(ctx context.Context, s store.Store) (any, error) {
			return imported(ctx, s, at, func(n store.Session) error { return n.Move(ctx, moves) })
		}}
	case n < 8:
		slugs := map[string]string{}
		for _, path := range some(g, 3, pathsOf(g.model.posts)) {
			slugs[path] = g.unique("slug")
		}
		return operation{fmt.Sprintf("Rename %v", slugs), func(ctx context.Context, s store.Store) (any, error) {
			return imported(ctx, s, at, func(n store.Session) error { return n.Rename(ctx, slugs) })
		}}
	}
	return operation{"Commit", func(ctx context.Context, s store.Store) (any, error) {
		return imported(ctx, s, at, func(store.Session) error { return nil })
	}}
}

// imported imports, and returns the corpus after the import.
func imported(ctx context.Context, st store.Store, at time.Time, write func(store.Session) error) (any, error) {
	return within(ctx, st, at, func(_ context.Context, s store.Session) error { return write(s) })
}

func (g *generator) unique(prefix string) string {
	g.n++
	return fmt.Sprintf("%s-%d", prefix, g.n)
}

// date is a random date of any precision. There are few different ones, so that many are
// equal.
func (g *generator) date() timeline.PartialDate {
	d := timeline.PartialDate{Year: 2019 + g.IntN(3)}
	if g.chance(75) {
		d.Month = 1 + g.IntN(3)
		if g.chance(70) {
			d.Day = 1 + g.IntN(3)
		}
	}
	return d
}

func (g *generator) appearance(key, title string) *timeline.Appearance {
	a := appearance(key, "", kind(pick(g, kinds)), titled(title))
	if g.chance(85) {
		a.Date = g.date()
		a.Earliest, a.Latest = a.Date.Earliest(), a.Date.Latest()
	}
	if g.chance(10) {
		days(g.date().Earliest().String(), "2021-12-31")(a)
	}
	if end := g.date().Latest(); g.chance(20) && !a.Date.IsZero() && end.String() > a.Latest.String() {
		a.Latest = end
	}
	if g.chance(30) {
		recommending(1 + g.IntN(3))(a)
	}
	a.Theme, a.Sections = timeline.Text(pick(g, vocabulary)), g.sections()
	return a
}

// batch puts some posts, new ones and stored ones, and removes some others.
func (g *generator) batch() store.Batch {
	var b store.Batch
	chosen := map[string]bool{}
	for range 1 + g.IntN(3) {
		if path := fmt.Sprintf("post-%d.md", g.IntN(10)); !chosen[path] {
			chosen[path] = true
			b.Posts = append(b.Posts, g.post(path))
		}
	}
	if path := pick(g, pathsOf(g.model.posts)); path != "" && !chosen[path] && g.chance(30) {
		b.RemovePosts = []string{path, "absent.md"}
	}
	for _, slug := range g.people {
		switch {
		case g.chance(40):
			p := person(slug, pick(g, []string{"Name", "Another", "李"}), "Alias of "+slug, g.unique("Alias"))
			p.Topics, p.AppearanceCount = g.topics(), g.IntN(4)
			if g.chance(60) {
				p.Latest = g.date().String()
			}
			b.People = append(b.People, p)
		case g.chance(10):
			b.RemovePeople = append(b.RemovePeople, slug)
		}
	}
	for i := range 4 {
		switch slug := fmt.Sprint("paper-", i); {
		case g.chance(30):
			p := &timeline.Paper{Slug: slug, Title: g.unique("Title") + " " + g.text(), RecommendedBy: slices.Compact(slices.Sorted(slices.Values(some(g, 2, g.people))))}
			p.RecommendationCount = len(p.RecommendedBy) + g.IntN(3)
			if g.chance(70) {
				p.Published = g.date()
			}
			b.Papers = append(b.Papers, p)
		case g.chance(10):
			b.RemovePapers = append(b.RemovePapers, slug)
		}
	}
	for _, slug := range subjects {
		switch {
		case g.chance(40):
			b.Topics = append(b.Topics, &timeline.Topic{Slug: slug, Name: g.unique("Topic"), ViewpointCount: g.IntN(3), Aliases: []string{"about " + slug}})
		case g.chance(10):
			b.RemoveTopics = append(b.RemoveTopics, slug)
		}
	}
	return b
}

// post keeps some of the keys that the post has so far, if any, and adds new
// ones. Its slug is its own.
func (g *generator) post(path string) store.PostDocuments {
	stored, _ := g.model.PostsByPath(context.Background(), []string{path})
	var appearances []*timeline.Appearance
	if stored[0] != nil {
		for _, key := range stored[0].Record.AppearanceKeys() {
			if g.chance(70) {
				appearances = append(appearances, g.appearance(key, g.unique("title")))
			}
		}
	}
	person := pick(g, g.people)
	for range g.IntN(13) {
		if g.chance(10) {
			person = pick(g, g.people)
		}
		appearances = append(appearances, g.appearance(g.unique(person+"/"+pick(g, []string{"a", "b"})), "new"))
	}
	g.Shuffle(len(appearances), func(i, j int) { appearances[i], appearances[j] = appearances[j], appearances[i] })
	d := post(path, appearances...)
	d.Post.PersonSlug, d.Post.PeopleSlugs = person, []string{person}
	if other := pick(g, g.people); other != person && g.chance(30) {
		d.Post.PersonSlug, d.Post.PeopleSlugs = "", []string{other, person}
	}
	if g.chance(30) {
		d.Post.Sections = g.sections()
	}
	if g.chance(60) {
		d.Post.Date = timeline.Text(g.date().Earliest().String() + pick(g, []string{"T20:00:00-08:00", "T00:00:00Z", "T01:00:00+01:00"}))
	}
	return d
}

// moves gives some appearances new keys, and gives others the keys that become free.
func (g *generator) moves() []store.Move {
	var moves []store.Move
	moved := map[string]bool{}
	for _, a := range some(g, 3, g.model.appearances) {
		if a == nil || moved[a.Key] {
			continue
		}
		moved[a.Key] = true
		person, _, _ := strings.Cut(a.Key, "/")
		moves = append(moves, store.Move{PostPath: a.PostPath, From: a.Key, To: g.unique(person + "/moved")})
		if b := pick(g, g.model.appearances); b.PersonSlug == a.PersonSlug && !moved[b.Key] {
			moved[b.Key] = true
			moves = append(moves, store.Move{PostPath: b.PostPath, From: b.Key, To: a.Key})
		}
	}
	return moves
}
