package ingest

import (
	"encoding/binary"
	"hash/maphash"

	"github.com/cespare/xxhash/v2"
)

// A run has to remember very many texts, such as keys and hashes, only to find out whether
// it met a text before. It keeps hashes of the texts, which take much less memory.

var seeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// digest is a hash of 96 bits that stands for a text. It has seeds of its own in each
// process, so that nobody can prepare texts with equal digests. The chance that any two of
// a hundred million texts have the same digest is 1 in 10^13.
type digest [12]byte

func digestOf(text string) (d digest) {
	binary.BigEndian.PutUint64(d[:8], maphash.String(seeds[0], text))
	binary.BigEndian.PutUint32(d[8:], uint32(maphash.String(seeds[1], text)))
	return d
}

// head is the first 64 bits of a digest.
func (d digest) head() uint64 { return binary.BigEndian.Uint64(d[:8]) }

// brief is the head of a text's digest. It is for uses in which two texts with the same
// number do no lasting harm, such as a warning that is wrong.
func brief(text string) uint64 { return maphash.String(seeds[0], text) }

// fixed is a hash of a text that is the same in every process. The chance that any two of
// ten million texts have the same hash is 3 in a million.
func fixed(text string) uint64 { return xxhash.Sum64String(text) }
