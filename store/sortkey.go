package store

import (
	"encoding/hex"
	"fmt"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// highestFirst is a text that sorts numbers from 0 to 999,999,999 from the highest
// down.
func highestFirst(n int) string { return fmt.Sprintf("%09d", 999_999_999-n) }

// maxNameKey is how many bytes of a name's key are kept, which are about 60 letters:
// cursors hold them.
const maxNameKey = 128

// collators sort names as a reader of Chinese and English expects, in the Unicode
// Collation Algorithm (https://unicode.org/reports/tr10/) with the order of CLDR for
// Chinese: by pinyin, behind all letters. Case, accents and width make no difference.
var collators = sync.Pool{New: func() any { return collate.New(language.Chinese, collate.Loose) }}

// nameKey is a text that sorts names.
func nameKey(name string) string {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var b collate.Buffer
	key := c.KeyFromString(&b, name)
	return hex.EncodeToString(key[:min(len(key), maxNameKey)])
}
