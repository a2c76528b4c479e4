package build

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"
)

// host is the host that the handler is asked by. It is nobody's (RFC 2606), so that whatever
// begins with it is an address of the site.
const host = "viewline.invalid"

// openScript has details opened that an address names, as the server's scripts do.
//
//go:embed open.js
var openScript []byte

// site is a site while it is written.
type site struct {
	Options
	ctx     context.Context // of the call of Run
	handler http.Handler
	public  *url.URL // ends in a slash; nil where it is not known
	files   *folder
	icon    struct{ from, file string }
	leads   leads

	mu    sync.Mutex // for what follows, and for Warn
	queue []place
	found map[string]bool // the files that were in the queue; true for those that are written, or are being written
}

func (s *site) at(path string) *url.URL {
	address, err := url.Parse(path)
	if err != nil {
		panic(err) // cannot happen: the paths are constants
	}
	return (&url.URL{Scheme: "http", Host: host, Path: "/"}).ResolveReference(address)
}

// want has the place of an address written, unless it is written already.
func (s *site) want(address *url.URL, from *place, relation string) (place, bool) {
	p, ok := s.locate(address, from, relation)
	if ok {
		s.enqueue(p)
	}
	return p, ok
}

// enqueue puts a place into the queue, unless it was there before.
func (s *site) enqueue(p place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.found[p.file]; !ok {
		s.found[p.file] = false
		s.queue = append(s.queue, p)
	}
}

// begin reports whether a file is still to be written, which the caller does then.
func (s *site) begin(file string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found[file] {
		return false
	}
	s.found[file] = true
	return true
}

// answer is what the handler answered.
type answer struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func (a *answer) Header() http.Header            { return a.header }
func (a *answer) WriteHeader(status int)         { a.status = status }
func (a *answer) Write(data []byte) (int, error) { return a.body.Write(data) }

func (s *site) ask(ctx context.Context, address *url.URL) (*answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, err
	}
	r.RequestURI, r.RemoteAddr = address.RequestURI(), "127.0.0.1:1"
	a := &answer{status: http.StatusOK, header: http.Header{}}
	s.handler.ServeHTTP(a, r)
	return a, nil
}

// findIcon finds out of which type the icon of the site is, so that its file has a name by
// which web servers know it.
func (s *site) findIcon() error {
	s.icon.from = "/icon"
	a, err := s.ask(s.ctx, s.at(s.icon.from))
	if err != nil {
		return err
	}
	s.icon.file = "icon.svg"
	if a.header.Get("Content-Type") == "image/png" {
		s.icon.file = "icon.png"
	}
	return nil
}

// seed puts the addresses of a sitemap, and of the sitemaps that it names, into the queue.
func (s *site) seed(sitemap string) error {
	address := s.at(sitemap)
	a, err := s.ask(s.ctx, address)
	if err != nil {
		return err
	}
	if a.status != http.StatusOK {
		return fmt.Errorf("%s: status %d: %s", sitemap, a.status, strings.TrimSpace(a.body.String()))
	}
	var pages struct {
		Pages []string `xml:"url>loc"`
		Maps  []string `xml:"sitemap>loc"`
	}
	if err := xml.Unmarshal(a.body.Bytes(), &pages); err != nil {
		return fmt.Errorf("%s: %w", sitemap, err)
	}
	s.want(address, nil, "")
	for _, part := range pages.Maps {
		if err := s.seed(part); err != nil {
			return err
		}
	}
	for _, page := range pages.Pages {
		address, err := url.Parse(page)
		if err != nil {
			return fmt.Errorf("%s: %w", sitemap, err)
		}
		s.want(address, nil, "")
	}
	return nil
}

