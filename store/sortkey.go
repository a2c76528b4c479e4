package store

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// highestFirst is a text that sorts numbers from 0 to 999,999,999 from the highest
// down.
func highestFirst(n int) string { return fmt.Sprintf("%09d", 999_999_999-n) }

// maxNameKey is how many bytes of a name's key are kept at most: cursors hold them.
const maxNameKey = 128

// nameKey is a text that sorts names as readers expect, by its code points: the name as it
// is read in Latin letters, by package reading. Words stand in their order, so that "Li
// Na" comes ahead of "Lian". Case, accents and width make no difference, Chinese stands by
// its pinyin among Latin names, and what has no letters or digits stands ahead of all.
func nameKey(name string, read func(string) string) string {
	key := read(norm.NFKC.String(name))
	if len(key) > maxNameKey {
		key = strings.ToValidUTF8(key[:maxNameKey], "")
	}
	return key
}
