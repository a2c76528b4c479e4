package ingest

import (
	"context"
	"iter"
	"sync"

	"golang.org/x/sync/semaphore"
)

// So many bytes and posts may be read ahead of what was written.
const (
	aheadBytes = 4 * maxSource
	aheadPosts = 250
)

// readAll reads the files with so many workers and yields what came of them in
// their order. It ends early if the context does. It takes over files.
func readAll(ctx context.Context, files []*file, workers int) iter.Seq[*reading] {
	return func(yield func(*reading) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()
		window := semaphore.NewWeighted(aheadBytes)
		inOrder := make(chan chan *reading, aheadPosts)
		running.Go(func() {
			defer close(inOrder)
			free := make(chan struct{}, workers)
			for i, f := range files {
				files[i] = nil // what was read is not kept
				if window.Acquire(ctx, f.weight()) != nil {
					return
				}
				done := make(chan *reading, 1)
				select {
				case inOrder <- done:
				case <-ctx.Done():
					return
				}
				free <- struct{}{}
				running.Go(func() { done <- f.read(); <-free })
			}
		})
		for done := range inOrder {
			r := <-done
			if ctx.Err() != nil || !yield(r) {
				return
			}
			window.Release(r.file.weight())
		}
	}
}

// weight is the file's share of what may be read ahead.
func (f *file) weight() int64 { return min(max(f.size, 1), maxSource) }
