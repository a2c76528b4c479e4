package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/diagnostic"
	"viewline/edge"
	"viewline/ingest"
	"viewline/ingest/watch"
	"viewline/store"
	"viewline/store/engine"
)

// contentSettings are what the command line says of the posts that the server imports.
type contentSettings struct {
	content      string // a folder; empty means that nothing is imported
	contentGiven bool   // whether the command line names the folder
	watch        bool   // whether the folder is followed
	watchGiven   bool
	patient      bool // whether the first import is waited for, however long it takes

	metrics *edge.Metrics // told of each import; nil where nobody asks for metrics
}

// flags declares the flags of the posts.
func (s *contentSettings) flags(f *pflag.FlagSet) {
	s.contentFlag(f)
	f.BoolVar(&s.watch, "watch", false, "import what changes below --content, at once; on unless\n--watch=false for an embedded engine that was filled from there")
}

func (s *contentSettings) contentFlag(f *pflag.FlagSet) {
	f.StringVar(&s.content, "content", "./content", "`folder` of posts to import; unless it is given, into an empty\ndatabase alone")
}

// settle completes the settings, once the command line has been read.
func (s *contentSettings) settle(f *pflag.FlagSet, e engine.Config) {
	s.contentGiven = f.Changed("content") && s.content != ""
	s.watchGiven = f.Changed("watch")
	if !s.watchGiven {
		s.watch = e.MongoDBURI == ""
	}
}

// check returns an error for a folder that was asked for, and that has no posts.
func (s *contentSettings) check() error {
	asked := s.contentGiven || s.watchGiven && s.watch
	if !asked {
		return nil
	}
	if s.content == "" {
		return errors.New("--watch without --content; name a folder of posts")
	}
	if err := folder(s.content); err != nil {
		return fmt.Errorf("--content: %w; name a folder of posts", err)
	}
	posts, err := ingest.Count(context.Background(), s.content)
	if err == nil && posts == 0 {
		err = fmt.Errorf("no post in %s; name a folder with files that end in .md, .markdown or .mdx", s.content)
	}
	if err != nil {
		return fmt.Errorf("--content: %w", err)
	}
	return nil
}

func folder(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("%s is no folder", path)
	}
	return err
}

// importAgain is the time between two tries to import while another process imports.
const importAgain = time.Second

// importPatience is how long the server waits for its first import before it serves what the
// database has.
var importPatience = 10 * time.Second

// contentImport imports the posts of the folder, once or whenever they change.
type contentImport struct {
	contentSettings
	st             store.Store
	stdout, stderr io.Writer

	tried    bool   // whether an import has been tried
	imported bool   // whether an import has been done
	failure  string // the last error; it is printed once
	news     ingest.News
	cancel   context.CancelFunc
	done     chan struct{} // closed when nothing is imported any more
}

// importContent imports the posts, if they are to be imported, and goes on following them, if
// that is asked for, until ctx is done or end is called. A post that cannot be read is
// reported, and the others are imported. While another process imports, importContent does not
// wait: the posts are imported later.
func importContent(ctx context.Context, st store.Store, s contentSettings, stdout, stderr io.Writer) (*contentImport, error) {
	c := &contentImport{contentSettings: s, st: st, stdout: stdout, stderr: stderr, done: make(chan struct{})}
	ctx, c.cancel = context.WithCancel(ctx)
	first := make(chan error, 1)
	go func() {
		defer close(c.done)
		defer close(first)
		c.loop(ctx, first)
	}()
	err, done := c.await(ctx, first)
	switch {
	case !done, errors.Is(err, store.ErrBusy):
		return c, nil
	case err == nil:
		err = c.tellEmpty(ctx)
	}
	if err != nil {
		c.end()
		return nil, err
	}
	return c, nil
}

// await waits for the outcome of the first import: for as long as the import takes where the
// database is empty, and else for [importPatience], after which the server serves what the
// database has. An error that comes later is printed.
func (c *contentImport) await(ctx context.Context, first <-chan error) (err error, done bool) {
	var patience <-chan time.Time
	if corpus, err := c.st.Corpus(ctx); err == nil && corpus.Revision > 0 && !c.patient {
		patience = time.After(importPatience)
	}
	select {
	case err := <-first:
		return err, true
	case <-patience:
	}
	c.tell("%s is still being imported; until that ends, the pages have what was there before", diagnostic.Printable(c.content))
	go func() {
		if err := <-first; err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrBusy) {
			cli.Complain(c.stderr, program, err)
		}
	}()
	return nil, false
}

// tellEmpty prints what to do where the database has no post, unless the import has just been
// interrupted.
func (c *contentImport) tellEmpty(ctx context.Context) error {
	corpus, err := c.st.Corpus(ctx)
	if err == nil && corpus.Posts == 0 {
		c.tell("the database has no post yet: name a folder of posts with --content, or load one with the loader")
	}
	return err
}

// end stops the imports, and waits until the last one has ended.
func (c *contentImport) end() { c.cancel(); <-c.done }

// loop imports until nothing is left to be imported. The outcome of the first try goes to first.
func (c *contentImport) loop(ctx context.Context, first chan<- error) {
	wanted, following, err := c.wants(ctx)
	switch {
	case err != nil:
		first <- err
	case following:
		tell := func(text string) { _, _ = fmt.Fprintln(c.stderr, diagnostic.Printable(text)) }
		watch.Follow(ctx, []string{c.content}, tell, func(paths []string) watch.Outcome { return c.load(ctx, paths, first) })
	case wanted:
		for c.load(ctx, []string{c.content}, first) == watch.Again {
			select {
			case <-ctx.Done():
				return
			case <-time.After(importAgain):
			}
		}
	}
}

