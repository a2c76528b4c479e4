package store

import (
	"context"
	"iter"

	"viewline/timeline"
)

// StoredPost is what an import must know of a stored post.
type StoredPost struct {
	Path   string          `bson:"_id"`
	Slug   string          `bson:"slug"`
	Source timeline.Source `bson:"source"`
}

// Key is that of the post.
func (p *StoredPost) Key() string { return p.Path }

// All yields all that [Writer.PostsAfter] or one of its kind finds, in pages of so many.
// It ends with the first error.
func All[T any](
	ctx context.Context, perPage int, after func(ctx context.Context, key string, limit int) ([]T, error), key func(T) string,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		last := ""
		for {
			page, err := after(ctx, last, perPage)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range page {
				if last = key(item); !yield(item, nil) {
					return
				}
			}
			if len(page) < perPage {
				return
			}
		}
	}
}
