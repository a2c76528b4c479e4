// Package corpus makes up posts for benchmarks, of the form and size of the sample posts.
// The same number always gives the same post. [Post] is its entry point.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// AppearancesAPost is how many appearances a post has.
const AppearancesAPost = 3

// postsAPerson is how many posts a person has in a corpus of enough posts.
const postsAPerson = 10

// Topics are the names that the topics file of [Write] has. The first is in
// about one of fifty viewpoints, and each further one in fewer.
var Topics = []string{"价值函数", "泛化", "自我对弈", "scaling laws", "alignment"}

// Rare is a word of one in fifty viewpoints, and Common one in ten.
const (
	Rare   = "灵气"
	Common = "compute"
)

// Dates says which dates the headings of a corpus have.
type Dates int

// The dates of corpora. In a corpus of years, many appearances have the same date, and in one
// without dates all have.
const (
	Ordinary Dates = iota // mostly days
	Years
	None
)

// Person is the name of the person whom post n is about.
func Person(n int) string {
	n /= postsAPerson
	return fmt.Sprintf("%s %s%s", given[n%len(given)], family[n/len(given)%len(family)], strings.Repeat("a", n/len(given)/len(family)))
}

// Post is the name of post n and its text.
func Post(n int, dates Dates) (name string, text []byte) {
	w := &writer{Rand: rand.New(rand.NewPCG(0x7669_6577, uint64(n))), dates: dates}
	w.post(n)
	return fmt.Sprintf("%03d/%06d.md", n/1000, n), []byte(w.String())
}

// Write writes posts into a folder, and the files that stand beside them. It returns the
// size of all posts, in bytes.
func Write(dir string, posts int, dates Dates) (size int, err error) {
	var topics strings.Builder
	for i, name := range Topics {
		fmt.Fprintf(&topics, "- slug: topic-%d\n  name: %s\n", i, name)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return 0, err
	}
	if err := os.WriteFile(filepath.Join(dir, "topics.yaml"), []byte(topics.String()), 0o600); err != nil {
		return 0, err
	}
	for n := range posts {
		name, text := Post(n, dates)
		path := filepath.Join(dir, filepath.FromSlash(name))
		if n%1000 == 0 {
			if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
				return 0, err
			}
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			return 0, err
		}
		size += len(text)
	}
	return size, nil
}
