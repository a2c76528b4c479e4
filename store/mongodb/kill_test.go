package mongodb_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"viewline/store"
	"viewline/store/storetest"
)

// An import that is killed at any command leaves the state before it, or the state that it
// makes. So does the next import, the same or another. Readers see one of the two states at
// every moment, and a snapshot does not change.
func TestKilledAtEveryCommand(t *testing.T) {
	t.Run("after a whole import", func(t *testing.T) { killAtCommands(t, 1, false) })
	t.Run("after an import that was killed", func(t *testing.T) { killAtCommands(t, 5, true) })
}

// killAtCommands kills imports at every so many commands.
func killAtCommands(t *testing.T, every int, killedBefore bool) {
	var before, after []string
	for n := 1; ; n += every {
		s, database := open(t)
		s.Hurry(time.Second)
		seed(t, s, 2)
		if before == nil {
			before = contents(t.Context(), t, s)
		}
		o := orderOn(t, database)
		if killedBefore { // everything is written, and nothing is committed
			o.KillAt = 21
			if last := start(t, o).last(); last != "begun" {
				t.Fatalf("the import before says %q at last; want begun", last)
			}
		}
		o.KillAt = n
		p := start(t, o)
		ended := make(chan string, 1)
		go func() { ended <- p.last() }()
		var last string
		for running := true; running; {
			select {
			case last = <-ended:
				running = false
			default:
			}
			ctx, end := s.Snapshot(t.Context())
			c, err := s.Corpus(ctx)
			if err != nil {
				t.Fatal(err)
			}
			want := before
			if c.Revision == 2 {
				if after == nil {
					after = contents(ctx, t, s)
				}
				want = after
			}
			if diff := cmp.Diff(want, contents(ctx, t, s)); diff != "" {
				t.Fatalf("killed at command %d, at revision %d (-want +got):\n%s", n, c.Revision, diff)
			}
			end()
		}
		whole := last == "committed"
		if c, err := s.Corpus(t.Context()); err != nil || whole && c.Revision != 2 || last != "put" && !whole && c.Revision != 1 {
			t.Fatalf("killed at command %d, after %q: revision %d, %v", n, last, c.Revision, err)
		}
		if strings.HasPrefix(last, "failed") {
			t.Fatalf("at command %d: %s", n, last)
		}
		if n%4 == 0 || whole { // the next import is the same, after which nothing is left of the first one
			o.KillAt = 0
			if last := start(t, o).last(); last != "committed" {
				t.Fatalf("again after command %d: %s", n, last)
			}
			if after == nil {
				after = contents(t.Context(), t, s)
			}
			if diff := cmp.Diff(after, contents(t.Context(), t, s)); diff != "" {
				t.Fatalf("again after command %d (-want +got):\n%s", n, diff)
			}
			s.KeepFor(0)
			storetest.Put(t, s, time.Now(), store.Batch{RemoveTopics: []string{"topic-of-person-000"}})
			storetest.Put(t, s, time.Now(), store.Batch{RemoveTopics: []string{"topic-of-person-001"}})
			storetest.Put(t, s, time.Now(), store.Batch{})
			for _, d := range stored(t, database) {
				if !strings.HasSuffix(d, "<nil>") {
					t.Errorf("after command %d a version is left over: %s", n, d)
				}
			}
		}
		if whole {
			t.Logf("killed at up to %d commands", n-every)
			want := []string{
				"people person-000 person-007", "appearances person-000/2022 person-000/2021 person-007/2022 person-007/2021 person-007/2020",
				"posts person-007 renamed", fmt.Sprintf("counts 2 people %d appearances 2 posts %[1]d viewpoints", 2*appearancesEach-1),
			}
			if diff := cmp.Diff(want, after); diff != "" {
				t.Errorf("contents at the end (-want +got):\n%s", diff)
			}
			return
		}
	}
}
