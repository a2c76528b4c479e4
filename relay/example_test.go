package relay_test

import (
	"context"
	"fmt"

	"viewline/relay"
)

// A list that is whole in memory, page by page.
func Example() {
	names := []string{"ada", "alan", "grace"}
	list := relay.ListOf("people by name")
	place := func(name string) relay.Cursor { return relay.Cursor{Sort: name, Key: name} }
	count := func(context.Context) (int, error) { return len(names), nil }
	size := 2
	var after *string
	for {
		q, err := relay.Parse(relay.Args{First: &size, After: after, List: list}, false)
		if err != nil {
			fmt.Println(err)
			return
		}
		page := relay.Connect(list, relay.Slice(q, names, place), place, count)
		fmt.Println(page.Nodes(), page.PageInfo.HasNextPage)
		if !page.PageInfo.HasNextPage {
			return
		}
		after = page.PageInfo.EndCursor
	}
	// Output:
	// [ada alan] true
	// [grace] false
}
