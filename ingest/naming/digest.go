package naming

import "hash/maphash"

// A run has to remember very many texts, such as keys and hashes, only to find out whether
// it met a text before. It keeps hashes of the texts, which take much less memory.

var seed = maphash.MakeSeed()

// Brief stands for a text in this process, where a mistake would do no harm that lasts:
// that any two of a million share one has a chance of 3 in 10^8.
func Brief(text string) uint64 { return maphash.String(seed, text) }
