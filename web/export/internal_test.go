package export

import "testing"

// SetMapped changes how many addresses a sitemap may have, until the test has ended.
func SetMapped(t *testing.T, n int) {
	before := mapped
	mapped = n
	t.Cleanup(func() { mapped = before })
}

// Mapped is how many addresses a sitemap may have.
func Mapped() int { return mapped }
