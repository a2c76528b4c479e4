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

// several has the values of a list, each once, as JSON, so that lists can be compared by
// ==. It is empty for a list without values, which narrows nothing.
type several string

func severalOf[T ~string](values []T) several {
	if len(values) == 0 {
		return ""
	}
	text, err := json.Marshal(unique(values))
	if err != nil {
		panic(err) // cannot happen for a list of strings
	}
	return several(text)
}

func valuesOf[T ~string](s several) []T {
	var values []T
	if s != "" {
		if err := json.Unmarshal([]byte(s), &values); err != nil {
			panic(err) // cannot happen: severalOf has written the JSON
		}
	}
	return values
}

// unique are the values without repetitions, in the order in which they come first.
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

// names are the people and the topics that a filter names: slugs, names or aliases. Input
// is the argument that has the people's names, for hints.
type names struct {
	person, topic several
	input         string // empty means filter.person
}

func namesOf(person, topic []string) names {
	return names{person: severalOf(person), topic: severalOf(topic)}
}

// slugs finds the slugs of the people and the topics that a filter names; a list is empty
// where the filter names none. It is not ok where all names of a list are unknown, so that
// nothing can pass. The answer gets a hint for each unknown name.
func (r *reader) slugs(ctx context.Context, n names) (people, topics []string, ok bool, err error) {
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

// slugsOf are the slugs of the found people or topics; a slug is empty where none was
// found.
func slugsOf[T any](found []*T, slug func(*T) string) []string {
	slugs := make([]string, len(found))
	for i, f := range found {
		if f != nil {
			slugs[i] = slug(f)
		}
	}
	return slugs
}

// lookups has the names that were looked up for one response, so that no list is looked up
// twice, and the unknown ones among them.
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

// withLookups returns the context of a response, with its lookups.
func withLookups(ctx context.Context) (context.Context, *lookups) {
	l := &lookups{}
	return context.WithValue(ctx, lookupsKey{}, l), l
}

// lookupsIn are the lookups of the response; outside of a response, new ones that nothing
// keeps.
func lookupsIn(ctx context.Context) *lookups {
	if l, ok := ctx.Value(lookupsKey{}).(*lookups); ok {
		return l
	}
	return &lookups{}
}

// slugs finds the slugs of the known names, each once, and keeps the unknown names for the
// hints on the field that ctx resolves.
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

// hintsKey is the name of the extension of an answer that has the hints.
const hintsKey = "hints"

// respond makes one response, and adds hints where names in filters are unknown.
func (r *reader) respond(ctx context.Context, next graphql.ResponseHandler) (*graphql.Response, error) {
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

// fits returns an error where a list in a filter has too many values.
func fits[T any](field string, values []T) error {
	if len(values) > maxValues {
		return inputError{fmt.Errorf("%s has %d values; want at most %d", field, len(values), maxValues)}
	}
	return nil
}
