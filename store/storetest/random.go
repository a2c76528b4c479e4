package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"viewline/store"
)

// seedsVariable names the seeds to run: "7", or "1-500".
const seedsVariable = "STORETEST_SEEDS"

const (
	steps        = 12 // of writes
	readsPerStep = 10
)

// runSeeds compares the engine with the model, over a random corpus and random
// reads for each seed.
func runSeeds(t *testing.T, open func(t *testing.T) store.Store) {
	for seed := range seeds(t) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			runSeed(tester{t, open(t)}, seed)
			if t.Failed() {
				t.Logf("once more with %s=%d", seedsVariable, seed)
			}
		})
	}
}

func seeds(t *testing.T) func(yield func(uint64) bool) {
	first, last := uint64(1), uint64(1)
	if given := os.Getenv(seedsVariable); given != "" {
		switch n, _ := fmt.Sscanf(given, "%d-%d", &first, &last); n {
		case 0:
			t.Fatalf("%s is %q; want a number, or two such as 1-500", seedsVariable, given)
		case 1:
			last = first
		}
	}
	return func(yield func(uint64) bool) {
		for seed := first; seed <= last && yield(seed); seed++ {
		}
	}
}

func runSeed(t tester, seed uint64) {
	g := newGenerator(seed)
	for step := range steps {
		w := g.write()
		what := fmt.Sprintf("step %d, %s", step, w.what)
		t.compare(what, w, g.model)
		for _, r := range g.everything() {
			t.compare(what+", then "+r.what, r, g.model)
		}
		for range readsPerStep {
			r := g.read()
			t.compare(what+", then "+r.what, r, g.model)
		}
		if t.Failed() {
			return
		}
	}
	t.sound()
}

// sound expects that nothing is wrong with what is stored, as of the last revision.
func (t tester) sound() {
	t.Helper()
	var found []store.Finding
	c, err := t.store.Verify(t.Context(), func(f store.Finding) { found = append(found, f) })
	t.equal("findings", found, []store.Finding(nil))
	t.equal("what was verified", must(t, c, err), t.corpus())
}

// compare calls the operation on the model and on the store, and compares both results.
func (t tester) compare(what string, o operation, m *model) {
	t.Helper()
	want, err := o.do(t.Context(), m)
	must(t, want, err)
	got, err := o.do(t.Context(), t.store)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	t.equal(what, brief(got), brief(want))
}

// operation calls a store and returns the answer.
type operation struct {
	what string
	do   func(context.Context, store.Store) (any, error)
}

// generator makes random operations. It looks into the model to find the stored keys.
type generator struct {
	*rand.Rand
	model  *model
	people []string
	n      int // makes keys unique
}

func newGenerator(seed uint64) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 0)), model: &model{}}
	for i := range 1 + g.IntN(12) {
		g.people = append(g.people, fmt.Sprintf("person-%d", i))
	}
	return g
}

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

// pick is one of the items, or the zero value where there are none.
func pick[T any](g *generator, items []T) (item T) {
	if len(items) > 0 {
		item = items[g.IntN(len(items))]
	}
	return item
}

// some are up to n of the items, in random order, with repetitions.
func some[T any](g *generator, n int, items []T) []T {
	var picked []T
	for range g.IntN(n + 1) {
		picked = append(picked, pick(g, items))
	}
	return picked
}
