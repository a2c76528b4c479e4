package store

import (
	"context"
	"iter"

	"viewline/timeline"
)

// StoredPost is what an import must know of a stored post.
type StoredPost struct {
	Path   string                `bson:"_id"`
	Slug   string                `bson:"slug"`
	Record timeline.ImportRecord `bson:"record"`
}

// Key is that of the post.
func (p *StoredPost) Key() string { return p.Path }

// All yields all that [Records.PostsAfter] or one of its kind finds, in pages of so many,
// of which it reads one ahead. It ends with the first error.
func All[T any](
	ctx context.Context, perPage int, after func(ctx context.Context, key string, limit int) ([]T, error), key func(T) string,
) iter.Seq2[T, error] {
	type page struct {
		items []T
		err   error
	}
	read := func(last string) chan page {
		read := make(chan page, 1)
		go func() {
			items, err := after(ctx, last, perPage)
			read <- page{items, err}
		}()
		return read
	}
	return func(yield func(T, error) bool) {
		for next := read(""); next != nil; {
			p := <-next
			next = nil
			if p.err != nil {
				var none T
				yield(none, p.err)
				return
			}
			if len(p.items) == perPage {
				next = read(key(p.items[perPage-1]))
			}
			for _, item := range p.items {
				if yield(item, nil) {
					continue
				}
				if next != nil {
					<-next // nothing is read any more once the caller is back
				}
				return
			}
		}
	}
}
