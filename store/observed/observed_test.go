package observed_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"viewline/relay"
	"viewline/signals"
	"viewline/store"
	"viewline/store/observed"
	"viewline/timeline"
)

// recorder notes what it is told.
type recorder struct{ ended []signals.Work }

type markKey struct{}

func (*recorder) Begin(ctx context.Context, _ signals.Kind) context.Context {
	return context.WithValue(ctx, markKey{}, true)
}

func (r *recorder) End(ctx context.Context, w signals.Work) {
	if ctx.Value(markKey{}) == nil {
		panic("the context is not that of Begin")
	}
	r.ended = append(r.ended, w)
}

// untold are the methods that are no reads of an operation.
var untold = []string{"Ready", "Verify", "Snapshot", "Stamp", "Watch", "PostsAfter", "RecordsAfter", "PeopleAfter", "PapersAfter", "TopicsAfter"}

// Every read of a store is told of, by its own name, also one that panics.
func TestAllReadsAreTold(t *testing.T) {
	methods := reflect.TypeFor[store.Reader]()
	for i := range methods.NumMethod() {
		method := methods.Method(i)
		r := &recorder{}
		func() {
			defer func() { _ = recover() }() // there is no store
			of := reflect.ValueOf(observed.New(nil, r)).MethodByName(method.Name)
			args := []reflect.Value{reflect.ValueOf(t.Context())}
			for i := 1; i < of.Type().NumIn(); i++ {
				args = append(args, reflect.Zero(of.Type().In(i)))
			}
			of.Call(args[:of.Type().NumIn()])
		}()
		if slices.Contains(untold, method.Name) {
			if len(r.ended) != 0 {
				t.Errorf("%s is told of: %v", method.Name, r.ended)
			}
			continue
		}
		if len(r.ended) != 1 || r.ended[0].Name != method.Name || r.ended[0].Kind != signals.Read {
			t.Errorf("%s: %v; want one read of that name", method.Name, r.ended)
		}
	}
}

// marked is a store whose people cannot be listed, and which sees the context of the read.
type marked struct {
	store.Reader
	err  error
	seen bool
}

func (m *marked) ListPeople(ctx context.Context, _ store.PersonFilter, _ store.PersonOrder, _ relay.Query) (relay.Page[*timeline.Person], error) {
	m.seen = ctx.Value(markKey{}) != nil
	return relay.Page[*timeline.Person]{}, m.err
}

func TestCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		code string
	}{
		{nil, ""},
		{errors.New("torn page"), "ERROR"},
		{store.Unavailable(errors.New("gone")), "UNAVAILABLE"},
		{fmt.Errorf("list people: %w", context.Canceled), "CANCELED"},
		{store.Unavailable(context.DeadlineExceeded), "TIMEOUT"},
	} {
		r, st := &recorder{}, &marked{err: c.err}
		if _, err := observed.New(st, r).ListPeople(t.Context(), store.PersonFilter{}, "", relay.Query{}); !errors.Is(err, c.err) {
			t.Errorf("the error is %v; want %v", err, c.err)
		}
		if !st.seen || len(r.ended) != 1 || r.ended[0].Code != c.code || r.ended[0].Took < 0 || r.ended[0].Began.IsZero() {
			t.Errorf("%v: %+v; want the code %q, and a read within the context of Begin", c.err, r.ended, c.code)
		}
	}
}

// To tell an observer that notes nothing costs no memory.
func TestNothingIsAllocated(t *testing.T) {
	st := observed.New(&marked{}, signals.None{})
	if n := testing.AllocsPerRun(100, func() {
		if _, err := st.ListPeople(context.Background(), store.PersonFilter{}, "", relay.Query{}); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations; want 0", n)
	}
}
