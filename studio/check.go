package studio

import (
	"context"
	"path/filepath"
	"sync"

	"viewline/diagnostic"
	"viewline/ingest"
	"viewline/timeline"
)

// kept keeps what was made of the posts for as long as the folder does not change.
type kept[T any] struct {
	mu    sync.Mutex // held while it is made, so that it is made once
	state string     // of the folder when the value was made; empty before that
	value T
}

// at is what a function makes of the posts, and the state of the folder that it is of. Where the
// function returns an error nothing is kept, so that the next request tries again.
func (k *kept[T]) at(now *state, of func() (T, error)) (value T, name string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	name, _ = now.now() // taken first, so that a change while the posts are read is noticed
	if k.state == name {
		return k.value, name, nil
	}
	if value, err = of(); err == nil {
		k.state, k.value = name, value
	}
	return value, name, err
}

// checked is what was understood of the posts.
type checked struct {
	Posts []*entry // in the order of their paths
	// Beside are the diagnostics of files that are no posts, such as viewline.yaml, and of posts
	// that must not be read.
	Beside diagnostic.List
}

// entry is a post of the folder.
type entry struct {
	ingest.PostReport
	Path        string // from the folder, with forward slashes
	Diagnostics diagnostic.List
}

// check reads the posts. One call ends before the next one begins.
func (s *Studio) check(ctx context.Context) (*checked, error) {
	report, err := ingest.Run(ctx, nil, ingest.Options{Paths: []string{s.Folder}, Check: true, Detailed: true, Drafts: true, Memory: &s.memory})
	if err != nil {
		return nil, err
	}
	c := &checked{}
	byShown := map[string]*entry{}
	for _, p := range report.Posts {
		e := &entry{PostReport: p, Path: s.below(p.Shown)}
		c.Posts = append(c.Posts, e)
		byShown[p.Shown] = e
	}
	for _, d := range report.Diagnostics {
		if e := byShown[d.Path]; e != nil {
			e.Diagnostics = append(e.Diagnostics, d)
		} else {
			c.Beside = append(c.Beside, d)
		}
	}
	return c, nil
}

// below is the path from the folder to a file, with forward slashes. Both are given as the
// command line spells them.
func (s *Studio) below(shown string) string {
	rel, err := filepath.Rel(s.Folder, shown)
	if err != nil {
		return filepath.ToSlash(shown)
	}
	return filepath.ToSlash(rel)
}

// at is the post with a path; nil where there is none.
func (c *checked) at(path string) *entry {
	for _, e := range c.Posts {
		if e.Path == path {
			return e
		}
	}
	return nil
}

// Open reports whether the post asks for its writer: it could not be read, tells of nobody or
// of no occasion, has a place that was not taken, or a warning.
func (e *entry) Open() bool {
	return e.Failed() || len(e.People) == 0 || len(e.Appearances) == 0 || len(e.Unread) > 0 || len(e.Diagnostics) > 0
}

// Failed reports whether the post could not be read.
func (e *entry) Failed() bool { return e.Outcome == ingest.Failed }

// Named is the title, or the path where there is none.
func (e *entry) Named() string {
	if e.Title == "" {
		return e.Path
	}
	return e.Title
}

// Views counts the top-level viewpoints, those without an occasion included.
func (e *entry) Views() int {
	n := e.Viewpoints
	for _, a := range e.Appearances {
		n += a.Viewpoints
	}
	return n
}

// Papers counts the recommendations.
func (e *entry) Papers() int {
	n := 0
	for _, a := range e.Appearances {
		n += a.Papers
	}
	return n
}

// Percent is the coverage in whole percent, 100 for all of the text alone; -1 where the post
// was not read.
func (e *entry) Percent() int {
	if e.Coverage == nil {
		return -1
	}
	return int(*e.Coverage * 100)
}

// Dates are the first and the last date of the occasions, each as a partial date; empty where
// none is dated.
func (e *entry) Dates() (first, last string) {
	var from, to ingest.AppearanceReport
	for _, a := range e.Appearances {
		if a.Earliest == "" {
			continue
		}
		if from.Earliest == "" || a.Earliest < from.Earliest {
			from = a
		}
		if to.Earliest == "" || a.Earliest > to.Earliest {
			to = a
		}
	}
	return from.When(), to.When()
}

// sources are the keys of what is said of where a date was found.
var sources = map[timeline.DateSource]string{
	timeline.DateFromHeading: "studio.source.heading", timeline.DateFromMetadata: "studio.source.metadata", timeline.DateFromText: "studio.source.text",
	timeline.DateFromFrontMatter: "studio.source.front", timeline.DateFromTitle: "studio.source.title", timeline.DateFromPath: "studio.source.path",
	timeline.DateFromMapping: "studio.source.mapping",
}
