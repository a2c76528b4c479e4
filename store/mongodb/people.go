package mongodb

import (
	"cmp"
	"context"
	"slices"

	"viewline/page"
	"viewline/store"
	"viewline/timeline"
)

// personDocument is a person as stored: with all folded spellings.
type personDocument struct {
	timeline.Person `bson:",inline"`
	Spellings       []string `bson:"names"`
}

func newPersonDocument(p *timeline.Person) any { return personDocument{*p, p.Names()} }

// People implements [store.Reader], in one command.
func (s *Store) People(ctx context.Context, names []string) ([]*timeline.Person, error) {
	folded := make([]string, len(names))
	for i, name := range names {
		folded[i] = timeline.Fold(name)
	}
	found, err := findIn[*timeline.Person](ctx, s.people, "names", folded)
	if err != nil {
		return nil, err
	}
	bySpelling := map[string][]*timeline.Person{}
	for _, p := range found {
		for _, spelling := range p.Names() {
			bySpelling[spelling] = append(bySpelling[spelling], p)
		}
	}
	people := make([]*timeline.Person, len(names))
	for i, name := range names {
		people[i] = nearest(name, bySpelling[folded[i]])
	}
	return people, nil
}

// nearest picks whom a name means among those who can be called so: by slug,
// by a spelling of the slug, by name, by alias; of equals the first slug.
func nearest(name string, people []*timeline.Person) *timeline.Person {
	if len(people) == 0 {
		return nil
	}
	folded := timeline.Fold(name)
	rank := func(p *timeline.Person) int {
		switch folded {
		case timeline.Fold(p.Slug):
			if p.Slug == name {
				return 0
			}
			return 1
		case timeline.Fold(p.Name):
			return 2
		}
		return 3
	}
	return slices.MinFunc(people, func(a, b *timeline.Person) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Slug, b.Slug))
	})
}

// ListPeople implements [store.Reader], in one command.
func (s *Store) ListPeople(ctx context.Context, q page.Query) (page.Page[*timeline.Person], error) {
	found, err := findPage[*timeline.Person](ctx, s.people, "name", nil, q)
	if err != nil {
		return page.Page[*timeline.Person]{}, err
	}
	return page.Of(q, found), nil
}

// Papers implements [store.Reader], in one command.
func (s *Store) Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error) {
	found, err := findIn[*timeline.Paper](ctx, s.papers, "_id", slugs)
	if err != nil {
		return nil, err
	}
	return store.Align(slugs, found, func(p *timeline.Paper) string { return p.Slug }), nil
}
