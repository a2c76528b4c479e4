// Package batch turns the reads that a field asks for object by object into
// one read for all objects that were read together, without waiting on a
// timer.
//
// The objects that one read finds are a [Group], kept under the field that found them. When
// a field below is resolved for one member, [Load] reads for all members at once; the other
// members then find their values read. The objects found make the next group. So a query
// costs one read for each field of each level, however many objects there are.
package batch

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Group is a set of objects that were read together, with the results of the reads made for
// them since. It is safe for concurrent use.
type Group struct {
	members []any

	mu    sync.Mutex
	reads map[any]any // from Read.Name to func() (*answer[V], error)
}

// Members yields the objects of the group.
func (g *Group) Members() iter.Seq[any] { return slices.Values(g.members) }

type answer[V any] struct {
	byKey   map[string]V
	objects *Group // the objects in all answers; nil if the answers hold none
}

// Read says how a field is answered for many objects at once.
type Read[V any] struct {
	// Name tells the reads of a group apart. It is comparable, and holds the field and all
	// arguments that the answer depends on.
	Name any
	// Keys lists the keys under which a member of the group needs an answer;
	// none if the field is not for members of its type.
	Keys func(member any) []string
	// Find returns the answers in the order of the keys. No key is given twice.
	Find func(ctx context.Context, keys []string) ([]V, error)
	// Objects lists the objects in an answer; nil if the answers hold no objects.
	Objects func(V) []any
}

// Load returns the answers for the given keys, which are keys of one member of the group.
// The first call with the read's name reads for all members, with the context of that call;
// all calls with the name share the result, an error too. The objects found become the
// group of the field that ctx resolves.
func Load[V any](ctx context.Context, g *Group, r Read[V], keys ...string) ([]V, error) {
	found, err := g.once(r.Name, func() any {
		return sync.OnceValues(func() (*answer[V], error) { return r.forAll(ctx, g) })
	}).(func() (*answer[V], error))()
	if err != nil {
		return nil, err
	}
	if found.objects != nil {
		enter(ctx, found.objects)
	}
	values := make([]V, len(keys))
	for i, key := range keys {
		v, ok := found.byKey[key]
		if !ok {
			return nil, fmt.Errorf("read %v: no member of the group has the key %q", r.Name, key)
		}
		values[i] = v
	}
	return values, nil
}

// once returns what the first caller with the name made.
func (g *Group) once(name any, make func() any) any {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, ok := g.reads[name]; !ok {
		g.reads[name] = make()
	}
	return g.reads[name]
}

func (r Read[V]) forAll(ctx context.Context, g *Group) (*answer[V], error) {
	found := &answer[V]{byKey: make(map[string]V)}
	if r.Objects != nil {
		found.objects = newGroup(nil)
	}
	keys := r.keys(g)
	if len(keys) == 0 {
		return found, nil
	}
	values, err := r.Find(ctx, keys)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		found.byKey[key] = values[i]
		if r.Objects != nil {
			found.objects.members = append(found.objects.members, r.Objects(values[i])...)
		}
	}
	return found, nil
}

// keys lists the keys of all members, each once.
func (r Read[V]) keys(g *Group) []string {
	var keys []string
	seen := make(map[string]bool)
	for _, member := range g.members {
		for _, key := range r.Keys(member) {
			if !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// One lists an object, for [Read.Objects]; the list is empty for the zero value.
func One[T comparable](object T) []any { return Many([]T{object}) }

// Many lists objects, leaving out zero values.
func Many[T comparable](objects []T) []any {
	var none T
	list := make([]any, 0, len(objects))
	for _, o := range objects {
		if o != none {
			list = append(list, o)
		}
	}
	return list
}

// Alone is a group of one object, for what is read of it several times.
func Alone(object any) *Group { return newGroup([]any{object}) }

func newGroup(objects []any) *Group { return &Group{members: objects, reads: make(map[any]any)} }

// registry has the groups of one request, by the field that found each.
type registry struct {
	mu     sync.Mutex
	groups map[*graphql.FieldContext]*Group
}

type registryKey struct{}

// NewContext returns the context of a request with an empty registry of groups.
func NewContext(ctx context.Context) context.Context {
	return context.WithValue(ctx, registryKey{}, &registry{groups: make(map[*graphql.FieldContext]*Group)})
}

// Found makes a group of the objects, as the group of the field that ctx resolves.
func Found(ctx context.Context, objects []any) { enter(ctx, newGroup(objects)) }

func enter(ctx context.Context, g *Group) {
	r := ctx.Value(registryKey{}).(*registry)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.groups[graphql.GetFieldContext(ctx)] = g
}

// Siblings is the group of the object whose field ctx resolves, or, where that object was
// not read by itself, of the object that it is a part of. The group is empty at the root of
// a query.
func Siblings(ctx context.Context) *Group {
	r := ctx.Value(registryKey{}).(*registry)
	r.mu.Lock()
	defer r.mu.Unlock()
	for f := graphql.GetFieldContext(ctx).Parent; f != nil; f = f.Parent {
		if g := r.groups[f]; g != nil {
			return g
		}
	}
	return newGroup(nil)
}
