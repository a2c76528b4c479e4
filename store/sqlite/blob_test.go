package sqlite

import (
	"errors"
	"testing"

	"viewline/timeline"
)

// A document in which any bit was changed is an error, and so is one that was cut.
func TestDamagedDocument(t *testing.T) {
	blob, err := marshal(&timeline.Person{Slug: "ada-li", Name: "Ada Li", Aliases: []string{"李爱达"}})
	if err != nil {
		t.Fatal(err)
	}
	var p timeline.Person
	if err := unmarshal(blob, &p); err != nil || p.Name != "Ada Li" {
		t.Fatalf("person %+v, error %v; want Ada Li", p, err)
	}
	for bit := range 8 * len(blob) {
		blob[bit/8] ^= 1 << (bit % 8)
		if err := unmarshal(blob, new(timeline.Person)); !errors.Is(err, errDamaged) {
			t.Errorf("bit %d: error %v; want %v", bit, err, errDamaged)
		}
		blob[bit/8] ^= 1 << (bit % 8)
	}
	for size := range blob {
		if err := unmarshal(blob[:size], new(timeline.Person)); !errors.Is(err, errDamaged) {
			t.Errorf("%d bytes: error %v; want %v", size, err, errDamaged)
		}
	}
}
