package ingest

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"viewline/ingest/naming"
)

// corpus has posts that clash in keys and in slugs, and share papers and topics.
var corpus = map[string]string{
	"a.md":        text("Ada", "2020年", "2020年", "无日期"),
	"b.md":        text("Ada", "2020年") + "\n## Ada - 书单 - 2020年\n\n推荐论文：\n\n1. Attention Is All You Need\n",
	"c/note.md":   text("Bob", "2021年") + "\n## Bob - 书单 - 2020年\n\n推荐论文：\n\n1. Attention Is All You Need\n",
	"d/Note.md":   text("Ada", "2020年", "2021年5月"),
	"e/note.md":   text("Bob", "2021年", "2021年"),
	"people.yaml": "- name: Ada\n  aliases: [爱达]\n",
	"topics.yaml": "- slug: content\n  name: 内容\n- slug: two\n  name: 内容2\n- slug: three\n  name: Three\n  aliases: [内容3]\n",
}

func TestOrderOfLoading(t *testing.T) {
	dir := folder(t, corpus)
	clean := open(t)
	load(t, clean, Options{Workers: 1}, dir)
	want := dump(t, clean)
	if !strings.Contains(keys(t, clean), "e/note.md(e~note): bob/2021-第1次访谈-e~note bob/2021-第2次访谈\n") {
		t.Fatalf("keys:\n%s\nwant a clash of keys and of slugs", keys(t, clean))
	}
	expect(t, "topics", topicsOf(t, clean), "ada: content three two\nbob: content two\n"+
		"attention-is-all-you-need: ada bob\ncontent=内容() three=Three(内容3) two=内容2()\n")
	for _, workers := range []int{2, 8} {
		st := open(t)
		load(t, st, Options{Workers: workers, batch: 2, perPage: workers}, dir)
		expect(t, fmt.Sprintf("store with %d workers", workers), dump(t, st), want)
	}
	posts := slices.DeleteFunc(slices.Sorted(maps.Keys(corpus)), func(path string) bool { return !naming.IsMarkdown(path) })
	n := 0
	for order := range permutations(posts) {
		if n++; n%5 != 0 { // a fifth of all orders is enough
			continue
		}
		// Files are added to and removed from a folder that is loaded again and again.
		grown := t.TempDir()
		st := open(t)
		write(t, grown, map[string]string{"people.yaml": corpus["people.yaml"], "topics.yaml": corpus["topics.yaml"]})
		for _, path := range order {
			write(t, grown, map[string]string{path: corpus[path]})
			load(t, st, Options{Workers: 1, perPage: 1 + n%3}, grown)
		}
		if got := strings.ReplaceAll(dump(t, st), grown, dir); got != want {
			t.Fatalf("store after loading in the order %q:\n%s\nwant:\n%s", order, got, want)
		}
	}
}

