package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"viewline/graph"
	"viewline/graph/limit"
	"viewline/graph/transport"
	"viewline/store"
	"viewline/timeline"
)

// torn are appearances with nulls where the schema does not allow them.
func torn(tb testing.TB) store.Batch {
	tb.Helper()
	b := odd(tb)
	a := b.Posts[1].Appearances[0]
	a.Links = []*timeline.Link{nil}
	a = b.Posts[1].Appearances[1]
	a.Sections[0].Viewpoints[0].Timestamps = []*timeline.Timestamp{nil, {Label: "1:00", Seconds: 60}}
	b.Posts[2].Appearances[0].Participants = []*timeline.Participant{{Name: "Dan", Role: timeline.RoleHost}, {Role: timeline.RoleSpeaker, PersonSlug: "p02"}}
	b.Posts[2].Appearances[0].Images = []*timeline.Image{{URL: "x.png"}, nil, {URL: "y.png", Kept: keptPicture}}
	return b
}

// plainly serves without the limits that a random query would exceed, and without package
// plain where itemByItem is true.
func plainly(st store.Reader, itemByItem bool) *api {
	log := &bytes.Buffer{}
	return &api{graph.NewHandler(st, nil, slog.New(slog.NewTextHandler(log, nil)), graph.Options{
		Config:     transport.Config{Errors: 1 << 20},
		Limits:     limit.Options{Cost: 1 << 20, Aliases: 1000, Directives: 1000, Depth: 100},
		PublicURL:  "https://example.org",
		ItemByItem: itemByItem,
	}), log}
}

// sorted decodes an answer and sorts its errors, whose order differs as resolvers run at
// the same time.
func sorted(tb testing.TB, text []byte) (data string, errs []string) {
	tb.Helper()
	var a struct {
		Data   json.RawMessage
		Errors []json.RawMessage
	}
	if err := json.Unmarshal(text, &a); err != nil {
		tb.Fatalf("%v in %s", err, text)
	}
	for _, e := range a.Errors {
		errs = append(errs, string(e))
	}
	slices.Sort(errs)
	return string(a.Data), errs
}

// randomQueries is how many queries FuzzPlain asks without -fuzz. This is the faster way to
// ask many, as fuzzing also measures which code a query reaches:
//
//	go test ./graph -run FuzzPlain -random-queries 50000
var randomQueries = flag.Int("random-queries", 200, "how many random `queries` FuzzPlain asks")

// FuzzPlain checks package plain against gqlgen: a random query has the same answer with
// and without the package, byte by byte, and the same errors.
func FuzzPlain(f *testing.F) {
	st := stored(f, torn(f))
	fast, slow := plainly(st, false), plainly(st, true)
	schema := graph.Schema(st, nil, graph.Options{}).Schema()
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the seeds have to be the same each time
	for range *randomQueries {
		seed := make([]byte, 60+random.IntN(400))
		for i := range seed {
			seed[i] = byte(random.Uint32())
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		query := (&asker{schema: schema, choices: choices}).query()
		got, gotErrors := sorted(t, fast.ask(t, query, nil))
		want, wantErrors := sorted(t, slow.ask(t, query, nil))
		if got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", query, got, want)
		}
		if !slices.Equal(gotErrors, wantErrors) {
			t.Errorf("%s\ngot errors\n%s\nwant\n%s", query, strings.Join(gotErrors, "\n"), strings.Join(wantErrors, "\n"))
		}
	})
}
