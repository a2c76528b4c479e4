package people

import (
	_ "embed"
	"strings"
	"sync"

	"viewline/post/names"
)

//go:embed given.txt
var givenText string

// known are the given names of given.txt, and its family names behind a "=".
var known = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(givenText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.FieldsSeq(line) {
			m[name] = true
		}
	}
	return m
})

// Known reports whether a name in Latin letters starts with a common given name
// or ends in a common family name: two capitalised words alone may be anything.
func Known(name string) bool {
	words := strings.Fields(names.WithoutAccents(strings.ToLower(name)))
	if len(words) == 0 {
		return false
	}
	m := known()
	return m[words[0]] || m["="+words[len(words)-1]] || len(words) > 1 && strings.HasSuffix(words[0], ".")
}
