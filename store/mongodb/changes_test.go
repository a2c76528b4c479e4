package mongodb_test

import (
	"testing"
	"time"

	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/storetest"
	"viewline/timeline"
)

// What an import changed is told as long as the versions that it ended are there: they may be
// swept by an import that changes nothing, which leaves the list of earlier states as it is.
func TestChangesOfSweptVersions(t *testing.T) {
	s, err := mongodb.Open(t.Context(), mongotest.Start(t), mongotest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	storetest.Put(t, s, time.Unix(1, 0), store.Batch{Papers: []*timeline.Paper{{Slug: "maps", Title: "Slow Maps"}}})
	before, err := s.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	storetest.Put(t, s, time.Unix(2, 0), store.Batch{RemovePapers: []string{"maps"}})
	h, err := s.Changes(t.Context(), before.State)
	if err != nil || len(h) != 2 || len(h[1].Tags) != 2 {
		t.Fatalf("the changes are %v, %v; want the paper and any paper", h, err)
	}
	s.KeepFor(0)
	session, err := s.Begin(t.Context(), store.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Abort(); err != nil {
		t.Fatal(err)
	}
	if h, err := s.Changes(t.Context(), before.State); err != nil || len(h) > 0 {
		t.Errorf("the changes of versions that are swept are %v, %v; want none", h, err)
	}
}
