package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSorter(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var records []record
	for i := range 500 {
		records = append(records, record{fmt.Sprintf("键-%d", rng.IntN(100)), []byte(strings.Repeat("值", i%7) + fmt.Sprint(i))})
	}
	want := slices.Clone(records)
	slices.SortStableFunc(want, func(a, b record) int { return strings.Compare(a.key, b.key) })
	for limit, spills := range map[int]bool{1: true, 1000: true, 1 << 20: false} {
		dir := t.TempDir()
		t.Setenv("TMPDIR", dir)
		t.Setenv("TMP", dir) // on Windows
		s := sorter{limit: limit}
		for _, r := range records {
			if err := s.add(r); err != nil {
				t.Fatal(err)
			}
		}
		var got []record
		for r, err := range s.all() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, r)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(record{})); diff != "" {
			t.Errorf("limit %d: records (-want +got):\n%s", limit, diff)
		}
		for r, err := range s.all() { // nothing has to be read to its end
			if err != nil || r.key != want[0].key {
				t.Errorf("limit %d: first key %q, %v; want %q", limit, r.key, err, want[0].key)
			}
			break
		}
		if spilled := s.file != nil; spilled != spills {
			t.Errorf("limit %d: a file: %v; want %v", limit, spilled, spills)
		}
		if err := s.close(); err != nil {
			t.Error(err)
		}
		if left := filesIn(t, dir); left != 0 {
			t.Errorf("limit %d: %d temporary files after the end; want none", limit, left)
		}
	}
}

func filesIn(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestSorterTellsOfBrokenFile(t *testing.T) {
	s := sorter{limit: 100}
	for i := range 20 {
		if err := s.add(record{fmt.Sprint(i), []byte("value")}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.file.Truncate(s.written - 2); err != nil {
		t.Fatal(err)
	}
	var last error
	for _, err := range s.all() {
		last = err
	}
	if last == nil {
		t.Error("no error for a file that was cut off; want one")
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
}

// TestTemporaryFiles: a run leaves none, be it killed, and says what it wants where
// it can make none; what it stored till then is made good by the next run.
func TestTemporaryFiles(t *testing.T) {
	dir := folder(t, corpus)
	clean := open(t)
	load(t, clean, Options{}, dir)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary)
	st := open(t)
	for left := range 4 {
		if _, err := Run(t.Context(), &mortal{st, left}, Options{Paths: []string{dir}, batch: 1, inMemory: 1}); !errors.Is(err, errKilled) {
			t.Fatalf("error %v; want the store's", err)
		}
	}
	load(t, st, Options{inMemory: 1}, dir)
	if left := filesIn(t, temporary); left != 0 {
		t.Errorf("%d temporary files; want none", left)
	}

	if err := os.Remove(temporary); err != nil {
		t.Fatal(err)
	}
	other := open(t)
	_, err := Run(t.Context(), other, Options{Paths: []string{dir}, batch: 1, inMemory: 250})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "temporary file") || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("error %v; want one that speaks of the temporary file and of TMPDIR", err)
	}
	load(t, other, Options{}, dir)
	expect(t, "store after that", dump(t, other), dump(t, clean))
}
