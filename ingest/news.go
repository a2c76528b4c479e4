package ingest

import (
	"context"

	"viewline/diagnostic"
	"viewline/store"
)

// News is for posts that are loaded again and again: a run says nothing of a file that the run
// before it has said already, unless the file has changed since. An import does not read a file
// that is stored and as it was when it was read last. The zero value has said and read nothing
// yet. Its runs come one after the other; a nil *News says everything.
type News struct {
	said   map[diagnostic.Diagnostic]identity // of the last run that was done, and of those after it that failed
	hashes hashes
}

// Run is the same as the function [Run], but for Options.Diagnose, which is not called with
// what was said before. The report has all diagnostics.
func (n *News) Run(ctx context.Context, st store.Store, o Options) (*Report, error) {
	say := o.Diagnose
	if n != nil && !o.Check {
		o.hashes = &n.hashes
	}
	if n == nil || say == nil {
		return Run(ctx, st, o)
	}
	now := map[diagnostic.Diagnostic]identity{}
	o.Diagnose = func(d diagnostic.Diagnostic) {
		at := identify(d.Path)
		now[d] = at
		if before, ok := n.said[d]; !ok || before != at {
			say(d)
		}
	}
	report, err := Run(ctx, st, o)
	if err != nil { // the run may have ended before it came to some of the posts
		for d, at := range n.said {
			if _, again := now[d]; !again {
				now[d] = at
			}
		}
	}
	n.said = now
	return report, err
}
