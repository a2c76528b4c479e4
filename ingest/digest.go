package ingest

import (
	"encoding/binary"
	"hash/maphash"

	"github.com/cespare/xxhash/v2"
)

// What a run must know of very many texts it keeps as numbers made of them.

var seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// digest stands for a text in this process, as good as the text itself: that any
// two of a hundred million share one has a chance of 1 in 10^13, and nobody can know
// which.
type digest [12]byte

func digestOf(text string) (d digest) {
	binary.BigEndian.PutUint64(d[:8], maphash.String(seeds[0], text))
	binary.BigEndian.PutUint32(d[8:], uint32(maphash.String(seeds[1], text)))
	return d
}

// head is where a digest begins.
func (d digest) head() uint64 { return binary.BigEndian.Uint64(d[:8]) }

// brief is the head of a digest, for where a mistake would do no harm that lasts.
func brief(text string) uint64 { return maphash.String(seeds[0], text) }

// fixed is a number for a text, the same in every process. That any two of ten
// million texts share one has a chance of 3 in a million.
func fixed(text string) uint64 { return xxhash.Sum64String(text) }
