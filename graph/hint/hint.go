// Package hint tells the caller of a query which names in its filters belong to no person
// or topic, and which slugs may have been meant. [Notes] gathers such names while a query
// is answered, and [Directory] has the names that exist.
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

// Most is the number of hints that an answer has at most.
const Most = 20

// Kind says what a name is the name of.
type Kind string

// The kinds of names.
const (
	Person Kind = "person"
	Topic  Kind = "topic"
)

// Hint is what an answer says of an unknown name. Suggestions are slugs, the likeliest
// first; the list is empty where no name is like the unknown one.
type Hint struct {
	Path        []string `json:"path"`
	Message     string   `json:"message"`
	Suggestions []string `json:"suggestions"`
}

// Unknown is a name in an argument that belongs to no person or topic. Path has the names
// of the fields that lead, in the answer, to the field with the argument, without the
// indexes of lists.
type Unknown struct {
	Path  []string
	Input string // the argument and the field of its value: filter.person
	Kind  Kind
	Name  string
}

// Notes are the unknown names of one answer, each once. They are safe for
// concurrent use.
type Notes struct {
	mu  sync.Mutex
	all []Unknown
}

// Add adds an unknown name, once for each path and input.
func (n *Notes) Add(u Unknown) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if at, found := slices.BinarySearchFunc(n.all, u, compare); !found {
		n.all = slices.Insert(n.all, at, u)
	}
}

// Hints are the hints for the names that were added, in an order that does not depend on
// the order of the calls of Add. The directory is read only where there are such names.
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
