// Package build writes a whole site as files, which any web server can hand out: it asks the
// server's own handler for one page after the other, follows the links, and has every link
// lead to a file. [Run] is its entry point.
package build

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Options say what is written. The zero value is not valid.
type Options struct {
	// Folder is where the files go; it is made where it is not there.
	Folder string
	// PublicURL is the address below which readers find the files, such as
	// "https://example.org/timeline/", or without the slash at the end. Empty means that it is
	// not known: no feed, calendar or other export is written, as these say whole addresses.
	PublicURL string
	// Languages are the codes of the languages of pages. The pages of the first one stand at the
	// root, and those of each other one below a folder with its code.
	Languages []string
	// Index writes the files by which the page of the search finds something, and the script
	// static/seek.js, which the page loads; nil means that there is no such page.
	Index func(ctx context.Context, put func(file string, data []byte) error) error
	// Chart has the start pages show the chart, which a script draws.
	Chart bool
	// NameIndex has links name the file of a page, people/ada/index.html, where the pages are to
	// be opened from a folder, without a web server. A chart and an index of the search are of no
	// use then: browsers let no script read files of a folder.
	NameIndex bool
	// Warn is told of links to pages that are not there, by one goroutine at a time; nil means
	// that nobody is.
	Warn func(text string)
}

// Result says what came of it, in numbers of files.
type Result struct {
	Files, Written, Removed int
}

// Run writes the site that the handler serves. A file that has the right bytes is not written
// again, and files of an earlier build that the site does not have any more are removed. Where
// Run returns an error nothing is removed.
func Run(ctx context.Context, handler http.Handler, o Options) (Result, error) {
	if o.Warn == nil {
		o.Warn = func(string) {}
	}
	s := &site{ctx: ctx, handler: handler, Options: o, found: map[string]bool{}}
	if o.PublicURL != "" {
		public, err := url.Parse(o.PublicURL)
		if err != nil {
			return Result{}, err
		}
		s.public = public.JoinPath("/")
	}
	files, err := openFolder(o.Folder)
	if err != nil {
		return Result{}, err
	}
	s.files = files
	err = errors.Join(s.write(), files.close())
	return files.result, err
}

// write writes all files, and removes those of before. The index of the search, of which no page
// knows, is written beside the pages.
func (s *site) write() error {
	if err := s.findIcon(); err != nil {
		return err
	}
	if err := s.seed("/sitemap.xml"); err != nil {
		return err
	}
	for _, path := range append(seeds, s.icon.from) {
		s.want(s.at(path), nil, "")
	}
	if err := s.files.put("static/open.js", openScript); err != nil {
		return err
	}
	if s.Chart {
		if err := s.writeChart(); err != nil {
			return err
		}
	}
	group, ctx := errgroup.WithContext(s.ctx)
	if s.Index != nil {
		group.Go(func() error { return s.Index(ctx, s.files.put) })
		for _, path := range append(seekModules, searchPath) {
			s.want(s.at(path), nil, "")
		}
	}
	group.Go(func() error { return s.writeRounds(ctx) })
	err := group.Wait()
	if s.ctx.Err() != nil {
		return fmt.Errorf("interrupted: %w; build again to finish", s.ctx.Err())
	}
	if err != nil {
		return err
	}
	return s.files.finish()
}

// writeRounds writes what is in the queue, until nothing is. Each round has the places that the one
// before it has found.
func (s *site) writeRounds(ctx context.Context) error {
	for len(s.queue) > 0 {
		round := s.queue
		s.queue = nil
		if err := s.writeAll(ctx, round); err != nil {
			return err
		}
	}
	return nil
}

// writeAll writes the files of some places, several at once. A page is followed by the same page
// in the other languages, for which the handler reads the same.
func (s *site) writeAll(ctx context.Context, places []place) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range places {
		if ctx.Err() != nil {
			break
		}
		places[i] = place{} // a round may have all places of the site
		group.Go(func() error {
			for next := &p; next != nil && s.begin(next.file); {
				other, err := s.writePage(ctx, *next)
				if err != nil {
					return fmt.Errorf("%s: %w", next.address.RequestURI(), err)
				}
				next = other
			}
			return nil
		})
	}
	return group.Wait()
}
