// Package plain writes lists of objects that are completely in memory as JSON, in one loop.
// gqlgen starts a goroutine for each item of a list and makes a context for each field, as
// resolvers need both. Where nothing below a list has a resolver, nothing has to wait, and
// the goroutines and contexts cost more than the rest of the answer. [List] is its entry
// point; generated code calls it.
package plain

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/edge/budget"
)

// Child is gqlgen's function that describes how a field of a type is resolved.
type Child = func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error)

// Children finds the [Child] of an object type by the type's name; nil where the
// schema has no such type.
type Children = func(typeName string) Child

// List writes the items as JSON, each with the selected fields. The items are pointers to
// objects, or members of an interface or a union. List returns nil where gqlgen has to
// write the list: where a field has a resolver or arguments, where a value is null against
// its type, and outside of [NewContext]. The bytes are counted in the [budget.Answer] of the
// context; where the work on it has to end, List returns null, which nobody will see.
func List[T any](ctx context.Context, sel ast.SelectionSet, items []T, types *Types, children Children) graphql.Marshaler {
	plans, ok := ctx.Value(key{}).(*plans)
	if !ok || len(items) == 0 {
		return nil
	}
	p := plans.of(ctx, reflect.TypeFor[T](), sel, types, children)
	if p == nil {
		return nil
	}
	room := plans.answer.Room()
	text := append(make([]byte, 0, min(p.guess(len(items)), room+64)), '[')
	counted := 0
	for i, item := range items {
		if i > 0 {
			text = append(text, ',')
		}
		var ok bool
		if text, ok = p.write(text, reflect.ValueOf(item)); !ok {
			plans.answer.Add(-counted, -counted) // gqlgen counts the fields anew
			return nil
		}
		if !plans.answer.Add(len(text)-counted, len(text)-counted) {
			return JSON("null")
		}
		counted = len(text)
	}
	p.learn(len(items), len(text))
	return JSON(append(text, ']'))
}

// JSON is a text that is JSON already.
type JSON []byte

// MarshalGQL writes the text.
func (j JSON) MarshalGQL(w io.Writer) { _, _ = w.Write(j) }

// plan writes an object, given a pointer to it.
type plan struct {
	write writer
	size  atomic.Int64 // bytes for each object, in the list with the largest objects so far
}

// guess is how many bytes to allocate for a list of so many items.
func (p *plan) guess(items int) int {
	return items*int(cmp.Or(p.size.Load(), 256)) + 64
}

// learn keeps how many bytes a list of so many items took, for guess.
func (p *plan) learn(items, size int) {
	each := int64(size/items + 1)
	if each = each + each/8; each > p.size.Load() { // an eighth more, as lists differ
		p.size.Store(each)
	}
}

// field writes a field, its name included.
type field struct {
	name  []byte // with a comma ahead of it, where it is not the first
	index int    // of the field of the struct; -1 for a value of the struct as a whole
	value writer
}

// writer appends a value; it reports false for one that is null against its
// type.
type writer func(text []byte, v reflect.Value) ([]byte, bool)

// object writes the fields of a struct.
type object struct {
	fields []field
	answer *budget.Answer
	most   int // bytes that a text may have
}

func (o *object) append(text []byte, v reflect.Value) ([]byte, bool) {
	if len(text) > o.most || o.answer.Stopped() {
		return o.end(text)
	}
	text = append(text, '{')
	var ok bool
	for i := range o.fields {
		f := &o.fields[i]
		text = append(text, f.name...)
		value := v
		if f.index >= 0 {
			value = v.Field(f.index)
		}
		if text, ok = f.value(text, value); !ok {
			return nil, false
		}
		if len(text) > o.most {
			return o.end(text)
		}
	}
	return append(text, '}'), true
}

// end ends the work on the answer: what a list has so far is more than an answer may have,
// or nobody waits for it.
func (o *object) end(text []byte) ([]byte, bool) {
	o.answer.Add(len(text), 0)
	return text, true
}

type key struct{}

// NewContext returns the context of one response, in which [List] writes lists.
func NewContext(ctx context.Context, schema *ast.Schema) context.Context {
	return context.WithValue(ctx, key{}, &plans{schema: schema, answer: budget.Of(ctx)})
}

// Buffer is a buffer for the answer of a context whose values are all there: it has room for them, as
// growing would copy a large answer several times. An answer that had to end has few of them: its
// fields are skipped.
func Buffer(ctx context.Context) *bytes.Buffer {
	text := 0
	if a := budget.Of(ctx); !a.Stopped() {
		text = a.Text()
	}
	return bytes.NewBuffer(make([]byte, 0, text+text/16+512))
}

// plans are the plans of one response, in which all variables are the same.
type plans struct {
	schema *ast.Schema
	answer *budget.Answer
	mu     sync.Mutex
	all    map[ast.Selection][]*known
}

// known is the plan of a selection; the plan is nil where gqlgen has to write the list.
type known struct {
	of   reflect.Type
	sel  ast.SelectionSet
	plan *plan
}

// of finds or makes the plan of a selection; nil where there is none.
func (p *plans) of(ctx context.Context, t reflect.Type, sel ast.SelectionSet, types *Types, children Children) *plan {
	if len(sel) == 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range p.all[sel[0]] {
		if k.of == t && slices.Equal(k.sel, sel) {
			return k.plan
		}
	}
	var made *plan
	if write := (&compiler{ctx, p.schema, types, children, p.answer}).item(t, sel); write != nil {
		made = &plan{write: write}
	}
	if p.all == nil {
		p.all = map[ast.Selection][]*known{}
	}
	p.all[sel[0]] = append(p.all[sel[0]], &known{t, sel, made})
	return made
}
