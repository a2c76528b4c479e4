package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/graph/hint"
	"viewline/timeline"
)

// maxValues is how many values a list in a filter may have.
const maxValues = 100

// several are the values of a list, each once, in a form that can be compared: as
// JSON. It is empty for a list without values, which narrows nothing.
type several string

func severalOf[T ~string](values []T) several {
	if len(values) == 0 {
		return ""
	}
	text, err := json.Marshal(unique(values))
	if err != nil {
		panic(err) // a list of strings has a form in JSON
	}
	return several(text)
}

func valuesOf[T ~string](s several) []T {
	var values []T
	if s != "" {
		if err := json.Unmarshal([]byte(s), &values); err != nil {
			panic(err) // it was written by severalOf
		}
	}
	return values
}

// unique are the values, each once, in the order in which they come.
func unique[T comparable](values []T) []T {
	seen := make(map[T]bool, len(values))
	var all []T
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			all = append(all, v)
		}
	}
	return all
}

// names are the people and the topics that a filter names: slugs, names or aliases.
// Those of people stand in the field of the filter that input tells.
type names struct {
	person, topic several
	input         string // filter.person where empty
}

func namesOf(person, topic []string) names {
	return names{person: severalOf(person), topic: severalOf(topic)}
}

// slugs finds whom and what is named; empty where nothing is. It is not ok where a
// list names nobody at all, so that nothing passes. The answer has a hint for each
// name that is nobody's.
func (r *resolver) slugs(ctx context.Context, n names) (people, topics []string, ok bool, err error) {
	in := lookupsIn(ctx)
	people, err = in.slugs(ctx, hint.Person, n.person, n.input, func(ctx context.Context, names []string) ([]string, error) {
		found, err := r.store.People(ctx, names)
		return slugsOf(found, func(p *timeline.Person) string { return p.Slug }), err
	})
	if err != nil {
		return nil, nil, false, err
	}
	topics, err = in.slugs(ctx, hint.Topic, n.topic, "", func(ctx context.Context, names []string) ([]string, error) {
		found, err := r.store.Topics(ctx, names)
		return slugsOf(found, func(t *timeline.Topic) string { return t.Slug }), err
	})
	ok = (n.person == "" || len(people) > 0) && (n.topic == "" || len(topics) > 0)
	return people, topics, ok, err
}

// slugsOf are the slugs of what was found, empty where nothing was.
func slugsOf[T any](found []*T, slug func(*T) string) []string {
	slugs := make([]string, len(found))
	for i, f := range found {
		if f != nil {
			slugs[i] = slug(f)
		}
	}
	return slugs
}

// lookups are the names that were looked up for one response, each list of them
// once, and those that are unknown.
type lookups struct {
	notes hint.Notes
	mu    sync.Mutex
	found map[lookup]func() ([]string, error)
}

type lookup struct {
	kind  hint.Kind
	names several
}

type lookupsKey struct{}

// withLookups prepares the context of a response.
func withLookups(ctx context.Context) (context.Context, *lookups) {
	l := &lookups{}
	return context.WithValue(ctx, lookupsKey{}, l), l
}

// lookupsIn are those of the response; outside of one nothing is remembered.
func lookupsIn(ctx context.Context) *lookups {
	if l, ok := ctx.Value(lookupsKey{}).(*lookups); ok {
		return l
	}
	return &lookups{}
}

// slugs finds the slugs of those names that are known, each once, and notes the
// others for the field that ctx resolves.
func (l *lookups) slugs(ctx context.Context, kind hint.Kind, names several, input string, find func(context.Context, []string) ([]string, error)) ([]string, error) {
	if names == "" {
		return nil, nil
	}
	wanted := valuesOf[string](names)
	found, err := l.once(lookup{kind, names}, func() ([]string, error) { return find(ctx, wanted) })()
	if err != nil {
		return nil, err
	}
	for i, name := range wanted {
		if found[i] == "" {
			l.note(ctx, kind, name, input)
		}
	}
	return unique(slices.DeleteFunc(slices.Clone(found), func(slug string) bool { return slug == "" })), nil
}

func (l *lookups) once(key lookup, find func() ([]string, error)) func() ([]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.found == nil {
		l.found = map[lookup]func() ([]string, error){}
	}
	if l.found[key] == nil {
		l.found[key] = sync.OnceValues(find)
	}
	return l.found[key]
}

func (l *lookups) note(ctx context.Context, kind hint.Kind, name, input string) {
	if input == "" {
		input = "filter." + string(kind)
	}
	var path []string
	for _, step := range graphql.GetFieldContext(ctx).Path() {
		if field, ok := step.(ast.PathName); ok {
			path = append(path, string(field))
		}
	}
	l.notes.Add(hint.Unknown{Path: path, Input: input, Kind: kind, Name: name})
}

// hintsKey is the name of the extension that tells of unknown names.
const hintsKey = "hints"

// respond answers one response, and adds hints where a filter names nobody.
func (r *resolver) respond(ctx context.Context, next graphql.ResponseHandler) (*graphql.Response, error) {
	ctx, l := withLookups(ctx)
	response := next(ctx)
	if response == nil {
		return nil, nil
	}
	hints, err := l.notes.Hints(ctx, &r.directory, r.store)
	if len(hints) > 0 {
		if response.Extensions == nil {
			response.Extensions = map[string]any{}
		}
		response.Extensions[hintsKey] = hints
	}
	return response, err
}

// fits checks how many values a list in a filter has.
func fits[T any](field string, values []T) error {
	if len(values) > maxValues {
		return inputError{fmt.Errorf("%s has %d values; want at most %d", field, len(values), maxValues)}
	}
	return nil
}
