// Package relay turns the arguments of a Relay connection into a keyset query,
// and the answer of such a query into a connection. [Parse] is its entry point.
//
// It follows the GraphQL Cursor Connections Specification.
package relay

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
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
	// Max is the largest page size; 0 means [MaxSize].
	Max int
}

// Cursor is a place in a sorted list: the sort value of an item and, among
// equal ones, its key. The zero cursor is no place at all.
type Cursor struct{ Sort, Key string }

const cursorVersion = "1"

// String is the cursor's opaque form. The key goes first: unlike a title, it
// never holds a NUL.
func (c Cursor) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(cursorVersion + "\x00" + c.Key + "\x00" + c.Sort))
}

// IsZero reports whether the cursor is no place at all.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// ParseCursor reads what [Cursor.String] wrote. Bytes that are no UTF-8 are no
// cursor: databases would take them each in its own way.
func ParseCursor(s string) (Cursor, error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil && utf8.Valid(raw) {
		if parts := strings.SplitN(string(raw), "\x00", 3); len(parts) == 3 && parts[0] == cursorVersion && parts[1] != "" {
			return Cursor{Key: parts[1], Sort: parts[2]}, nil
		}
	}
	return Cursor{}, fmt.Errorf("cursor %q: want a cursor of this connection", s)
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
}

// Parse checks the arguments of a connection whose list runs in the given
// direction. Its errors are meant for the caller of the API.
func Parse(a Args, descending bool) (Query, error) {
	most := cmp.Or(a.Max, MaxSize)
	q := Query{Limit: min(DefaultSize, most), Descending: descending}
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
		if *bound.to, err = ParseCursor(*bound.arg); err != nil {
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

// Connect presents a page. The cursor function gives an item's place; count is
// called only when the total is asked for.
func Connect[T any](p Page[T], cursor func(T) Cursor, count func(context.Context) (int, error)) *Connection[T] {
	c := &Connection[T]{
		Edges:    make([]*Edge[T], len(p.Items)),
		PageInfo: &Info{HasNextPage: p.HasNext, HasPreviousPage: p.HasPrevious},
		count:    count,
	}
	for i, item := range p.Items {
		c.Edges[i] = &Edge[T]{Cursor: cursor(item).String(), Node: item}
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
