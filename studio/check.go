package studio

import (
	"context"
	"path/filepath"
	"slices"
	"sync"

	"viewline/diagnostic"
	"viewline/ingest"
	"viewline/timeline"
)

// checks keeps what was understood of the posts for as long as the folder does not change.
type checks struct {
	mu     sync.Mutex // held while the posts are read, so that they are read once
	last   *checked
	memory ingest.Memory
}

// checked is what was understood of the posts at one state of the folder.
type checked struct {
	State string
	Posts []*entry // in the order of their paths
	// Beside are the diagnostics of files that are no posts, such as viewline.yaml, and of posts
	// that must not be read.
	Beside diagnostic.List
	Err    error // nil, or why the folder could not be read
}

// entry is a post of the folder.
type entry struct {
	ingest.PostReport
	Path        string // from the folder, with forward slashes
	Diagnostics diagnostic.List
}

// check reads the posts, unless the folder is as it was when they were last read.
func (s *Studio) check(ctx context.Context) *checked {
	s.checks.mu.Lock()
	defer s.checks.mu.Unlock()
	name, _ := s.state.now() // taken first, so that a change while the posts are read is noticed
	if s.checks.last != nil && s.checks.last.State == name {
		return s.checks.last
	}
	c := &checked{State: name}
	report, err := ingest.Run(ctx, nil, ingest.Options{Paths: []string{s.Folder}, Check: true, Detailed: true, Drafts: true, Memory: &s.checks.memory})
	if err != nil {
		c.Err = err
		return c // not kept: the next request tries again
	}
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
	s.checks.last = c
	return c
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

// Occasions has one appearance for each occasion: several people may share one.
func (e *entry) Occasions() []ingest.AppearanceReport {
	var all []ingest.AppearanceReport
	for _, a := range e.Appearances {
		if !slices.ContainsFunc(all, func(b ingest.AppearanceReport) bool { return b.Line == a.Line }) {
			all = append(all, a)
		}
	}
	return all
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
	return dateOf(from), dateOf(to)
}

// dateOf is the date of an appearance, or the post's words for a date that is no single one,
// such as "1990s".
func dateOf(a ingest.AppearanceReport) string {
	if a.Date == "" {
		return a.DateText
	}
	return a.Date
}

// sources are the keys of what is said of where a date was found.
var sources = map[timeline.DateSource]string{
	timeline.DateFromHeading: "studio.source.heading", timeline.DateFromMetadata: "studio.source.metadata", timeline.DateFromText: "studio.source.text",
	timeline.DateFromFrontMatter: "studio.source.front", timeline.DateFromTitle: "studio.source.title", timeline.DateFromPath: "studio.source.path",
	timeline.DateFromMapping: "studio.source.mapping",
}