// wants tells whether the posts are to be imported, and whether they are to be followed. A
// folder that the command line names is imported. The default folder is imported into an empty
// database, and followed in one that holds nothing else.
func (c *contentImport) wants(ctx context.Context) (wanted, following bool, err error) {
	if c.content == "" {
		return false, false, nil
	}
	if c.contentGiven || c.watchGiven && c.watch {
		return true, c.watch, nil
	}
	if err := folder(c.content); errors.Is(err, fs.ErrNotExist) {
		return false, false, nil
	}
	corpus, err := c.st.Corpus(ctx)
	switch {
	case err != nil:
		return false, false, err
	case corpus.Revision == 0:
		return true, c.watch, nil
	case !c.watch:
		return false, false, nil
	}
	own, err := ingest.AllFrom(ctx, c.st, c.content)
	return own, own, err
}

// load imports once. The outcome of the first call goes to first.
func (c *contentImport) load(ctx context.Context, paths []string, first chan<- error) watch.Outcome {
	if len(paths) == 0 { // the folder is away, which package watch says
		c.try(first, nil)
		return watch.Done
	}
	if !c.imported {
		if wanted, _, err := c.wants(ctx); err == nil && !wanted { // another process has filled the database meanwhile
			return watch.End
		}
	}
	err := c.importOnce(ctx, paths)
	if ctx.Err() != nil {
		err = fmt.Errorf("interrupted before all of %s was imported; start again to finish", c.content)
	}
	switch isFirst := c.try(first, err); {
	case !isFirst:
		c.complain(ctx, err)
	case err != nil && !errors.Is(err, store.ErrBusy):
		return watch.End // the server does not start
	}
	switch {
	case ctx.Err() != nil:
		return watch.End
	case err != nil:
		return watch.Again
	}
	c.failure, c.imported = "", true
	return watch.Done
}

// try sends the outcome of the first import, and reports whether this was the first.
func (c *contentImport) try(first chan<- error, err error) (isFirst bool) {
	if c.tried {
		return false
	}
	c.tried = true
	first <- err
	return true
}

// complain prints an error of an import while the server serves, unless it is the last one
// again or comes of another import that runs.
func (c *contentImport) complain(ctx context.Context, err error) {
	if err == nil || ctx.Err() != nil || errors.Is(err, store.ErrBusy) || err.Error() == c.failure {
		return
	}
	c.failure = err.Error()
	cli.Complain(c.stderr, program, err)
}

// importOnce imports the posts, and prints what came of it.
func (c *contentImport) importOnce(ctx context.Context, paths []string) error {
	changed, began := false, time.Now()
	report, err := c.news.Run(ctx, c.st, ingest.Options{
		Paths: paths, Prune: true, Replaces: c.replaces(),
		Tell: func(p ingest.PostReport) {
			changed = changed || p.Outcome == ingest.Inserted || p.Outcome == ingest.Updated
		},
		Diagnose: func(d diagnostic.Diagnostic) { _, _ = fmt.Fprintln(c.stderr, d) },
	})
	c.measure(report, err, time.Since(began))
	if err != nil {
		return err
	}
	if !c.imported {
		c.tellFirst(report)
	} else if changed || report.Removed > 0 {
		c.tell("%s: %s inserted, %d updated, %d removed", diagnostic.Printable(c.content), cli.Number(report.Inserted, "appearance"), report.Updated, report.Removed)
	}
	return nil
}

// measure tells the metrics of an import.
func (c *contentImport) measure(report *ingest.Report, err error, took time.Duration) {
	switch {
	case c.metrics == nil:
	case errors.Is(err, store.ErrBusy):
		c.metrics.NotImported(edge.ImportBusy)
	case err != nil:
		c.metrics.NotImported(edge.ImportFailed)
	default:
		c.metrics.Imported(took, report.Files-report.Failed-report.Drafts, report.Failed, report.Drafts)
	}
}

// tellFirst prints what came of the first import.
func (c *contentImport) tellFirst(report *ingest.Report) {
	failed := ""
	if report.Failed > 0 {
		failed = fmt.Sprintf("; %s failed", cli.Number(report.Failed, "post"))
	}
	if report.Drafts > 0 {
		failed += fmt.Sprintf("; %s passed over, which loader --drafts reads", cli.Number(report.Drafts, "draft"))
	}
	c.tell("%s, %s imported from %s%s", cli.Number(report.Files-report.Failed-report.Drafts, "post"), cli.Number(report.Appearances, "appearance"), diagnostic.Printable(c.content), failed)
	if report.Replaced > 0 {
		c.tell("%s of the sample removed", cli.Number(report.Replaced, "post"))
	}
	if advice := cli.NoOccasion(report.Files-report.Failed-report.Drafts, report.Appearances); advice != "" {
		c.tell("%s", advice)
	}
	if n := len(report.Others); n > 0 {
		c.tell("%s from elsewhere in the database as before, such as %s; start with another --data or --database to be without",
			cli.Number(n, "post"), diagnostic.Printable(report.Others[0]))
	}
}

func (c *contentImport) tell(format string, args ...any) {
	_, _ = fmt.Fprintf(c.stdout, format+"\n", args...)
}

// replaces is [ingest.Options.Replaces] of the first import of a folder that the command line
// names: what the sample put into the database goes. It is nil for all other imports.
func (c *contentImport) replaces() func(*store.StoredPost) bool {
	if !c.contentGiven || c.imported {
		return nil
	}
	return isSample
}
