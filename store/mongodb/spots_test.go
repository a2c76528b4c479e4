package mongodb_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"viewline/relay"
	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

func TestViewpointsInOrder(t *testing.T) {
	s := openTalks(t)
	year := timeline.PartialDate{Year: 2020}
	may := timeline.PartialDate{Year: 2020, Month: 6}
	for name, tt := range map[string]struct {
		filter store.ViewpointFilter
		want   []string // ascending
	}{
		"all": {store.ViewpointFilter{}, []string{
			"ada-notes#1.1", "ada-notes#1.2", "ada/none#2.1", "ada/none#2.2", "ben/none#2.1",
			"ada/2020#2.1", "ada/2020#2.2", "ada/2020#2.3", "ben/2020#2.1", "ada/2020-05#2.1",
		}},
		"a person's":      {store.ViewpointFilter{Person: "ben"}, []string{"ben/none#2.1", "ben/2020#2.1"}},
		"of a topic":      {store.ViewpointFilter{Topic: "data"}, []string{"ada-notes#1.2", "ada/none#2.2", "ada/2020#2.2", "ada/2020#2.3"}},
		"of a year":       {store.ViewpointFilter{From: year, To: year, Topic: "scaling"}, []string{"ada/2020#2.1", "ada/2020#2.3", "ben/2020#2.1", "ada/2020-05#2.1"}},
		"from June":       {store.ViewpointFilter{From: may}, []string{"ada/2020#2.1", "ada/2020#2.2", "ada/2020#2.3", "ben/2020#2.1"}},
		"of a theme":      {store.ViewpointFilter{Theme: "deep LEARNING", Topic: "safety"}, []string{"ben/none#2.1"}},
		"two words":       {store.ViewpointFilter{Text: "models, data"}, []string{"ada/2020#2.3"}},
		"an ideograph":    {store.ViewpointFilter{Text: "深"}, []string{"ben/2020#2.1", "ada/2020-05#2.1"}},
		"no operators":    {store.ViewpointFilter{Text: "$ne .* ^深"}, nil},
		"a slug of signs": {store.ViewpointFilter{Topic: ".*"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			n, err := s.CountViewpoints(ctx, tt.filter)
			if err != nil || n != len(tt.want) {
				t.Errorf("count %d, %v; want %d", n, err, len(tt.want))
			}
			everyWay(t, tt.want, func(q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
				return s.ListViewpoints(ctx, tt.filter, q)
			}, storetest.SpotOf, store.ViewpointCursor)
		})
	}
}

func TestSearchInOrder(t *testing.T) {
	s := openTalks(t)
	for name, tt := range map[string]struct {
		filter store.SearchFilter
		want   []string // ascending
	}{
		"by date": {store.SearchFilter{Text: "models"}, []string{
			"ada-notes", "ada-notes#1.1", "ada/none#2.1", "ben/none#2.1", "old", "ada/2020#2.1", "ada/2020#2.3", "ben/2020#2.1",
		}},
		"ranked": {store.SearchFilter{Text: "models", Ranked: true}, []string{
			"ada-notes#1.1", "ada/none#2.1", "ben/none#2.1", "ada/2020#2.1", "ada/2020#2.3",
			"ada-notes", "old", "ben/2020#2.1",
		}},
		"papers":        {store.SearchFilter{Text: "models", Type: store.TypePaper, Ranked: true}, []string{"ada-notes", "old"}},
		"a person's":    {store.SearchFilter{Text: "data", Person: "ada", Type: store.TypePaper}, []string{"ada-notes"}},
		"of a topic":    {store.SearchFilter{Text: "models", Topic: "safety"}, []string{"ben/none#2.1"}},
		"of a kind":     {store.SearchFilter{Text: "data", Kinds: store.Kinds{timeline.KindTalk}}, []string{"ada/none#2.2", "ada/2020#2.2", "ada/2020#2.3"}},
		"an appearance": {store.SearchFilter{Text: "talk 2020", Ranked: true}, []string{"ada/2020", "ben/2020", "ada/2020-05"}},
		"no words":      {store.SearchFilter{Text: "…", Ranked: true}, nil},
		"dated":         {store.SearchFilter{Text: "models", To: timeline.PartialDate{Year: 2019}}, []string{"old"}},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			n, err := s.CountHits(ctx, tt.filter)
			if err != nil || n != len(tt.want) {
				t.Errorf("count %d, %v; want %d", n, err, len(tt.want))
			}
			everyWay(t, tt.want, func(q relay.Query) (relay.Page[store.Hit], error) {
				p, err := s.Search(ctx, tt.filter, q)
				for _, h := range p.Items {
					if strong := isStrong(h, tt.filter.Text); h.Strong != strong {
						t.Errorf("hit %s is strong: %t; want %t", hitKey(h), h.Strong, strong)
					}
				}
				return p, err
			}, hitKey, store.HitCursor(tt.filter.Ranked))
		})
	}
}

