package tagged_test

import (
	"context"
	"reflect"
	"testing"

	"viewline/cachetag"
	"viewline/store"
	"viewline/store/tagged"
	"viewline/timeline"
)

// nobody is a store that finds nobody; its other methods must not be called.
type nobody struct{ store.Reader }

func (nobody) People(_ context.Context, names []string) ([]*timeline.Person, error) {
	return make([]*timeline.Person, len(names)), nil
}

func (nobody) Topics(_ context.Context, names []string) ([]*timeline.Topic, error) {
	return make([]*timeline.Topic, len(names)), nil
}

// Every method that reads documents notes what its result depends on, so that an answer never
// outlasts an import for want of a note.
func TestNoReadIsUnnoticed(t *testing.T) {
	tells := map[string]bool{"Ready": true, "Stamp": true, "Snapshot": true, "Watch": true, "Changes": true} // of the store itself
	reader := reflect.ValueOf(tagged.New(nobody{}))
	methods := reflect.TypeFor[store.Reader]()
	for i := range methods.NumMethod() {
		method := methods.Method(i)
		if tells[method.Name] {
			continue
		}
		ctx, set := cachetag.Collect(t.Context())
		read := reader.MethodByName(method.Name)
		args := []reflect.Value{reflect.ValueOf(ctx)}
		for in := range read.Type().NumIn() - 1 {
			switch arg := reflect.New(read.Type().In(in + 1)).Elem(); arg.Interface().(type) {
			case []string:
				args = append(args, reflect.ValueOf([]string{"ada"}))
			case []*timeline.Appearance:
				args = append(args, reflect.ValueOf([]*timeline.Appearance{{PersonSlug: "ada"}}))
			case store.Dimension:
				args = append(args, reflect.ValueOf(store.ByTopic))
			default:
				args = append(args, arg)
			}
		}
		func() {
			defer func() { _ = recover() }() // nobody has no such method
			read.Call(args)
		}()
		if basis := set.Basis(); !basis.Everything && len(basis.Tags) == 0 {
			t.Errorf("%s notes nothing", method.Name)
		}
	}
}

// A name that is no slug may become anybody's alias; a person's views depend on nobody else's.
func TestNotes(t *testing.T) {
	tag := func(kind cachetag.Kind, key string) cachetag.Tag { return kind.Of(key) }
	for name, c := range map[string]struct {
		read func(ctx context.Context, r store.Reader)
		want cachetag.Tag
	}{
		"an unknown name": {
			func(ctx context.Context, r store.Reader) { _, _ = r.People(ctx, []string{"Lady"}) }, tag(store.TagAny, "person"),
		},
		"a key": {
			func(ctx context.Context, r store.Reader) { _, _ = r.Appearances(ctx, []string{"ada/2020"}) }, tag(store.TagPerson, "ada"),
		},
		"a person's views": {
			func(ctx context.Context, r store.Reader) {
				_, _ = r.CountViewpoints(ctx, store.ViewpointFilter{Person: "ada", Topic: "ai"})
			}, tag(store.TagPerson, "ada"),
		},
		"views on a topic": {
			func(ctx context.Context, r store.Reader) {
				_, _ = r.CountAppearances(ctx, store.AppearanceFilter{Topic: "ai"})
			}, tag(store.TagTopic, "ai"),
		},
		"views": {
			func(ctx context.Context, r store.Reader) {
				_, _ = r.CountViewpoints(ctx, store.ViewpointFilter{Text: "x"})
			}, tag(store.TagAny, "post"),
		},
		"positions": {
			func(ctx context.Context, r store.Reader) {
				_, _ = r.CountViewpointsBy(ctx, store.ByPosition, []string{timeline.PositionKey("ada", "ai")}, store.ViewpointFilter{})
			}, tag(store.TagPerson, "ada"),
		},
	} {
		ctx, set := cachetag.Collect(t.Context())
		func() {
			defer func() { _ = recover() }() // nobody has no such method
			c.read(ctx, tagged.New(nobody{}))
		}()
		if got := set.Basis(); got.Everything || len(got.Tags) != 1 || got.Tags[0] != c.want {
			t.Errorf("%s: the basis is %v; want the tag %v", name, got, c.want)
		}
	}
}
