package studio

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"viewline/diagnostic"
	"viewline/ingest"
	"viewline/propose"
	"viewline/web/words"
)

//go:embed templates
var templateFiles embed.FS

// perPage is how many posts the list has on a page.
const perPage = 200

// voice is a [words.Voice] with what the pages of the studio say.
type voice struct{ words.Voice }

func (s *Studio) voice(r *http.Request) voice { return voice{words.VoiceFor(r, s.Language)} }

// parsed are the templates, for each voice: their functions speak with it.
var parsed = sync.OnceValue(func() map[voice]*template.Template {
	all := map[voice]*template.Template{}
	for _, one := range words.Voices() {
		v := voice{one}
		all[v] = template.Must(template.New("").Funcs(v.funcs()).ParseFS(templateFiles, "templates/*.html"))
	}
	return all
})

func (v voice) funcs() template.FuncMap {
	return template.FuncMap{
		"say": v.Say, "rich": v.Rich, "to": v.To, "tag": func() string { return v.Tag }, "date": v.date, "span": v.span,
		"kind": func(kind string) string { return v.Say("kind." + kind) }, "source": v.source, "place": placed, "reason": v.reason,
		"slashed": func(path string) string { return (&url.URL{Path: "/posts/" + path}).EscapedPath() },
	}
}

// date is the date of an appearance in words: "by 1 May 2024" where only the day of writing is
// known.
func (v voice) date(a ingest.AppearanceReport) string {
	switch {
	case a.Earliest == "":
		return v.Say("date.undated")
	case a.Written():
		return v.Say("date.by", v.Date(a.When()))
	}
	return v.Date(a.When())
}

// span is the time from the first occasion of a post to the last one.
func (v voice) span(e *entry) string {
	if all := e.Occasions(); len(all) == 1 {
		return v.date(all[0])
	}
	if first, last := e.Dates(); first != "" {
		return v.Span(first, last)
	}
	return ""
}

// source says where a date was found.
func (v voice) source(a ingest.AppearanceReport) string {
	if key := sources[a.DateSource]; key != "" {
		return v.Say(key)
	}
	return ""
}

// reason is a diagnostic, or why something was understood as it was.
type reason struct {
	Text    string
	English bool // whether the text is English on a page that is not
}

func (v voice) reason(english string) reason {
	text, ok := v.Reason(english)
	return reason{text, !ok}
}

// placed is the address of a line on the page of its post; empty for evidence that is no line.
func placed(where string) string {
	if before, _, ok := strings.Cut(where, ":"); ok {
		return "#L" + before
	}
	return ""
}

// page is what all pages have.
type page struct {
	Title, State string
	Folder       string
	Timeline     string // the address of the server's pages
	Elsewhere    string // the same page in the other language
	Other        *words.Language
}

func (s *Studio) page(r *http.Request, state, title string) page {
	v := s.voice(r)
	return page{Title: title, State: state, Folder: s.Folder, Timeline: s.Timeline, Elsewhere: v.Elsewhere(r), Other: v.Other()}
}