// permutations yields every order of up to five items.
func permutations(items []string) func(yield func([]string) bool) {
	var walk func(done, left []string, yield func([]string) bool) bool
	walk = func(done, left []string, yield func([]string) bool) bool {
		if len(left) == 0 {
			return yield(done)
		}
		for i := range left {
			rest := slices.Delete(slices.Clone(left), i, i+1)
			if !walk(append(slices.Clone(done), left[i]), rest, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func([]string) bool) { walk(nil, items, yield) }
}

// TestKill makes runs fail at every write, of one post at a time and of all at once; with
// make torture, of two and three at a time too. The posts stored before stay, and a later
// run gives the same store as if no run had failed.
func TestKill(t *testing.T) {
	later := map[string]string{
		"0.md": text("Ada", "2020年"), "a.md": text("Ada", "2020年", "2021年5月"), "c/note.md": "", "b/note.md": text("Bob", "2021年", "2021年"),
		"people.yaml": "- name: Ada\n  aliases: [Lovelace]\n- name: Bob\n  slug: bobby\n",
		"topics.yaml": "- slug: content\n  name: Content\n  aliases: [内容]\n- slug: point\n  name: 要点\n- slug: two\n  name: 内容2\n",
	}
	batches := []int{1, postsPerBatch}
	if torture() {
		batches = append(batches, 2, 3)
	}
	for _, batch := range batches {
		o := Options{Workers: 1, Prune: true, batch: batch, perPage: batch}
		dir := folder(t, corpus)
		write(t, dir, later)
		clean := open(t)
		load(t, clean, o, dir)
		want := dump(t, clean)
		died := 0
		for left := 0; ; left++ {
			before := folder(t, corpus)
			st := open(t)
			load(t, st, o, before)
			stored := dump(t, st)
			write(t, before, later)
			o.Paths = []string{before}
			_, err := Run(t.Context(), &mortal{st, left}, o)
			if err != nil && !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
			if err != nil {
				died++
				expect(t, fmt.Sprintf("batches of %d, killed before write %d", batch, left+1), dump(t, st), stored)
				load(t, st, o, before)
			}
			if got := strings.ReplaceAll(dump(t, st), before, dir); got != want {
				t.Fatalf("batches of %d, killed before write %d:\n%s\nwant:\n%s", batch, left+1, got, want)
			}
			if n := revision(t, st); n != 2 {
				t.Errorf("batches of %d, killed before write %d: revision %d; want 2", batch, left+1, n)
			}
			if err == nil {
				break
			}
		}
		if died < 6 {
			t.Errorf("batches of %d: %d writes; want more to die at", batch, died)
		}
	}
}

// TestKillThenOther makes a run fail, and then another run load other posts: no document of
// the first run may be lost or stored twice.
func TestKillThenOther(t *testing.T) {
	all := map[string]string{"x/a.md": text("Ada", "2020年"), "x/c.md": text("Ada", "2020年"), "y/b.md": text("Ada", "2020年", "2020年")}
	dir := folder(t, all)
	x, y := filepath.Join(dir, "x"), filepath.Join(dir, "y")
	clean := open(t)
	load(t, clean, Options{}, x, y)
	left := 0
	for killed := true; killed; left++ {
		st := open(t)
		load(t, st, Options{}, y)
		_, err := Run(t.Context(), &mortal{st, left}, Options{Paths: []string{x}, Workers: 1, batch: 1, perPage: 1})
		if killed = err != nil; killed && !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
		load(t, st, Options{}, y)
		load(t, st, Options{}, x)
		expect(t, fmt.Sprintf("store after a kill before write %d", left+1), dump(t, st), dump(t, clean))
	}
	if left < 5 {
		t.Errorf("%d writes; want more to die at", left)
	}
}

// TestManyPosts loads more posts than a batch has, and than may be read ahead.
func TestManyPosts(t *testing.T) {
	files := map[string]string{}
	for i := range 3 * aheadPosts / 2 {
		files[fmt.Sprintf("%d/post.md", i)] = text("Ada", "2020年", fmt.Sprintf("%d年", 1500+i%400))
	}
	dir := folder(t, files)
	st, other := open(t), open(t)
	n := len(files)
	expectCounts(t, load(t, st, Options{Workers: 8}, dir), fmt.Sprintf("+%d ~0 =0 -0 !0", 2*n))
	expectCounts(t, load(t, st, Options{Workers: 8}, dir), fmt.Sprintf("+0 ~0 =%d -0 !0", 2*n))
	load(t, other, Options{Workers: 1, batch: 7, perPage: 11}, dir)
	if dump(t, st) != dump(t, other) {
		t.Error("stores differ with the number of workers and the size of batches")
	}
	write(t, dir, map[string]string{"0/post.md": ""})
	r := load(t, st, Options{Prune: true}, dir)
	if r.Removed != 2 || r.Failed != 0 || r.Appearances != 2*n-2 {
		t.Errorf("counts %s of %d; want 2 removed of %d", counts(r), r.Appearances, 2*n)
	}
}
