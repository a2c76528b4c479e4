package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// concurrencyExamples are reads and writes at the same time. Their results do not depend on
// which comes first.
var concurrencyExamples = []example{
	{"readers beside a writer", readersBesideWriter},
	{"two writers", twoWriters},
}

const versions = 15 // of a post that is put again and again

// version is a post whose documents have the number n in every text. Every second version
// has one more appearance.
func version(path, person string, n int) store.PostDocuments {
	text := fmt.Sprint("version ", n)
	var appearances []*timeline.Appearance
	for i := range 3 + n%2 {
		a := appearance(fmt.Sprintf("%s/202%d", person, i), fmt.Sprintf("202%d", i), titled(text), recommending(1))
		a.Theme, a.Sections[0].Heading, a.Recommendations[0].Note = timeline.Text(text), text, prose(text)
		for range 20 {
			a.Sections[0].Viewpoints = append(a.Sections[0].Viewpoints, &timeline.Viewpoint{Text: prose(text)})
		}
		a.Sections[0].Viewpoints[0].Text = prose(text)
		appearances = append(appearances, a)
	}
	return post(path, appearances...)
}

// torn reports whether an appearance is made of two versions, or is not linked.
func torn(a *timeline.Appearance) bool {
	if len(a.Sections) != 1 || len(a.Recommendations) != 1 {
		return true
	}
	wrong := string(a.Theme) != a.Title || a.Sections[0].Heading != a.Title || len(a.Sections[0].Viewpoints) != 21 ||
		a.Recommendations[0].Note.Plain != a.Title || a.Recommendations[0].Appearance != a
	for i, v := range a.Sections[0].Viewpoints {
		wrong = wrong || v.Text.Plain != a.Title || v.Appearance != a || SpotOf(v) != fmt.Sprintf("%s#1.%d", a.Key, i+1)
	}
	return wrong
}

func readersBesideWriter(t tester) {
	t.putPosts(version("a.md", "ada", 0))
	written := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for done := false; !done && !t.Failed(); {
				select {
				case <-written:
					done = true // the loop ends after one more read
				default:
				}
				t.readVersions()
			}
		})
	}
	for n := range versions {
		t.putVersion("a.md", "ada", n+1)
	}
	close(written)
	readers.Wait()
	t.equal("at last", titles(t.appearances("ada/2020", "ada/2023")), []string{"version 15", "version 15"})
}

func (t tester) putVersion(path, person string, n int) {
	_, err := within(t.Context(), t.store, importDay(n), func(ctx context.Context, s store.Session) error {
		return s.Put(ctx, store.Batch{Posts: []store.PostDocuments{version(path, person, n)}})
	})
	if err != nil {
		t.Error(err)
	}
}

// readVersions reads appearances by every method that returns some.
func (t tester) readVersions() {
	q := relay.Query{Limit: 9}
	byKey, err1 := t.store.Appearances(t.Context(), []string{"ada/2020", "ada/2021", "ada/2022"})
	listed, err2 := t.store.ListAppearances(t.Context(), store.AppearanceFilter{}, q)
	byPerson, err3 := t.store.AppearancesByPerson(t.Context(), []string{"ada", "bo"}, store.AppearanceFilter{}, q)
	if err := errors.Join(err1, err2, err3); err != nil || len(byPerson) != 2 {
		t.Errorf("%d pages, %v; want 2", len(byPerson), err)
		return
	}
	for _, answer := range [][]*timeline.Appearance{byKey, listed.Items, byPerson[0].Items} {
		keys := keysOf(answer)
		if slices.Contains(keys, "-") || len(keys) < 3 || !slices.IsSorted(keys) || len(slices.Compact(keys)) != len(answer) {
			t.Errorf("keys %q; want ada/2020 to ada/2022, and maybe ada/2023", keysOf(answer))
			return
		}
		if i := slices.IndexFunc(answer, torn); i >= 0 {
			t.Errorf("%s is of two versions, or not linked: %+v", answer[i].Key, answer[i])
		}
	}
}

func twoWriters(t tester) {
	var writers sync.WaitGroup
	for _, name := range []string{"ada", "bo"} {
		writers.Go(func() {
			for n := range versions {
				t.putVersion(name+".md", name, n+1)
			}
		})
	}
	writers.Wait()
	c := t.commit(59)
	t.equal("counts", []int{c.Posts, c.Appearances}, []int{2, 8})
	t.equal("revision", c.Revision, 2*versions)
	for _, a := range t.list(store.AppearanceFilter{}, relay.Query{Limit: 9}).Items {
		t.equal(a.Key, []any{a.Title, torn(a)}, []any{"version 15", false})
	}
}
