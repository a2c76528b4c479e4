package mongodb

import (
	"cmp"
	"context"
	"slices"

	"viewline/timeline"
)

// named is a document that can be found by several names.
type named interface{ Names() []string }

// findNamed finds the document that each of the names means; the zero value where no
// document has the name.
func findNamed[T named](ctx context.Context, c collection, names []string, head func(T) (slug, name string)) ([]T, error) {
	folded := make([]string, len(names))
	for i, name := range names {
		folded[i] = timeline.Fold(name)
	}
	found, err := findIn[T](ctx, c, "names", folded)
	if err != nil {
		return nil, err
	}
	bySpelling := map[string][]T{}
	for _, item := range found {
		for _, spelling := range item.Names() {
			bySpelling[spelling] = append(bySpelling[spelling], item)
		}
	}
	meant := make([]T, len(names))
	for i, name := range names {
		meant[i] = nearest(name, bySpelling[folded[i]], head)
	}
	return meant, nil
}

// nearest picks the document that a name means, among all that have the name: first by
// slug, then by a spelling of the slug, by name, and by alias. Among equals it picks the
// one with the first slug.
func nearest[T named](name string, items []T, head func(T) (slug, name string)) (none T) {
	if len(items) == 0 {
		return none
	}
	folded := timeline.Fold(name)
	rank := func(slug, itsName string) int {
		switch folded {
		case timeline.Fold(slug):
			if slug == name {
				return 0
			}
			return 1
		case timeline.Fold(itsName):
			return 2
		}
		return 3
	}
	return slices.MinFunc(items, func(a, b T) int {
		slugA, nameA := head(a)
		slugB, nameB := head(b)
		return cmp.Or(cmp.Compare(rank(slugA, nameA), rank(slugB, nameB)), cmp.Compare(slugA, slugB))
	})
}
