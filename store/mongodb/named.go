package mongodb

import (
	"cmp"
	"context"
	"slices"

	"viewline/timeline"
)

// named is what can be asked for by several names.
type named interface{ Names() []string }

// findNamed finds what is meant by each of the names. It is the zero value
// where nothing is called so.
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

// nearest picks what a name means among all that can be called so: by slug, by
// a spelling of the slug, by name, by alias; of equals the first slug.
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
