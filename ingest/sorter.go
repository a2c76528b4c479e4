package ingest

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
)

// record is a value under a key.
type record struct {
	key   string
	value []byte
}

// sorter takes records in any order and gives them back in that of their keys, and
// for one key in that in which they came. Beyond its limit it keeps them in a
// temporary file, so it must be closed.
type sorter struct {
	limit   int // bytes
	size    int // bytes of the records
	records []record
	file    *os.File
	runs    []iter.Seq2[record, error] // sorted parts of the file
	written int64                      // bytes in the file
}

// recordSize is about how many bytes a record takes beside key and value.
const recordSize = 64

func (s *sorter) add(r record) error {
	s.records = append(s.records, r)
	if s.size += len(r.key) + len(r.value) + recordSize; s.size < s.limit {
		return nil
	}
	if err := s.spill(); err != nil {
		return fmt.Errorf("keep in a temporary file what is too much for memory: %w; TMPDIR names the folder, which must have room", err)
	}
	return nil
}

// spill writes the records in memory to the file.
func (s *sorter) spill() error {
	if s.file == nil {
		file, err := os.CreateTemp("", "viewline-")
		if err != nil {
			return err
		}
		s.file = file
		_ = os.Remove(file.Name()) // so that it ends with the process; where that does not work, close removes it
	}
	s.sort()
	w := bufio.NewWriter(s.file)
	start := s.written
	for _, r := range s.records {
		for _, part := range []string{r.key, string(r.value)} {
			length := binary.AppendUvarint(w.AvailableBuffer(), uint64(len(part)))
			_, _ = w.Write(length) // Flush tells of any error
			_, _ = w.WriteString(part)
			s.written += int64(len(length) + len(part))
		}
	}
	clear(s.records)
	s.records, s.size = s.records[:0], 0
	s.runs = append(s.runs, spilled(s.file, start, s.written-start))
	return w.Flush()
}

func (s *sorter) sort() {
	slices.SortStableFunc(s.records, func(a, b record) int { return strings.Compare(a.key, b.key) })
}

// spilled yields the records of a part of the file.
func spilled(file io.ReaderAt, start, size int64) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		r := bufio.NewReader(io.NewSectionReader(file, start, size))
		for {
			key, err := readPart(r)
			if errors.Is(err, io.EOF) {
				return
			}
			value, err2 := readPart(r)
			err = cmp.Or(err, err2)
			if !yield(record{string(key), value}, err) || err != nil {
				return
			}
		}
	}
}

func readPart(r *bufio.Reader) ([]byte, error) {
	length, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	part := make([]byte, length)
	_, err = io.ReadFull(r, part)
	return part, err
}

// all yields the records in their order, and ends with the first error.
func (s *sorter) all() iter.Seq2[record, error] {
	s.sort()
	inMemory := func(yield func(record, error) bool) {
		for _, r := range s.records {
			if !yield(r, nil) {
				return
			}
		}
	}
	if len(s.runs) == 0 {
		return inMemory
	}
	return merged(append(slices.Clip(s.runs), inMemory))
}

// close removes the file.
func (s *sorter) close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if left := os.Remove(s.file.Name()); !errors.Is(left, fs.ErrNotExist) {
		err = errors.Join(err, left)
	}
	return err
}

// merged yields the records of sorted runs in their order. Of records with the
// same key those of an earlier run go first.
func merged(runs []iter.Seq2[record, error]) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		var heads heads
		for n, run := range runs {
			next, stop := iter.Pull2(run)
			defer stop()
			if r, err, ok := next(); ok {
				heads = append(heads, head{r, err, n, next})
			}
		}
		heap.Init(&heads)
		for len(heads) > 0 {
			first := &heads[0]
			if !yield(first.record, first.err) || first.err != nil {
				return
			}
			var ok bool
			if first.record, first.err, ok = first.next(); ok {
				heap.Fix(&heads, 0)
			} else {
				heap.Pop(&heads)
			}
		}
	}
}

// head is the first record of a run that was not yielded yet.
type head struct {
	record record
	err    error
	run    int
	next   func() (record, error, bool)
}

// heads are a heap; an error goes before all.
type heads []head

func (h heads) Len() int { return len(h) }

func (h heads) Less(i, j int) bool {
	if h[i].err != nil || h[j].err != nil {
		return h[i].err != nil
	}
	return cmp.Or(strings.Compare(h[i].record.key, h[j].record.key), cmp.Compare(h[i].run, h[j].run)) < 0
}

func (h heads) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *heads) Push(x any) { *h = append(*h, x.(head)) }

func (h *heads) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
