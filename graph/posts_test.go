package graph_test

import (
	"testing"
	"time"

	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// TestRecordedAt has an edit keep when a post was first imported, and a post that was
// removed and is the same again have a new time: documents are kept by their content.
func TestRecordedAt(t *testing.T) {
	documents := func(title string) store.Batch {
		return store.Batch{Posts: []store.PostDocuments{{Post: &timeline.Post{Path: "a.md", Slug: "a", Title: title}}}}
	}
	st := stored(t, documents("First"))
	a := serve(st)
	want := func(title, at string) {
		t.Helper()
		a.want(t, `{ post(slug: "a") { title recordedAt } posts { nodes { recordedAt } } }`, nil,
			`{"data": {"post": {"title": "`+title+`", "recordedAt": "`+at+`"}, "posts": {"nodes": [{"recordedAt": "`+at+`"}]}}}`)
	}
	want("First", "2026-01-02T03:04:05Z")
	later := time.Date(2026, 2, 3, 4, 5, 6, 700_000_000, time.FixedZone("east", 8*3600))
	storetest.Put(t, st, later, documents("Edited"))
	want("Edited", "2026-01-02T03:04:05Z")
	storetest.Put(t, st, later, store.Batch{RemovePosts: []string{"a.md"}})
	storetest.Put(t, st, later, documents("Edited"))
	want("Edited", "2026-02-02T20:05:06Z")
}
