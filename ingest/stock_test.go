package ingest

import (
	"fmt"
	"runtime"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// storedPosts are posts of so many appearances each, in the order of their paths.
func storedPosts(posts int, appearances func(i int) int) []*store.StoredPost {
	all := make([]*store.StoredPost, posts)
	for i := range all {
		all[i] = &store.StoredPost{Path: fmt.Sprintf("folder/%07d.md", i)}
		for n := range appearances(i) {
			ref := timeline.AppearanceRef{Key: fmt.Sprintf("person-%d/%04d", i, n), Hash: fmt.Sprint(i, n)}
			all[i].Record.Appearances = append(all[i].Record.Appearances, ref)
		}
	}
	return all
}

func TestStock(t *testing.T) {
	for _, posts := range []int{0, 1, 500} {
		all := storedPosts(posts, func(i int) int { return i % 4 })
		s := newStock()
		for i, p := range all {
			if number := s.add(p); number != i {
				t.Fatalf("number %d; want %d", number, i)
			}
		}
		if clashing := s.seal(); clashing != nil {
			t.Errorf("posts %v clash; want none", clashing)
		}
		for i, p := range all {
			number, ok := s.post(p.Path)
			if !ok || number != i || s.path(i) != p.Path {
				t.Errorf("post %q is %d, %v, and %d has the path %q; want %d", p.Path, number, ok, i, s.path(i), i)
			}
			for n, ref := range p.Record.Appearances {
				a, ok := s.appearance(digestOf(ref.Key))
				first, end := s.appearancesOf(i)
				if !ok || a != first+uint32(n) || a >= end || s.postOf(a) != i {
					t.Errorf("appearance %q is %d, %v, of post %d; want number %d of %d", ref.Key, a, ok, s.postOf(a), n, i)
				}
			}
		}
		for _, absent := range []string{"", "a", "folder/0000000.mda", "z"} {
			if _, ok := s.post(absent); ok {
				t.Errorf("there is a post %q", absent)
			}
			if _, ok := s.appearance(digestOf(absent)); ok {
				t.Errorf("there is an appearance %q", absent)
			}
		}
	}
}

func TestTable(t *testing.T) {
	var squares table[int]
	for i := range 10_000 {
		number := uint64(i) << (i % 50)
		if _, ok := squares.get(number); !ok {
			squares.put(number, 1)
			continue
		}
		v, _ := squares.get(number)
		squares.put(number, v+1)
	}
	times := map[uint64]int{}
	for i := range 10_000 {
		times[max(uint64(i)<<(i%50), 1)]++ // 0 and 1 count as the same key
	}
	for number, want := range times {
		if v, ok := squares.get(number); !ok || v != want {
			t.Fatalf("value of %d = %d, %v; want %d", number, v, ok, want)
		}
	}
	if squares.n != len(times) || squares.has(2<<60+1) {
		t.Errorf("%d numbers; want %d, and not those that were not put", squares.n, len(times))
	}
}

// TestMemory bounds the bytes of memory that a run keeps for a stored post of three
// appearances, in addition to its file.
func TestMemory(t *testing.T) {
	const posts, most = 30_000, 220
	all := storedPosts(posts, func(int) int { return 3 })
	before := inUse()
	s, slugs := newStock(), newSlugs()
	for _, p := range all {
		s.add(p)
	}
	s.seal()
	k := newKeyring(s)
	for number, p := range all {
		if moves := k.settle(&storedPost{p, number}); len(moves) > 0 {
			t.Fatalf("moves %v; want none", moves)
		}
		slugs.give(p.Path)
	}
	if each := (inUse() - before) / posts; each > most {
		t.Errorf("%d bytes for each post; want at most %d", each, most)
	}
	runtime.KeepAlive(all)
	runtime.KeepAlive(k)
	runtime.KeepAlive(slugs)
}

// inUse is how many bytes of the heap are in use.
func inUse() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
