// Package relay turns the arguments of a Relay connection into a keyset query,
// and the answer of such a query into a connection. [Parse] is its entry point.
//
// It follows the GraphQL Cursor Connections Specification.
package relay

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"viewline/echo"
)

// The page size where neither first nor last is given, and the largest.
const (
	DefaultSize = 20
	MaxSize     = 100
)

// Args are the paging arguments of a connection.
type Args struct {
	First, Last   *int
	After, Before *string
	// List is the list that is asked for; only cursors of it are taken.
	List List
	// Max is the largest page size; 0 means [MaxSize].
	Max int
}

// List tells one list from all others: the field, whose list it is, the filter and
// the order. A cursor leads nowhere but into the list that it was made for.
type List string

// ListOf names a list by a text that says all that makes it another list.
func ListOf(text string) List {
	sum := sha256.Sum256([]byte(text))
	return List(base64.RawURLEncoding.EncodeToString(sum[:6]))
}

// Cursor is a place in a sorted list: the sort value of an item and, among
// equal ones, its key. The zero cursor is no place at all.
type Cursor struct{ Sort, Key string }

const cursorVersion = "2"

// In is the cursor's opaque form, as a cursor of a list. The key goes ahead of the
// sort value: unlike a title, a key never holds a NUL.
func (c Cursor) In(list List) string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorVersion + "\x00" + string(list) + "\x00" + c.Key + "\x00" + c.Sort))
}

// IsZero reports whether the cursor is no place at all.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// ParseCursor reads what [Cursor.In] wrote for the same list. Bytes that are no
// UTF-8 are no cursor: databases would take them each in its own way.
func ParseCursor(s string, list List) (Cursor, error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil && utf8.Valid(raw) {
		parts := strings.SplitN(string(raw), "\x00", 4)
		if len(parts) == 4 && parts[0] == cursorVersion && parts[1] == string(list) && parts[2] != "" {
			return Cursor{Key: parts[2], Sort: parts[3]}, nil
		}
	}
	return Cursor{}, BadCursor(s)
}

// BadCursor is the error of a cursor that is none of the list. It is meant for the
// caller of the API.
func BadCursor(s string) error {
	return fmt.Errorf("cursor %s: want a cursor of this connection", echo.Quote(s))
}

// Query asks for one page of a list that is sorted by (Sort, Key). It is
// comparable, so that equal queries can be told.
type Query struct {
	// Limit is the page size, at least 1.
	Limit int
	// Descending says that the list runs from the highest sort value down.
	Descending bool
	// Backward asks for the last Limit items before Before (or of the whole
	// list) in place of the first Limit items after After.
	Backward bool
	// After and Before bound the page, both exclusive; zero is no bound.
	After, Before Cursor
	// List is the list that the page is of; engines need not know it.
	List List
}

// OfAny is the query without its list, as it is the same for the lists of many
// objects that are read together.
func (q Query) OfAny() Query {
	q.List = ""
	return q
}

// Parse checks the arguments of a connection whose list runs in the given
// direction. Its errors are meant for the caller of the API.
func Parse(a Args, descending bool) (Query, error) {
	most := cmp.Or(a.Max, MaxSize)
	q := Query{Limit: min(DefaultSize, most), Descending: descending, List: a.List}
	switch {
	case a.First != nil && a.Last != nil:
		return Query{}, errors.New("first and last are both given; want one of them")
	case a.First != nil:
		q.Limit = *a.First
	case a.Last != nil:
		q.Limit, q.Backward = *a.Last, true
	}
	if q.Limit < 1 || q.Limit > most {
		name := "first"
		if q.Backward {
			name = "last"
		}
		return Query{}, fmt.Errorf("%s is %d; want 1 to %d", name, q.Limit, most)
	}
	for _, bound := range []struct {
		arg *string
		to  *Cursor
	}{{a.After, &q.After}, {a.Before, &q.Before}} {
		if bound.arg == nil {
			continue
		}
		var err error
		if *bound.to, err = ParseCursor(*bound.arg, a.List); err != nil {
			return Query{}, err
		}
	}
	return q, nil
}

// Scan says how an engine reads the page: in which direction of the sort order
// it walks, above and below which places (exclusive; zero is no bound), and
// how many items at the most. One item more than the page tells whether there
// are others behind it.
func (q Query) Scan() (descending bool, above, below Cursor, limit int) {
	above, below = q.After, q.Before
	if q.Descending {
		above, below = below, above
	}
	return q.Descending != q.Backward, above, below, q.Limit + 1
}

// Page is the answer to a [Query]: items in the list's order.
type Page[T any] struct {
	Items                []T
	HasNext, HasPrevious bool
}

// Of makes a page of what a scan found; see [Query.Scan]. It takes over items.
func Of[T any](q Query, items []T) Page[T] {
	more := len(items) > q.Limit
	if more {
		items = items[:q.Limit]
	}
	if q.Backward {
		for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
			items[i], items[j] = items[j], items[i]
		}
		return Page[T]{items, !q.Before.IsZero(), more}
	}
	return Page[T]{items, more, !q.After.IsZero()}
}

// Connection is a page as the Cursor Connections Specification presents it.
type Connection[T any] struct {
	Edges    []*Edge[T]
	PageInfo *Info
	count    func(context.Context) (int, error)
}

// Edge is an item and its place in the list.
type Edge[T any] struct {
	Cursor string
	Node   T
}

// Info says where a page lies in its list. Cursors are nil on an empty page.
type Info struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// Connect presents a page of a list. The cursor function gives an item's place;
// count is called only when the total is asked for.
func Connect[T any](list List, p Page[T], cursor func(T) Cursor, count func(context.Context) (int, error)) *Connection[T] {
	c := &Connection[T]{
		Edges:    make([]*Edge[T], len(p.Items)),
		PageInfo: &Info{HasNextPage: p.HasNext, HasPreviousPage: p.HasPrevious},
		count:    count,
	}
	for i, item := range p.Items {
		c.Edges[i] = &Edge[T]{Cursor: cursor(item).In(list), Node: item}
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[n-1].Cursor
	}
	return c
}

// Nodes are the items without their cursors.
func (c *Connection[T]) Nodes() []T {
	nodes := make([]T, len(c.Edges))
	for i, e := range c.Edges {
		nodes[i] = e.Node
	}
	return nodes
}

// TotalCount is the number of items in the whole list.
func (c *Connection[T]) TotalCount(ctx context.Context) (int, error) { return c.count(ctx) }
