package ingest

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRandomImports adds, changes and removes files, while their folders are loaded in
// pages and batches of any size, and some runs are killed. After a last run the store is
// the same as after a single run with the same files.
func TestRandomImports(t *testing.T) {
	names := []string{"a.md", "b.md", "x/a.md", "x/c.md", "y/note.md", "y/z/note.md", "z.md"}
	dates := []string{"2020年", "2021年5月", "无日期"}
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 7))
		random := func() string {
			of := make([]string, rng.IntN(4))
			for i := range of {
				of[i] = dates[rng.IntN(len(dates))]
			}
			who := []string{"Ada", "Bob"}[rng.IntN(2)]
			post := text(who, of...)
			if rng.IntN(3) == 0 {
				post += "\n## " + who + " - 书单 - 2020年\n\n推荐论文：\n\n1. Attention Is All You Need\n2. Scaling Laws\n"
			}
			if rng.IntN(6) == 0 {
				post = draft(post)
			}
			return post
		}
		dir, st := t.TempDir(), open(t)
		write(t, dir, map[string]string{"topics.yaml": corpus["topics.yaml"], "x/d.md": random(), "y/z/e.md": random()})
		for range 8 {
			for range 1 + rng.IntN(4) {
				name := names[rng.IntN(len(names))]
				if _, err := os.Stat(filepath.Join(dir, name)); err == nil && rng.IntN(3) == 0 {
					write(t, dir, map[string]string{name: ""})
				} else {
					write(t, dir, map[string]string{name: random()})
				}
			}
			o := Options{
				Workers: 1 + rng.IntN(4), Prune: rng.IntN(2) == 0, Drafts: rng.IntN(4) == 0,
				batch: 1 + rng.IntN(3), perPage: 1 + rng.IntN(3),
			}
			for _, below := range [][]string{{""}, {""}, {"x"}, {"y", "x"}, {"y/z", "y"}, {"y/z"}}[rng.IntN(6)] {
				o.Paths = append(o.Paths, filepath.Join(dir, below))
			}
			if _, err := Run(t.Context(), &mortal{st, rng.IntN(30)}, o); err != nil && !errors.Is(err, errKilled) {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		load(t, st, Options{Prune: true}, dir)
		clean := open(t)
		load(t, clean, Options{}, dir)
		if got, want := dump(t, st), dump(t, clean); got != want {
			t.Fatalf("seed %d: store:\n%s\nwant:\n%s", seed, got, want)
		}
		if all := findings(t, st, dir, Options{Paths: []string{dir}}); len(all) > 0 {
			t.Errorf("seed %d: findings %q; want none", seed, all)
		}
		before := revision(t, st)
		load(t, st, Options{perPage: 2}, dir)
		if n := revision(t, st); n != before {
			t.Errorf("seed %d: revision %d after a run that changed nothing; want %d", seed, n, before)
		}
		if strange := strangers(t, st); strange != nil {
			t.Errorf("seed %d: %s are not stored", seed, strings.Join(strange, ", "))
		}
	}
}