// render writes a page. Where the template fails it writes a bare error instead.
func (s *Studio) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	v := s.voice(r)
	var page bytes.Buffer
	if err := parsed()[v].ExecuteTemplate(&page, name+".html", data); err != nil {
		s.log.Error("page of the studio failed", "page", name, "error", err)
		http.Error(w, v.Say("error.server"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", v.Tag)
	w.Header().Add("Vary", "Accept-Language")
	w.WriteHeader(status)
	_, _ = page.WriteTo(w) // fails only where the reader is gone
}

// message is a page with one text.
type message struct {
	page
	Text template.HTML
}

func (s *Studio) tell(w http.ResponseWriter, r *http.Request, status int, state, key string, values ...any) {
	v := s.voice(r)
	s.render(w, r, status, "message", message{s.page(r, state, v.Say(key)), v.Rich(key+".text", values...)})
}

func (s *Studio) notFound(w http.ResponseWriter, r *http.Request) {
	state, _ := s.state.now()
	s.tell(w, r, http.StatusNotFound, state, "studio.nowhere")
}

// checkFor is what was understood of the posts, and the state of the folder that it is of. It
// answers the request where the folder cannot be read; it returns nil then.
func (s *Studio) checkFor(w http.ResponseWriter, r *http.Request) (c *checked, state string) {
	c, state, err := s.checks.at(s.state, func() (*checked, error) { return s.check(r.Context()) })
	switch {
	case errors.Is(err, context.Canceled): // the reader is gone
	case err != nil:
		s.tell(w, r, http.StatusServiceUnavailable, state, "studio.away", err.Error())
	}
	return c, state
}

// listPage is the list of the posts.
type listPage struct {
	page
	Beside     diagnostic.List // see checked
	Shown      []*entry        // those on this page
	All, Open  int             // how many posts there are, and how many of them ask for their writer
	OpenOnly   bool
	Next, Back string // addresses of the pages around; empty where there is none
}

// list serves the list of the posts.
func (s *Studio) list(w http.ResponseWriter, r *http.Request) {
	c, state := s.checkFor(w, r)
	if c == nil {
		return
	}
	l := listPage{page: s.page(r, state, s.voice(r).Say("studio.title")), Beside: c.Beside, All: len(c.Posts), OpenOnly: r.URL.Query().Has("open")}
	var listed []*entry
	for _, e := range c.Posts {
		if e.Open() {
			l.Open++
		} else if l.OpenOnly {
			continue
		}
		listed = append(listed, e)
	}
	asked := r.URL.Query()
	from := max(0, slices.IndexFunc(listed, func(e *entry) bool { return e.Path == asked.Get("from") }))
	l.Shown = listed[from:min(from+perPage, len(listed))]
	if from > 0 {
		l.Back = l.at(listed[max(0, from-perPage)])
	}
	if from+perPage < len(listed) {
		l.Next = l.at(listed[from+perPage])
	}
	s.render(w, r, http.StatusOK, "list", l)
}

// at is the address of the list from a post on.
func (l listPage) at(e *entry) string {
	q := url.Values{"from": {e.Path}}
	if l.OpenOnly {
		q.Set("open", "")
	}
	return "/?" + q.Encode()
}

// postPage is a post: its text, beside what was understood of it.
type postPage struct {
	page
	*entry
	Lines []line
	Whole bool   // whether all lines are shown
	Gone  string // why the text cannot be shown; empty where it is
	Front string // lines that would say outright what the post says
}

// post serves the page of one post.
func (s *Studio) post(w http.ResponseWriter, r *http.Request) {
	c, state := s.checkFor(w, r)
	if c == nil {
		return
	}
	e := c.at(r.PathValue("path"))
	if e == nil {
		s.tell(w, r, http.StatusNotFound, state, "studio.nopost", r.PathValue("path"))
		return
	}
	p := postPage{page: s.page(r, state, e.Named()), entry: e, Front: propose.Lines(e.PostReport)}
	text, whole, err := s.read(e.Path)
	if err != nil {
		p.Gone = err.Error()
	} else {
		p.Lines, p.Whole = linesOf(e, text)
		p.Whole = p.Whole && whole
	}
	s.render(w, r, http.StatusOK, "post", p)
}

// filesPage has the files that may stand beside the posts, as the posts suggest them.
type filesPage struct {
	page
	Files []propose.File
}

// files serves the suggestions.
func (s *Studio) files(w http.ResponseWriter, r *http.Request) {
	all, state, err := s.suggested.at(s.state, func() ([]propose.File, error) {
		all, _, err := propose.Suggest(r.Context(), s.Folder)
		return all, err
	})
	switch {
	case errors.Is(err, propose.ErrNoPost):
		s.tell(w, r, http.StatusOK, state, "studio.empty", s.Folder)
	case r.Context().Err() != nil: // the reader is gone
	case err != nil:
		s.tell(w, r, http.StatusServiceUnavailable, state, "studio.away", err.Error())
	default:
		s.render(w, r, http.StatusOK, "files", filesPage{s.page(r, state, s.voice(r).Say("studio.files")), all})
	}
}

// Command is the command that writes the suggestions down.
func (f filesPage) Command() string { return "go run ./loader --propose=" + filepath.ToSlash(f.Folder) }