// writePage asks for a place, and writes its file. Of a page it returns the place of the same page
// in another language; nil where there is none.
func (s *site) writePage(ctx context.Context, p place) (other *place, err error) {
	a, err := s.ask(ctx, p.address)
	if err != nil {
		return nil, err
	}
	data := a.body.Bytes()
	switch to := a.header.Get("Location"); {
	case a.status >= 300 && a.status < 400 && to != "":
		return nil, s.redirect(p, to)
	case a.status == http.StatusNotFound && p.perhaps:
		return nil, nil
	case a.status == http.StatusNotFound && p.from != "":
		s.mu.Lock()
		defer s.mu.Unlock()
		s.Warn(fmt.Sprintf("%s links to %s, which is not there", p.from, p.address.RequestURI()))
		return nil, nil
	case a.status != http.StatusOK:
		return nil, fmt.Errorf("status %d: %s", a.status, strings.TrimSpace(a.body.String()))
	}
	s.wantShared(p)
	switch path.Ext(p.file) {
	case ".html":
		if data, other, err = s.page(p, data, a.header.Get("Content-Security-Policy")); err != nil {
			return nil, err
		}
		if err := s.writeData(ctx, p); err != nil {
			return nil, err
		}
	case ".css":
		s.mention(p, data, imported)
	case ".js":
		s.mention(p, data, importedScript)
	case ".json":
		data, err = s.values(data, func(_, text string) string { return s.absolutes(p, text) })
	case ".webmanifest":
		data, err = s.values(data, func(_, text string) string {
			if !strings.HasPrefix(text, "/") {
				return text
			}
			return s.link(p, text)
		})
	case ".ics":
		data = folded(s.absolutes(p, strings.ReplaceAll(string(data), "\r\n ", "")))
	case ".atom", ".xml", ".bib":
		data = []byte(s.absolutes(p, string(data)))
	}
	if err != nil {
		return nil, err
	}
	return other, s.files.put(p.file, data)
}

// redirect writes a page that leads to another one.
func (s *site) redirect(p place, to string) error {
	there := html.EscapeString(s.link(p, to))
	return s.files.put(p.file, fmt.Appendf(nil, "<!doctype html>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n<a href=\"%[1]s\">%[1]s</a>\n", there))
}

// link is an address as a file links to it: relative where it has a file, else as it is.
func (s *site) link(p place, to string) string {
	address, err := p.address.Parse(to)
	if err != nil || address.Host != host {
		return to
	}
	there, ok := s.want(address, &p, "")
	if !ok {
		return to
	}
	return s.relative(p.file, there.file) + fragment(address)
}

func fragment(address *url.URL) string {
	if address.Fragment == "" {
		return ""
	}
	return "#" + address.EscapedFragment()
}

// own matches whole addresses of the site in a text, which may be XML.
var own = regexp.MustCompile(`http://` + regexp.QuoteMeta(host) + `(?:[^\s"'<>{}|\\&]|&amp;)*`)

// absolutes gives whole addresses of the site in a text the public ones.
func (s *site) absolutes(p place, text string) string {
	return own.ReplaceAllStringFunc(text, func(found string) string {
		address, err := url.Parse(html.UnescapeString(found))
		if err != nil {
			return found
		}
		return s.absolute(p, address)
	})
}

// absolute is the public address of what is at an address.
func (s *site) absolute(p place, address *url.URL) string {
	there, ok := s.want(address, &p, "")
	if !ok {
		return s.public.String() + strings.TrimPrefix(address.EscapedPath(), "/")
	}
	return s.public.String() + escaped(there.file) + fragment(address)
}

// What a style sheet names, and what a script does, relative to itself.
var (
	imported       = regexp.MustCompile(`url\("?([^")]+)"?\)`)
	importedScript = regexp.MustCompile(`(?m)^import .* from '([^']+)';$`)
)

// mention has the files written that a file names, as a pattern finds them.
func (s *site) mention(p place, text []byte, pattern *regexp.Regexp) {
	for _, found := range pattern.FindAllSubmatch(text, -1) {
		s.link(p, string(found[1]))
	}
}