// isStrong looks for each word in the label or the title.
func isStrong(h store.Hit, text string) bool {
	head := ""
	switch {
	case h.Appearance != nil:
		head = h.Appearance.Title
	case h.Viewpoint != nil:
		head = string(h.Viewpoint.Label)
	case h.Paper != nil:
		head = h.Paper.Title
	}
	return !slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		return !strings.Contains(strings.ToLower(head), word)
	})
}

func hitKey(h store.Hit) string {
	switch {
	case h.Appearance != nil:
		return h.Appearance.Key
	case h.Viewpoint != nil:
		return storetest.SpotOf(h.Viewpoint)
	}
	return h.Paper.Slug
}

func TestViewpointsBy(t *testing.T) {
	s := openTalks(t)
	for _, tt := range []struct {
		by    store.Dimension
		slugs []string
		f     store.ViewpointFilter
	}{
		{store.ByPerson, []string{"ben", "ada", "nobody", "ben"}, store.ViewpointFilter{Topic: "scaling"}},
		{store.ByTopic, []string{"data", "safety", "scaling"}, store.ViewpointFilter{}},
		{store.ByTopic, []string{"data", "safety"}, store.ViewpointFilter{Person: "ada", Text: "data"}},
		{store.ByTopic, []string{"data", "safety"}, store.ViewpointFilter{From: timeline.PartialDate{Year: 2020}}},
		{store.ByPerson, []string{"ada"}, store.ViewpointFilter{}},
	} {
		for _, q := range []relay.Query{{Limit: 2}, {Limit: 2, Backward: true}, {Limit: 3, Descending: true}, {Limit: 2, Descending: true, Backward: true, Before: relay.Cursor{Key: "ada/none#000002.000002"}}} {
			t.Run(fmt.Sprintf("%s %v %+v", tt.by, tt.slugs, q), func(t *testing.T) {
				pages, err := s.ViewpointsBy(t.Context(), tt.by, tt.slugs, tt.f, q)
				if err != nil {
					t.Fatal(err)
				}
				counts, err := s.CountViewpointsBy(t.Context(), tt.by, tt.slugs, tt.f)
				if err != nil {
					t.Fatal(err)
				}
				for i, slug := range tt.slugs {
					f := tt.f
					if f.Person = slug; tt.by == store.ByTopic {
						f.Person, f.Topic = tt.f.Person, slug
					}
					want, err := s.ListViewpoints(t.Context(), f, q)
					if err != nil {
						t.Fatal(err)
					}
					if diff := gocmp.Diff(keysOn(want), keysOn(pages[i])); diff != "" || want.HasNext != pages[i].HasNext || want.HasPrevious != pages[i].HasPrevious {
						t.Errorf("%s: (-want +got):\n%s", slug, diff)
					}
					if n, err := s.CountViewpoints(t.Context(), f); err != nil || n != counts[i] {
						t.Errorf("%s: count %d; want %d, %v", slug, counts[i], n, err)
					}
				}
			})
		}
	}
}

func keysOn(p relay.Page[*timeline.Viewpoint]) []string {
	var keys []string
	for _, v := range p.Items {
		keys = append(keys, storetest.SpotOf(v))
	}
	return keys
}
