package graph_test

import (
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// A key with a coarser date leads to the one appearance that it can mean.
func TestCoarseKeys(t *testing.T) {
	a := serve(stored(t, library(t)))
	for key, want := range map[string]string{
		"alan/1950":     `{"key": "alan/1950-10"}`,
		"alan/1950-10":  `{"key": "alan/1950-10"}`,
		"alan/1951":     `null`,
		"ada/2020":      `{"key": "ada/2020"}`,
		"ada/2025":      `null`, // there are several
		"ada/2025-11":   `{"key": "ada/2025-11"}`,
		"nobody/2025":   `null`,
		"alan/195":      `null`,
		"alan/1950-1":   `null`,
		"alan/1950-10x": `null`,
		"1950":          `null`,
	} {
		a.want(t, `query($key: String!) { appearance(key: $key) { key } }`, variables{"key": key}, `{"data": {"appearance": `+want+`}}`)
	}
	ranged := func(key, on, earliest, latest string) *timeline.Appearance {
		a := appearance(t, key)
		a.Date, a.Earliest, a.Latest = date(t, on), date(t, earliest), date(t, latest)
		return a
	}
	st := stored(t, store.Batch{Posts: []store.PostDocuments{post("bo.md", "bo", ranged("bo/2024-12-30", "2024-12-30", "2024-12-30", "2025-01-02"),
		ranged("bo/undated", "", "1990-01-01", "1999-12-31"), ranged("bo/1995-05", "1995-05", "1995-05-01", "1995-05-31"),
		ranged("bo/2025-11-30", "2025-11-30", "2025-11-30", "2025-12-02"), ranged("bo/2026-11-30", "2026-11-30", "2026-11-30", "2026-12-02"), ranged("bo/2026-11-05", "2026-11-05", "2026-11-05", "2026-11-05"))}})
	for key, want := range map[string]string{
		"bo/2024": `{"key": "bo/2024-12-30"}`, "bo/2024-12": `{"key": "bo/2024-12-30"}`, "bo/2025": `{"key": "bo/2025-11-30"}`,
		"bo/2025-11": `{"key": "bo/2025-11-30"}`, "bo/1995": `{"key": "bo/1995-05"}`, "bo/2025-12": `null`, "bo/2025-01": `null`, "bo/2026-11": `null`,
	} {
		serve(st).want(t, `query($key: String!) { appearance(key: $key) { key } }`, variables{"key": key}, `{"data": {"appearance": `+want+`}}`)
	}
	a.want(t, `{ coarse: viewpoint(key: "ada/2025#weaving~zlsghovl") { key } }`, nil, `{"data": {"coarse": null}}`)
}
