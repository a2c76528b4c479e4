package mongodb_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/storetest"
	"viewline/timeline"
)

// The size of the server's reply for the lists of several parents grows with the number of
// parents, and not with the corpus.
func TestRepliesDoNotGrowWithTheCorpus(t *testing.T) {
	parents := 20 // the test endpoint decodes all documents for each of them
	if os.Getenv("MONGODB_URI") != "" {
		parents = 100
	}
	first := relay.Query{Limit: 1, Descending: true}
	lists := map[string]func(ctx context.Context, s store.Store, a asked) (int, error){
		"appearances": func(ctx context.Context, s store.Store, a asked) (int, error) {
			return itemsOfAll(s.AppearancesByPerson(ctx, a.slugs, store.AppearanceFilter{}, first))
		},
		"appearances of a topic and a word": func(ctx context.Context, s store.Store, a asked) (int, error) {
			return itemsOfAll(s.AppearancesByPerson(ctx, a.slugs, store.AppearanceFilter{Topic: "views", Text: "view"}, first))
		},
		"viewpoints": func(ctx context.Context, s store.Store, a asked) (int, error) {
			return itemsOfAll(s.ViewpointsBy(ctx, store.ByPerson, a.slugs, store.ViewpointFilter{}, first))
		},
		"recommendations": func(ctx context.Context, s store.Store, a asked) (int, error) {
			return itemsOfAll(s.AppearancesByPaper(ctx, a.papers, first))
		},
		"posts": func(ctx context.Context, s store.Store, a asked) (int, error) {
			return itemsOfAll(s.PostsByPerson(ctx, a.slugs, store.PostsBySlug, first))
		},
	}
	answered := map[string][2]int{} // by list: bytes for one parent and for all, in the small corpus
	for size, more := range []int{0, 4} {
		var r recorder
		s, _ := open(t, mongodb.WithMonitor(r.monitor()))
		seed(t, s, parents)
		grow(t, s, parents, more)
		for name, ask := range lists {
			var bytes [2]int
			for i, n := range []int{1, parents} {
				r.bytes()
				if found, err := ask(t.Context(), s, askedFor(n)); err != nil || found != n {
					t.Fatalf("%s of %d parents: %d items, error %v", name, n, found, err)
				}
				bytes[i] = r.bytes()
			}
			if size == 0 {
				answered[name] = bytes
				continue
			}
			t.Logf("%s: bytes of 1 and of %d parents: %d with %d appearances, %d with %d", name, parents, answered[name], appearancesEach*parents, bytes, (appearancesEach+more)*parents)
			for i, n := range []int{1, parents} {
				if small := answered[name][i]; bytes[i] > small+small/5 {
					t.Errorf("%s of %d parents: %d bytes, and %d in a corpus half as large; want no more", name, n, bytes[i], small)
				}
			}
			if bytes[1] > parents*bytes[0] {
				t.Errorf("%s: %d bytes for %d parents, %d for one", name, bytes[1], parents, bytes[0])
			}
		}
	}
}

// grow stores more posts for each of n people, each with one appearance.
func grow(t *testing.T, s *mongodb.Store, n, more int) {
	t.Helper()
	var b store.Batch
	for i := range n {
		for j := range more {
			slug, path := personSlug(i), fmt.Sprintf("more/%s-%d.md", personSlug(i), j)
			a := appearance(slug, timeline.PartialDate{Year: 2000 + j})
			a.PostPath = path
			b.Posts = append(b.Posts, store.PostDocuments{
				Post:        &timeline.Post{Path: path, Slug: fmt.Sprintf("%s-%d", slug, j), PersonSlug: slug, PeopleSlugs: []string{slug}},
				Appearances: []*timeline.Appearance{a},
			})
		}
	}
	storetest.Put(t, s, time.Now(), b)
}
