package store

import (
	"context"
	"iter"

	"viewline/timeline"
)

// StoredPost has what an import has to know of a stored post.
type StoredPost struct {
	Path   string                `bson:"_id"`
	Slug   string                `bson:"slug"`
	Record timeline.ImportRecord `bson:"record"`
}

// Key is the key of the post.
func (p *StoredPost) Key() string { return p.Path }

// All yields all results of [Records.PostsAfter], or of another method of [Records]. It
// reads them in pages of the given size, one page ahead of the caller, and ends with the
// first error.
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
					<-next // waits for the read under way, so that nothing is read after the return
				}
				return
			}
		}
	}
}
