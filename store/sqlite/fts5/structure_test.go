package fts5_test

import (
	"bytes"
	"slices"
	"testing"

	"viewline/store/sqlite/fts5"
)

// empty is the structure of a table without rows.
var empty = []byte{0, 0, 0, 0, 0xff, 0, 0, 1, 0, 0, 0}

func TestStructureGivesFreeIDs(t *testing.T) {
	s, err := fts5.ParseStructure(empty)
	if err != nil {
		t.Fatal(err)
	}
	for want := int64(1); want <= 3; want++ {
		if id, origin := s.Next(); id != want || origin != want {
			t.Errorf("id %d, origin %d; want %d for both", id, origin, want)
		}
		s.Add(2, 5)
	}
	again, err := fts5.ParseStructure(s.Block())
	if err != nil || again.Segments() != 3 {
		t.Errorf("%v, %v; want 3 segments", again, err)
	}
}

// The newest segments share a level, and the order of the segments' age stays.
func TestArrange(t *testing.T) {
	s, err := fts5.ParseStructure(empty)
	if err != nil {
		t.Fatal(err)
	}
	sizes := []int64{50, 40, 7, 2, 1}
	for _, leaves := range sizes {
		s.Add(leaves, 5)
	}
	for newest := range len(sizes) + 1 {
		s.Arrange(newest)
		again, err := fts5.ParseStructure(s.Block())
		if err != nil || !slices.Equal(again.Sizes(), sizes) || again.Merging() || again.Worn(4) {
			t.Errorf("%d of the newest: sizes %v, %v; want %v, and nothing to be merged or worn", newest, again.Sizes(), err, sizes)
		}
	}
}

func TestStructuresOfOtherTablesAreRefused(t *testing.T) {
	for name, block := range map[string][]byte{
		"none": nil, "no origins": {0, 0, 0, 0, 0, 0, 0, 0, 0}, "cut off": {0, 0, 0, 0, 0xff, 0, 0, 1, 1, 1},
		"more": append(bytes.Clone(empty), 0), "without end": {0, 0, 0, 0, 0xff, 0, 0, 1, 0xff, 0xff, 0xff, 0x7f, 0, 0},
	} {
		if s, err := fts5.ParseStructure(block); err == nil {
			t.Errorf("%s: %v; want an error", name, s)
		}
	}
}

func FuzzParseStructure(f *testing.F) {
	f.Add(empty)
	f.Add([]byte{0, 0, 0, 2, 0xff, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 10, 1, 1, 0, 0, 0x82, 0xb8, 0x40})
	f.Fuzz(func(t *testing.T, block []byte) {
		s, err := fts5.ParseStructure(block)
		if err != nil {
			return
		}
		again, err := fts5.ParseStructure(s.Block())
		if err != nil || !bytes.Equal(again.Block(), s.Block()) {
			t.Errorf("%x is read as %x, then as %v, %v", block, s.Block(), again, err)
		}
	})
}
