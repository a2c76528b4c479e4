package ingest

import (
	"iter"

	"viewline/store"
)

// storedPerPage is how many stored posts are read at once.
const storedPerPage = 500

// storedPost is a stored post with its number in the stock.
type storedPost struct {
	*store.StoredPost
	number int
}

// walk goes through the stored posts a second time, as their turn comes. It passes
// over those that have come or gone since the first time.
type walk struct {
	next  *storedPost // nil after the last one
	stock *stock
	pull  func() (*store.StoredPost, error, bool)
	stop  func()
}

func newWalk(s *stock, stored iter.Seq2[*store.StoredPost, error]) (*walk, error) {
	w := &walk{stock: s}
	w.pull, w.stop = iter.Pull2(stored)
	_, err := w.pop()
	return w, err
}

// pop answers with the next post, and goes on to the one after it. That is read
// before anything is written of the first one, so that no post of this run's is taken
// for a stored one.
func (w *walk) pop() (*storedPost, error) {
	popped := w.next
	for {
		p, err, ok := w.pull()
		if err != nil || !ok {
			w.next = nil
			return popped, err
		}
		if number, known := w.stock.post(p.Path); known && !w.stock.removed[number] {
			w.next = &storedPost{p, number}
			return popped, nil
		}
	}
}

// at pops the post at a path; nil if the next one is another.
func (w *walk) at(path string) (*storedPost, error) {
	if w.next == nil || w.next.Path != path {
		return nil, nil
	}
	return w.pop()
}
