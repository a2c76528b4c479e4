package ingest

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"viewline/timeline"
)

// slugs gives posts their slugs, in the order of their paths.
type slugs struct {
	taken map[string]bool
	tried map[string]int // by base: the highest number that was tried
}

func newSlugs() *slugs { return &slugs{map[string]bool{}, map[string]int{}} }

// give is the file name in kebab case, with the first of -2, -3 … that is free
// on a clash.
func (s *slugs) give(postPath string) string {
	name := path.Base(postPath)
	if isMarkdown(name) {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	base := cmp.Or(timeline.Kebab(name), "post")
	slug := base
	for n := max(s.tried[base], 1); s.taken[slug]; slug = base + "-" + strconv.Itoa(n) {
		n++
		s.tried[base] = n
	}
	s.taken[slug] = true
	return slug
}
