package ingest

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
	"sort"

	"viewline/store"
)

// stock is what a run keeps of the stored posts: 20 bytes and the path for each, and
// 26 bytes for each of their appearances. Posts and appearances go by numbers, which
// count from 0 in the order of the posts' paths.
type stock struct {
	paths    []byte   // one after the other
	starts   []int    // of the paths, by post
	first    []uint32 // appearance, by post
	bodies   []uint64 // hashes of the bodies' hashes, by post
	contents []uint64 // the hashes of what is stored, by appearance
	marks    []mark   // by appearance
	held     []held   // in the order of the digests, once the stock is sealed
	heads    []uint32 // where held digests with the same first bits start
	removed  map[int]bool
}

// held is the key of a stored appearance, as it was when the run began.
type held struct {
	key        digest
	appearance uint32
}

// mark is what became of the key of a stored appearance.
type mark uint8

const (
	isKept  mark = iota
	isMoved      // the appearance has another key by now
	isFree       // it has none any more
)

func newStock() *stock { return &stock{removed: map[int]bool{}} }

// add adds the next post by its path, and answers with its number.
func (s *stock) add(p *store.StoredPost) int {
	s.starts = append(s.starts, len(s.paths))
	s.paths = append(s.paths, p.Path...)
	s.first = append(s.first, uint32(len(s.contents)))
	s.bodies = append(s.bodies, brief(p.Record.Body))
	for _, ref := range p.Record.Appearances {
		s.held = append(s.held, held{digestOf(ref.Key), uint32(len(s.contents))})
		s.contents = append(s.contents, brief(ref.Hash))
	}
	return len(s.starts) - 1
}

// seal ends the adding. Where two posts claim one key, as imports at the same time
// can leave it, only the first has it; seal answers with the numbers of both.
func (s *stock) seal() (clashing []int) {
	slices.SortFunc(s.held, func(a, b held) int {
		if c := cmp.Compare(a.key.head(), b.key.head()); c != 0 {
			return c
		}
		return cmp.Or(bytes.Compare(a.key[8:], b.key[8:]), cmp.Compare(a.appearance, b.appearance))
	})
	s.marks = make([]mark, len(s.contents))
	s.held = slices.CompactFunc(s.held, func(h, before held) bool {
		clash := h.key == before.key
		if clash {
			s.marks[h.appearance] = isFree
			clashing = append(clashing, s.postOf(before.appearance), s.postOf(h.appearance))
		}
		return clash
	})
	s.heads = make([]uint32, 0, len(s.held)/4+2)
	for i, h := range s.held {
		for bucket := s.bucket(h.key); uint64(len(s.heads)) <= bucket; {
			s.heads = append(s.heads, uint32(i))
		}
	}
	for len(s.heads) < cap(s.heads) {
		s.heads = append(s.heads, uint32(len(s.held)))
	}
	return clashing
}

// appearance is the one that had the key when the run began.
func (s *stock) appearance(key digest) (appearance uint32, ok bool) {
	bucket := s.bucket(key)
	for _, h := range s.held[s.heads[bucket]:s.heads[bucket+1]] {
		if h.key == key {
			return h.appearance, true
		}
	}
	return 0, false
}

// bucket is for four digests or so.
func (s *stock) bucket(key digest) uint64 {
	bucket, _ := bits.Mul64(key.head(), uint64(len(s.held)/4+1))
	return bucket
}

// postOf is the post of an appearance.
func (s *stock) postOf(appearance uint32) int {
	return sort.Search(len(s.first), func(i int) bool { return s.first[i] > appearance }) - 1
}

// appearancesOf are those of a post, from the first one to before the end.
func (s *stock) appearancesOf(post int) (first, end uint32) {
	end = uint32(len(s.contents))
	if post+1 < len(s.first) {
		end = s.first[post+1]
	}
	return s.first[post], end
}

func (s *stock) path(post int) string {
	end := len(s.paths)
	if post+1 < len(s.starts) {
		end = s.starts[post+1]
	}
	return string(s.paths[s.starts[post]:end])
}

// post is the one at a path; not ok where none was.
func (s *stock) post(path string) (post int, ok bool) {
	return sort.Find(len(s.starts), func(i int) int { return cmp.Compare(path, s.path(i)) })
}

// postsByBody are the numbers of the posts that stay, of each body the first.
func (s *stock) postsByBody() *table[int32] {
	posts := &table[int32]{}
	for number, body := range s.bodies {
		if !s.removed[number] && !posts.has(body) {
			posts.put(body, int32(number))
		}
	}
	return posts
}
