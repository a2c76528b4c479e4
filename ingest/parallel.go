package ingest

import (
	"context"
	"iter"

	"golang.org/x/sync/semaphore"

	"viewline/ingest/files"
)

// How many bytes and posts may be read before those ahead of them were written.
const (
	aheadBytes = 4 * files.MaxSize
	aheadPosts = 250
)

// readAll reads the files with so many workers, and yields the readings in the order of the
// files. It ends when the context does, without waiting for the posts that are being read:
// a post may take long, and a file on a lost disk may never answer.
// Detailed, known and kept are as in [read].
func readAll(ctx context.Context, p *files.Plan, workers int, detailed bool, known *Memory, kept *hashes) iter.Seq[*reading] {
	return func(yield func(*reading) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		window := semaphore.NewWeighted(aheadBytes)
		inOrder := make(chan chan *reading, aheadPosts)
		go func() {
			defer close(inOrder)
			work := make(chan job)
			defer close(work)
			started := 0
			for i := range p.Len() {
				if window.Acquire(ctx, weight(p.Size(i))) != nil {
					return
				}
				done := make(chan *reading, 1)
				select {
				case inOrder <- done:
				case <-ctx.Done():
					return
				}
				if started < workers {
					started++
					go readJobs(work, detailed, known, kept)
				}
				select {
				case work <- job{p.File(i), done}:
				case <-ctx.Done():
					return
				}
			}
		}()
		for done := range inOrder {
			select {
			case r := <-done:
				if ctx.Err() != nil || !yield(r) {
					return
				}
				window.Release(weight(r.file.Size))
			case <-ctx.Done():
				return
			}
		}
	}
}

// job is a file to be read, and the channel for the reading.
type job struct {
	file *files.File
	done chan<- *reading
}

// readJobs reads files one after the other. One goroutine reads many files, so that its
// stack grows once, and not for each file.
func readJobs(work <-chan job, detailed bool, known *Memory, kept *hashes) {
	for j := range work {
		j.done <- read(j.file, detailed, known, kept)
	}
}

// weight is how many of the bytes that may be read ahead a file uses.
func weight(size int64) int64 { return min(max(size, 1), files.MaxSize) }
