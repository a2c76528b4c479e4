package ingest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/store"
	"viewline/timeline"
)

func TestKeyOf(t *testing.T) {
	for _, tt := range []struct {
		base string
		n    int
		key  string
	}{
		{"ada/2020", 1, "ada/2020"},
		{"ada/2020", 2, "ada/2020-2"},
		{"ada/2020", 9, "ada/2020-9"},
		{"ada/2020", 10, "ada/2020-13"}, // 2020-10 is October
		{"ada/2020", 11, "ada/2020-14"},
		{"ada/2020-06", 2, "ada/2020-06-2"},
		{"ada/2020-06", 10, "ada/2020-06-32"}, // 2020-06-10 is a day
		{"ada/2020-06-18", 10, "ada/2020-06-18-10"},
		{"ada/undated", 1, "ada/undated"},
		{"ada/undated", 12, "ada/undated-12"},
		{"ada-2/2020", 3, "ada-2/2020-3"},
		{"/2020", 2, "/2020-2"},
	} {
		if got := keyOf(tt.base, tt.n); got != tt.key {
			t.Errorf("keyOf(%q, %d) = %q; want %q", tt.base, tt.n, got, tt.key)
		}
		if base, n := splitKey(tt.key); base != tt.base || n != tt.n {
			t.Errorf("splitKey(%q) = %q, %d; want %q, %d", tt.key, base, n, tt.base, tt.n)
		}
	}
}

// TestKeysAreDistinct covers every date a key could be taken for.
func TestKeysAreDistinct(t *testing.T) {
	owner := map[string]string{}
	for _, base := range []string{"a/2020", "a/2020-01", "a/2020-10", "a/2020-12", "a/2020-10-10", "a/2020-10-31", "a/undated", "a-2/2020"} {
		for n := range 500 {
			key := keyOf(base, n+1)
			if owner[key] != "" {
				t.Fatalf("%q is number %d of %q and a number of %q", key, n+1, base, owner[key])
			}
			owner[key] = base
			if b, m := splitKey(key); b != base || m != n+1 {
				t.Fatalf("splitKey(%q) = %q, %d; want %q, %d", key, b, m, base, n+1)
			}
		}
	}
}

func TestSlugs(t *testing.T) {
	s := newSlugs()
	for _, tt := range []struct{ path, slug string }{
		{"a/Foo Bar.md", "foo-bar"},
		{"b/foo_bar.MD", "foo-bar-2"},
		{"c/foo-bar-2.md", "foo-bar-2-2"},
		{"d/foo-bar.md", "foo-bar-3"},
		{"e/!!!.md", "post"},
		{"f/???.md", "post-2"},
		{"g/李飞飞.md", "李飞飞"},
		{"h/notes.txt", "notes-txt"},
	} {
		if got := s.give(tt.path); got != tt.slug {
			t.Errorf("slug of %s = %q; want %q", tt.path, got, tt.slug)
		}
	}
}

// world is a store reduced to keys: it holds what a post says under each key,
// and refuses what a writer may not ask for.
type world struct {
	keys  map[string]string   // who holds a key: path and content
	posts map[string][]string // keys by path
	moves int
}

func (w *world) move(t *testing.T, moves []store.Move) {
	t.Helper()
	for _, m := range moves {
		i := slices.Index(w.posts[m.PostPath], m.From)
		if i < 0 || w.keys[m.From] == "" {
			t.Fatalf("%+v moves what %s does not hold", m, m.PostPath)
		}
		if w.keys[m.To] != "" {
			t.Fatalf("%+v goes to a key held by %s", m, w.keys[m.To])
		}
		w.keys[m.To] = w.keys[m.From]
		delete(w.keys, m.From)
		w.posts[m.PostPath][i] = m.To
		w.moves++
	}
}

// put replaces what a post says.
func (w *world) put(t *testing.T, path string, keys, contents []string) {
	t.Helper()
	for _, key := range w.posts[path] {
		delete(w.keys, key)
	}
	w.posts[path] = keys
	for i, key := range keys {
		if w.keys[key] != "" {
			t.Fatalf("%s takes %s, which is held by %s", path, key, w.keys[key])
		}
		w.keys[key] = path + " " + contents[i]
	}
}

// stored is a post as it is stored; nil if it is not.
func (w *world) stored(path string) *store.StoredPost {
	keys, ok := w.posts[path]
	if !ok {
		return nil
	}
	p := &store.StoredPost{Path: path}
	for _, key := range keys {
		p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: key})
	}
	return p
}

// stock is all that is stored.
func (w *world) stock() *stock {
	s := newStock()
	for _, path := range slices.Sorted(maps.Keys(w.posts)) {
		s.add(w.stored(path))
	}
	s.seal()
	return s
}

