package sqlite_test

import (
	"fmt"
	"slices"
	"testing"

	"viewline/relay"
	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// An appearance with so many viewpoints that their entries take several rows is read like
// any other, and leaves no row when it is removed.
func TestManyViewpoints(t *testing.T) {
	const viewpoints = 5000
	s := open(t, t.TempDir())
	day := timeline.PartialDate{Year: 2020}
	a := &timeline.Appearance{
		Key: "ada/2020", PersonSlug: "ada", PostPath: "ada.md", Date: day, Earliest: day.Earliest(), Latest: day.Latest(),
		Sections: []*timeline.Section{{Heading: "Views"}},
	}
	for n := range viewpoints {
		a.Sections[0].Viewpoints = append(a.Sections[0].Viewpoints, &timeline.Viewpoint{Label: timeline.Text(fmt.Sprint("view ", n)), Topics: []string{"ai"}})
	}
	post := &timeline.Post{Path: "ada.md", Slug: "ada", Record: timeline.ImportRecord{Appearances: []timeline.AppearanceRef{{Key: a.Key}}}}
	for range 2 { // the second time in place of the first
		load(t, s, store.Batch{Posts: []store.PostDocuments{{Post: post, Appearances: []*timeline.Appearance{a}}}})
	}
	filter := store.ViewpointFilter{Topic: "ai"}
	for _, q := range []relay.Query{{}, {Descending: true}, {Backward: true}} {
		q.Limit = 999
		for read := 0; read < viewpoints; {
			found, err := s.ListViewpoints(t.Context(), filter, q)
			if err != nil || len(found.Items) == 0 {
				t.Fatalf("%+v: %d viewpoints, %v; want %d more", q, len(found.Items), err, viewpoints-read)
			}
			first := read + 1
			if q.Backward {
				first = viewpoints - read - len(found.Items) + 1
			}
			for i, v := range found.Items {
				if want := fmt.Sprintf("ada/2020#1.%d", first+i); storetest.SpotOf(v) != want {
					t.Fatalf("%+v: %s; want %s", q, storetest.SpotOf(v), want)
				}
			}
			read += len(found.Items)
			q.After, q.Before = store.ViewpointCursor(found.Items[len(found.Items)-1]), relay.Cursor{}
			if q.Backward {
				q.After, q.Before = relay.Cursor{}, store.ViewpointCursor(found.Items[0])
			}
		}
	}
	views, err := s.CountViewpoints(t.Context(), filter)
	talks, errTalks := s.CountAppearances(t.Context(), store.AppearanceFilter{Topic: "ai"})
	if err != nil || errTalks != nil || views != viewpoints || talks != 1 {
		t.Errorf("%d viewpoints of %d appearances, %v, %v; want %d of 1", views, talks, err, errTalks, viewpoints)
	}
	q := store.FacetQuery{By: store.OfTopic}
	for _, c := range []struct {
		read func() ([]store.Tally, error)
		want int
	}{
		{func() ([]store.Tally, error) {
			return s.AppearanceFacets(t.Context(), store.AppearanceFilter{Topic: "ai"}, q)
		}, 1},
		{func() ([]store.Tally, error) { return s.ViewpointFacets(t.Context(), filter, q) }, viewpoints},
		{func() ([]store.Tally, error) {
			return s.HitFacets(t.Context(), store.SearchFilter{Text: "view"}, q)
		}, viewpoints},
	} {
		if got, err := c.read(); err != nil || !slices.Equal(got, []store.Tally{{Value: "ai", N: c.want}}) {
			t.Errorf("topics %v, %v; want %d of ai", got, err, c.want)
		}
	}
	load(t, s, store.Batch{RemovePosts: []string{"ada.md"}})
	if views, err = s.CountViewpoints(t.Context(), filter); err != nil || views != 0 {
		t.Errorf("%d viewpoints, %v, once the post is gone; want 0", views, err)
	}
	if left, err := s.ViewpointFacets(t.Context(), store.ViewpointFilter{}, q); err != nil || len(left) > 0 {
		t.Errorf("topics %v, %v, once the post is gone; want none", left, err)
	}
}
