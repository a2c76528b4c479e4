package relay_test

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"viewline/relay"
)

func TestParse(t *testing.T) {
	one, most := 1, relay.MaxSize
	a, b := relay.Cursor{Sort: "2020", Key: "a"}, relay.Cursor{Key: "b"}
	after, before := a.In("of people"), b.In("of people")
	for name, tt := range map[string]struct {
		args       relay.Args
		descending bool
		want       relay.Query
	}{
		"nothing":    {relay.Args{}, false, relay.Query{Limit: 20}},
		"descending": {relay.Args{}, true, relay.Query{Limit: 20, Descending: true}},
		"first":      {relay.Args{First: &one, After: &after, List: "of people"}, false, relay.Query{Limit: 1, After: a, List: "of people"}},
		"last":       {relay.Args{Last: &most, Before: &before, List: "of people"}, true, relay.Query{Limit: 100, Descending: true, Backward: true, Before: b, List: "of people"}},
		"bounds":     {relay.Args{After: &after, Before: &before, List: "of people"}, false, relay.Query{Limit: 20, After: a, Before: b, List: "of people"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := relay.Parse(tt.args, tt.descending); err != nil || got != tt.want {
				t.Errorf("got %+v, %v; want %+v", got, err, tt.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	size := func(n int) *int { return &n }
	bad, empty := "2020", ""
	for want, args := range map[string]relay.Args{
		"first and last are both given; want one of them": {First: size(1), Last: size(1)},
		"first is 0; want 1 to 100":                       {First: size(0)},
		"first is -1; want 1 to 100":                      {First: size(-1)},
		"first is 101; want 1 to 100":                     {First: size(101)},
		"last is 0; want 1 to 100":                        {Last: size(0)},
		"last is -1; want 1 to 100":                       {Last: size(-1)},
		"last is 101; want 1 to 100":                      {Last: size(101)},
		`cursor "2020": want a cursor of this connection`: {After: &bad},
		`cursor "": want a cursor of this connection`:     {Before: &empty},
		"last is 500; want 1 to 100":                      {Last: size(500), After: &bad},
	} {
		if got, err := relay.Parse(args, true); err == nil || err.Error() != want || got != (relay.Query{}) {
			t.Errorf("got %+v, %v; want %s", got, err, want)
		}
	}
}

func TestParseCursorErrors(t *testing.T) {
	for name, raw := range map[string]string{
		"empty":         "",
		"no parts":      "2",
		"three parts":   "2\x00people\x00ada",
		"no key":        "2\x00people\x00\x002020",
		"no list":       "2\x00\x00ada\x002020",
		"another list":  "2\x00papers\x00ada\x002020",
		"other version": "1\x00ada\x002020",
	} {
		text := base64.RawURLEncoding.EncodeToString([]byte(raw))
		want := `cursor "` + text + `": want a cursor of this connection`
		if got, err := relay.ParseCursor(text, "people"); err == nil || err.Error() != want || !got.IsZero() {
			t.Errorf("%s: got %v, %v; want %s", name, got, err, want)
		}
	}
	long := strings.Repeat("A", 200_000)
	if _, err := relay.ParseCursor(long, "people"); err == nil || len(err.Error()) > 200 {
		t.Errorf("%d bytes of error for a long cursor; want fewer than 200", len(err.Error()))
	}
}

func FuzzCursor(f *testing.F) {
	f.Add("2025-11-26", "ilya-sutskever/2025-11-26")
	f.Add("", "李飞飞")
	f.Add("a\x00b", "c")
	f.Fuzz(func(t *testing.T, sort, key string) {
		if key == "" || strings.Contains(key, "\x00") {
			t.Skip("no key")
		}
		want, list := relay.Cursor{Sort: sort, Key: key}, relay.ListOf(sort)
		got, err := relay.ParseCursor(want.In(list), list)
		if !utf8.ValidString(sort + "\x00" + key) {
			if err == nil {
				t.Errorf("got %q of what is no text; want an error", got)
			}
			return
		}
		if err != nil || got != want {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
		if got, err := relay.ParseCursor(want.In(list), relay.ListOf(sort+"other")); err == nil {
			t.Errorf("got %q of another list's cursor; want an error", got)
		}
	})
}

func FuzzParseCursor(f *testing.F) {
	f.Add(relay.Cursor{Sort: "2020", Key: "ada"}.In("people"))
	f.Add("!")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := relay.ParseCursor(s, "people")
		if err != nil {
			return
		}
		if again, err := relay.ParseCursor(c.In("people"), "people"); err != nil || again != c || c.Key == "" {
			t.Errorf("%q: got %q, then %q, %v", s, c, again, err)
		}
	})
}

func TestScan(t *testing.T) {
	after, before := relay.Cursor{Sort: "a", Key: "1"}, relay.Cursor{Sort: "b", Key: "2"}
	for _, tt := range []struct {
		descending, backward bool
		wantDescending       bool
		above, below         relay.Cursor
	}{
		{false, false, false, after, before},
		{false, true, true, after, before},
		{true, false, true, before, after},
		{true, true, false, before, after},
	} {
		q := relay.Query{Limit: 7, Descending: tt.descending, Backward: tt.backward, After: after, Before: before}
		descending, above, below, limit := q.Scan()
		if descending != tt.wantDescending || above != tt.above || below != tt.below || limit != 8 {
			t.Errorf("%+v: got %t, %v, %v, %d; want %t, %v, %v, 8",
				q, descending, above, below, limit, tt.wantDescending, tt.above, tt.below)
		}
	}
}

func byName(name string) relay.Cursor { return relay.Cursor{Sort: name, Key: "key of " + name} }

func TestConnect(t *testing.T) {
	calls := 0
	ctx := context.WithValue(t.Context(), t, "of the caller")
	c := relay.Connect("names", relay.Page[string]{Items: []string{"a", "b", "c"}, HasNext: true}, byName,
		func(got context.Context) (int, error) {
			calls++
			if got != ctx {
				t.Error("count got another context")
			}
			return 42, nil
		})
	if !slices.Equal(c.Nodes(), []string{"a", "b", "c"}) {
		t.Errorf("nodes %q", c.Nodes())
	}
	for i, e := range c.Edges {
		if want := byName(c.Nodes()[i]).In("names"); e.Cursor != want || e.Node != c.Nodes()[i] {
			t.Errorf("edge %d: got %q at %s, want %s", i, e.Node, e.Cursor, want)
		}
	}
	info := c.PageInfo
	if !info.HasNextPage || info.HasPreviousPage ||
		*info.StartCursor != byName("a").In("names") || *info.EndCursor != byName("c").In("names") {
		t.Errorf("page info %+v", info)
	}
	if calls != 0 {
		t.Errorf("counted %d times before the total was asked for", calls)
	}
	if n, err := c.TotalCount(ctx); n != 42 || err != nil || calls != 1 {
		t.Errorf("total %d, %v after %d calls; want 42 after 1", n, err, calls)
	}
}

func TestConnectEmpty(t *testing.T) {
	broken := errors.New("broken")
	c := relay.Connect("names", relay.Page[string]{HasPrevious: true}, byName,
		func(context.Context) (int, error) { return 0, broken })
	if c.Edges == nil || len(c.Edges) != 0 || c.Nodes() == nil || len(c.Nodes()) != 0 {
		t.Errorf("edges %v, nodes %v; want empty lists that are not null", c.Edges, c.Nodes())
	}
	info := c.PageInfo
	if info.HasNextPage || !info.HasPreviousPage || info.StartCursor != nil || info.EndCursor != nil {
		t.Errorf("page info %+v", info)
	}
	if _, err := c.TotalCount(t.Context()); !errors.Is(err, broken) {
		t.Errorf("total: got %v, want the error of the count", err)
	}
}
