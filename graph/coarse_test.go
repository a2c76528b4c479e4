package graph_test

import "testing"

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
	a.want(t, `{ coarse: viewpoint(key: "ada/2025#weaving~zlsghovl") { key } }`, nil, `{"data": {"coarse": null}}`)
}
