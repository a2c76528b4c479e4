package ingest

import (
	"cmp"
	"strconv"

	"viewline/timeline"
)

// slugs gives posts their slugs, in the order of their paths. Only the hashes of slugs are
// kept, so slugs with the same hash count as the same slug; see [fixed].
type slugs struct {
	taken set
	tried map[uint64]int // by the hash of a slug without a number: the highest number that was tried
}

func newSlugs() *slugs { return &slugs{tried: map[uint64]int{}} }

// give is the slug of a post: its name in kebab case, and where another post has that slug,
// with the first free number of -2, -3 … behind it.
func (s *slugs) give(postPath string) string {
	base := cmp.Or(timeline.Kebab(nameOf(postPath)), "post")
	of := fixed(base)
	slug, number := base, of
	for n := max(s.tried[of], 1); s.taken.has(number); slug, number = numbered(base, n) {
		n++
		s.tried[of] = n
	}
	s.taken.put(number, struct{}{})
	return slug
}

func numbered(base string, n int) (slug string, number uint64) {
	slug = base + "-" + strconv.Itoa(n)
	return slug, fixed(slug)
}
