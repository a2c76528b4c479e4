// Package hint tells the caller of a query which names in its filters are
// nobody's, and what may have been meant. [Notes] gathers the names while a query
// is answered, and [Directory] knows what there is.
package hint

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"viewline/echo"
	"viewline/store"
)

// Most is how many hints an answer has at most.
const Most = 20

// Kind is what a name is of.
type Kind string

// What a name can be of.
const (
	Person Kind = "person"
	Topic  Kind = "topic"
)

// Hint is what an answer says of a name that is unknown. Suggestions are slugs,
// the likeliest first; none where nothing is like the name.
type Hint struct {
	Path        []string `json:"path"`
	Message     string   `json:"message"`
	Suggestions []string `json:"suggestions"`
}

// Unknown is a name in an argument of a field that is nobody's. Path names the
// fields that lead to that field in the answer, without the indexes of lists.
type Unknown struct {
	Path  []string
	Input string // the argument and its field: filter.person
	Kind  Kind
	Name  string
}

// Notes are the unknown names of one answer, each once. They are safe for
// concurrent use.
type Notes struct {
	mu  sync.Mutex
	all []Unknown
}

// Add notes a name, once for each path and input.
func (n *Notes) Add(u Unknown) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if at, found := slices.BinarySearchFunc(n.all, u, compare); !found {
		n.all = slices.Insert(n.all, at, u)
	}
}

// Hints are those of what was noted, in an order that does not depend on that of
// the notes. They read the directory only where there is anything to tell.
func (n *Notes) Hints(ctx context.Context, d *Directory, st store.Reader) ([]Hint, error) {
	n.mu.Lock()
	noted := slices.Clone(n.all[:min(len(n.all), Most)])
	n.mu.Unlock()
	hints := make([]Hint, len(noted))
	for i, u := range noted {
		found, err := d.Suggest(ctx, st, u.Kind, u.Name)
		if err != nil {
			return nil, err
		}
		hints[i] = Hint{u.Path, u.message(), found}
	}
	return hints, nil
}

func (u Unknown) message() string {
	if u.Kind == Topic {
		return fmt.Sprintf("%s: no topic goes by %s, so this value finds nothing", u.Input, echo.Quote(u.Name))
	}
	return fmt.Sprintf("%s: nobody goes by %s, so this value finds nothing", u.Input, echo.Quote(u.Name))
}

func compare(a, b Unknown) int {
	return cmp.Or(slices.Compare(a.Path, b.Path), strings.Compare(a.Input, b.Input), strings.Compare(a.Name, b.Name))
}