// load runs the posts, given as the bases of their appearances, past what is
// stored, and stops after so many of the posts. What is stored of them is read at
// the start or as late as can be, as pages have it.
func (w *world) load(t *testing.T, posts map[string][]string, stop int) {
	t.Helper()
	s := w.stock()
	k := newKeyring(s)
	early := map[string]*store.StoredPost{}
	for path := range w.posts {
		early[path] = w.stored(path)
	}
	all := maps.Clone(early)
	for path := range posts {
		all[path] = nil
	}
	for i, path := range slices.Sorted(maps.Keys(all)) {
		if i == stop {
			return
		}
		var stored *storedPost
		if number, ok := s.post(path); ok && i%2 == 0 {
			stored = &storedPost{early[path], number}
		} else if ok {
			stored = &storedPost{w.stored(path), number}
		}
		bases, parsed := posts[path]
		if !parsed {
			w.move(t, k.settle(stored))
			continue
		}
		p := &store.StoredPost{Path: path}
		p.Record.Appearances = make([]timeline.AppearanceRef, len(bases))
		w.move(t, k.place(p.Record.Appearances, stored, bases))
		contents := make([]string, len(bases))
		for i, base := range bases {
			contents[i] = fmt.Sprint(i, base)
		}
		w.put(t, path, p.Record.AppearanceKeys(), contents)
	}
}

func newWorld() *world { return &world{keys: map[string]string{}, posts: map[string][]string{}} }

// TestKeysFollowFromPosts loads random posts in random portions, some of which
// are killed, and some changed on the way: in the end all that counts is what
// the posts are.
func TestKeysFollowFromPosts(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		bases := []string{"a/2020", "a/2020-10", "b/undated"}[:1+rng.IntN(3)]
		random := func() []string {
			of := make([]string, rng.IntN(5))
			for i := range of {
				of[i] = bases[rng.IntN(len(bases))]
			}
			return of
		}
		final := map[string][]string{}
		for i := range 1 + rng.IntN(15) {
			final[fmt.Sprintf("p%02d", i)] = random()
		}
		clean := newWorld()
		clean.load(t, final, -1)

		w := newWorld()
		for range rng.IntN(8) {
			portion := map[string][]string{}
			for path, of := range final {
				if rng.IntN(3) == 0 {
					portion[path] = of
					if rng.IntN(3) == 0 {
						portion[path] = random()
					}
				}
			}
			w.load(t, portion, rng.IntN(12)-2)
		}
		paths := slices.Sorted(maps.Keys(final))
		rng.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
		for chunk := range slices.Chunk(paths, 1+rng.IntN(len(paths))) {
			portion := map[string][]string{}
			for _, path := range chunk {
				portion[path] = final[path]
			}
			w.load(t, portion, -1)
		}
		if diff := cmp.Diff(clean.keys, w.keys); diff != "" {
			t.Fatalf("seed %d: keys after detours (-clean +detours):\n%s", seed, diff)
		}
		before := w.moves
		w.load(t, nil, -1)
		if w.moves != before {
			t.Fatalf("seed %d: %d moves when nothing changed", seed, w.moves-before)
		}
	}
}

// TestMovesStayFew bounds the moves when many posts come in before many others
// of the same person and date.
func TestMovesStayFew(t *testing.T) {
	const n = 1000
	w := newWorld()
	earlier, later := map[string][]string{}, map[string][]string{}
	for i := range n {
		earlier[fmt.Sprintf("a%04d", i)] = []string{"a/2020"}
		later[fmt.Sprintf("b%04d", i)] = []string{"a/2020"}
	}
	w.load(t, later, -1)
	if w.moves != 0 {
		t.Errorf("%d moves in an empty store; want none", w.moves)
	}
	w.load(t, map[string][]string{"a": {"a/2020", "a/2020"}}, -1)
	if w.moves != n {
		t.Errorf("%d moves to make room for one post; want %d, one for each later one", w.moves, n)
	}
	w.moves = 0
	w.load(t, earlier, -1)
	if w.moves > 14*n {
		t.Errorf("%d moves to make room for %d posts; want at most %d", w.moves, n, 14*n)
	}
}

// TestDoubleClaim: of two posts that name the same key as theirs, only the first
// has it, and both are to be read again.
func TestDoubleClaim(t *testing.T) {
	w := &world{posts: map[string][]string{"a": {"x/2020"}, "b": {"x/2020", "x/2021", "x/2021"}, "c": {"x/2022"}}}
	s := newStock()
	for _, path := range []string{"a", "b", "c"} {
		s.add(w.stored(path))
	}
	got := s.seal()
	slices.Sort(got)
	if want := []int{0, 1, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("posts %v clash; want %v", got, want)
	}
	k := newKeyring(s)
	for number, want := range [][]string{{"x/2020"}, {"x/2021"}, {"x/2022"}} {
		p := &storedPost{w.stored(s.path(number)), number}
		k.update(p)
		if keys := p.Record.AppearanceKeys(); !slices.Equal(keys, want) {
			t.Errorf("%s has the keys %q; want %q", p.Path, keys, want)
		}
	}
}
