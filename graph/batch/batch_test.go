package batch_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"viewline/graph/batch"
)

type parent struct{ key string }

type child struct{ key string }

// below is the context in which a field of a list's item is resolved. The list is the
// result of the field of ctx.
func below(ctx context.Context, i int) context.Context {
	element := graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
	return graphql.WithFieldContext(element, &graphql.FieldContext{})
}

// request is the context in which a root field is resolved.
func request(t *testing.T) context.Context {
	return graphql.WithFieldContext(batch.NewContext(t.Context()), &graphql.FieldContext{})
}

// reader answers every key with a child of that key, and keeps the keys that it was asked
// for.
type reader struct {
	mu    sync.Mutex
	asked [][]string
	err   error
	panic any
}

func (r *reader) find(_ context.Context, keys []string) ([]*child, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, keys)
	if r.panic != nil {
		panic(r.panic)
	}
	found := make([]*child, len(keys))
	for i, key := range keys {
		if !strings.HasPrefix(key, "absent") {
			found[i] = &child{key}
		}
	}
	return found, r.err
}

func (r *reader) read(name any) batch.Read[*child] {
	return batch.Read[*child]{Name: name, Find: r.find, Objects: batch.One[*child], Keys: func(member any) []string {
		switch m := member.(type) {
		case *parent:
			return []string{m.key}
		case *child:
			return []string{m.key + "+"}
		}
		return nil
	}}
}

func (r *reader) wantAsked(t *testing.T, want ...[]string) {
	t.Helper()
	if diff := cmp.Diff(want, r.asked); diff != "" {
		t.Errorf("reads (-want +got)\n%s", diff)
	}
}

// TestLevels resolves a field for many parents at once, and a field of each of
// their children.
func TestLevels(t *testing.T) {
	const n = 50
	ctx := request(t)
	parents := make([]*parent, n)
	first, second := make([]string, n), make([]string, n)
	for i := range parents {
		first[i] = fmt.Sprintf("p%02d", i)
		parents[i], second[i] = &parent{first[i]}, first[i]+"+"
	}
	batch.Found(ctx, batch.Many(parents))
	var r reader
	var wg sync.WaitGroup
	for i, p := range parents {
		wg.Go(func() {
			ctx := below(ctx, i)
			found, err := batch.Load(ctx, batch.Siblings(ctx), r.read("child"), p.key)
			if err != nil || len(found) != 1 || found[0].key != p.key {
				t.Errorf("%s: found %v, error %v", p.key, found, err)
				return
			}
			ctx = below(below(ctx, 0), 0) // a field of a part of the child
			deeper, err := batch.Load(ctx, batch.Siblings(ctx), r.read("child"), p.key+"+")
			if err != nil || len(deeper) != 1 || deeper[0].key != p.key+"+" {
				t.Errorf("%s: found %v, error %v", p.key, deeper, err)
			}
		})
	}
	wg.Wait()
	r.wantAsked(t, first, second)
}

func TestKeys(t *testing.T) {
	ctx := request(t)
	p := &parent{"a"}
	batch.Found(ctx, batch.Many([]any{p, "no key", nil, &parent{"absent"}, &parent{"a"}, p}))
	var r reader
	ctx = below(ctx, 0)
	found, err := batch.Load(ctx, batch.Siblings(ctx), r.read("child"), "a", "absent", "a")
	if err != nil || len(found) != 3 || found[0] == nil || found[0].key != "a" || found[1] != nil || found[2] != found[0] {
		t.Errorf("found %v, error %v; want a, nil, a", found, err)
	}
	r.wantAsked(t, []string{"a", "absent"})
	if found, err := batch.Load(ctx, batch.Siblings(ctx), r.read("child"), "b"); err == nil {
		t.Errorf("found %v under the key of no member; want an error", found)
	}
}

func TestNames(t *testing.T) {
	type name struct{ size int }
	ctx := request(t)
	batch.Found(ctx, batch.One(&parent{"a"}))
	ctx = below(ctx, 0)
	var r reader
	for _, n := range []any{name{1}, name{2}, name{1}, "1"} {
		if _, err := batch.Load(ctx, batch.Siblings(ctx), r.read(n), "a"); err != nil {
			t.Error(err)
		}
	}
	r.wantAsked(t, slices.Repeat([][]string{{"a"}}, 3)...)
}

// TestValues loads values that are not objects: the group of the surrounding field stays as
// it was.
func TestValues(t *testing.T) {
	ctx := request(t)
	batch.Found(ctx, batch.One(&parent{"a"}))
	ctx = below(ctx, 0)
	people := batch.Siblings(ctx)
	read := batch.Read[int]{
		Name: "length",
		Keys: func(any) []string { return []string{"a"} },
		Find: func(_ context.Context, keys []string) ([]int, error) { return []int{len(keys[0])}, nil },
	}
	if n, err := batch.Load(ctx, people, read, "a"); err != nil || n[0] != 1 {
		t.Errorf("got %v, error %v; want 1", n, err)
	}
	if batch.Siblings(below(ctx, 0)) != people {
		t.Error("the field has another group; want that of its parent")
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	for name, r := range map[string]*reader{"error": {err: broken}, "panic": {panic: broken}} {
		t.Run(name, func(t *testing.T) {
			ctx := request(t)
			batch.Found(ctx, []any{&parent{"a"}, &parent{"b"}})
			for i, key := range []string{"a", "b"} {
				err := func() (err error) {
					defer func() {
						if v := recover(); v != nil {
							err = v.(error)
						}
					}()
					ctx := below(ctx, i)
					_, err = batch.Load(ctx, batch.Siblings(ctx), r.read("child"), key)
					return err
				}()
				if !errors.Is(err, broken) {
					t.Errorf("%s: error %v; want %v", key, err, broken)
				}
			}
			r.wantAsked(t, []string{"a", "b"})
			r.err, r.panic = nil, nil
			ctx = request(t) // has nothing of the request before
			batch.Found(ctx, batch.One(&parent{"a"}))
			ctx = below(ctx, 0)
			if found, err := batch.Load(ctx, batch.Siblings(ctx), r.read("child"), "a"); err != nil || found[0].key != "a" {
				t.Errorf("found %v, error %v; want a", found, err)
			}
		})
	}
}

func TestNoSiblings(t *testing.T) {
	ctx := request(t)
	var r reader
	if found, err := batch.Load(ctx, batch.Siblings(ctx), r.read("child"), "a"); err == nil {
		t.Errorf("found %v at the root; want an error", found)
	}
	r.wantAsked(t)
}
