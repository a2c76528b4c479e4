// Package preview draws the pictures that other sites show beside a link to a page (og:image of
// the Open Graph protocol): what was said, by whom, and when. It asks the public GraphQL endpoint
// only. [NewHandler] is its entry point.
package preview

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"unicode"

	"viewline/edge/etag"
	"viewline/web/site"
)

// Options say how the pictures are made.
type Options struct {
	// Title is the name of the site, which each picture shows; empty means
	// [site.DefaultTitle].
	Title string
	// Font is what the texts are drawn with.
	Font *Font
}

// ending is what the address of a page has at its end where its preview is asked for.
const ending = "/preview.png"

// Paths are the patterns of http.ServeMux for the addresses of previews.
func Paths() []string {
	return []string{"/people/{slug}" + ending, "/people/{slug}/{date}" + ending}
}

type previews struct {
	execute site.Executor
	log     *slog.Logger
	options Options
	drawing chan struct{} // has a value for each picture that is being drawn
}

// NewHandler serves the pictures of people and appearances. Half as many are drawn at once as there
// are processors; others wait. Errors of the server are written to the log.
func NewHandler(execute site.Executor, log *slog.Logger, o Options) http.Handler {
	o.Title = cmp.Or(o.Title, site.DefaultTitle)
	p := &previews{execute, log, o, make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
	mux := http.NewServeMux()
	for i, of := range []func(*http.Request) (*card, error){p.person, p.appearance} {
		mux.HandleFunc("GET "+Paths()[i], func(w http.ResponseWriter, r *http.Request) { p.serve(w, r, of) })
	}
	return mux
}

// errMissing is the error of a request for something that is not there.
var errMissing = errors.New("nothing on record goes by that name")

// elsewhere is the error of a request that names something in another way than by its own
// address.
type elsewhere struct{ path string }

func (e *elsewhere) Error() string { return "it is at " + e.path }

// sentence is what a viewpoint says: its label and its text, or one of them.
func (v viewpoint) sentence() string {
	if v.Label == "" || strings.HasPrefix(v.Text.Plain, v.Label) {
		return v.Text.Plain
	}
	if v.Text.Plain == "" {
		return v.Label
	}
	colon := ": "
	if strings.ContainsFunc(v.Label, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		colon = "："
	}
	return strings.TrimRight(v.Label, ":：") + colon + v.Text.Plain
}

func (p *previews) person(r *http.Request) (*card, error) {
	slug := r.PathValue("slug")
	answer, err := askPerson(r.Context(), p.execute, personVariables{Slug: slug})
	switch {
	case err != nil:
		return nil, err
	case answer.Person == nil:
		return nil, errMissing
	case answer.Person.Slug != slug:
		return nil, &elsewhere{"/people/" + answer.Person.Slug}
	}
	one := answer.Person
	c := &card{who: one.Name, site: p.options.Title}
	if one.FirstAppearance != nil && one.LastAppearance != nil {
		first, last := site.Year(one.FirstAppearance.Earliest), site.Year(one.LastAppearance.Latest)
		if c.when = first; last != first {
			c.when = first + "–" + last
		}
	}
	for _, v := range one.Viewpoints.Nodes {
		c.sentence = v.sentence()
	}
	return c, nil
}

func (p *previews) appearance(r *http.Request) (*card, error) {
	key := r.PathValue("slug") + "/" + r.PathValue("date")
	answer, err := askAppearance(r.Context(), p.execute, appearanceVariables{Key: key})
	switch {
	case err != nil:
		return nil, err
	case answer.Appearance == nil:
		return nil, errMissing
	case answer.Appearance.Key != key:
		return nil, &elsewhere{"/people/" + answer.Appearance.Key}
	}
	a := answer.Appearance
	c := &card{sentence: a.Theme, when: a.Words(), what: a.Title, site: p.options.Title}
	if a.Person != nil {
		c.who = a.Person.Name
	}
	for _, v := range a.Viewpoints.Nodes {
		c.sentence = v.sentence()
	}
	return c, nil
}

// draw draws a picture, when it is its turn.
func (p *previews) draw(ctx context.Context, c *card) ([]byte, error) {
	select {
	case p.drawing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-p.drawing }()
	return c.draw(p.options.Font)
}

func (p *previews) serve(w http.ResponseWriter, r *http.Request, of func(*http.Request) (*card, error)) {
	c, err := of(r)
	var picture []byte
	if err == nil {
		picture, err = p.draw(r.Context(), c)
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	sum := sha256.Sum256(picture)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h.Set("ETag", tag)
	if etag.Matches(r.Header.Values("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(picture)))
	_, _ = w.Write(picture) // fails only where the reader is gone
}

// fail answers a request that failed. The reader is told what the endpoint said; all other
// errors go to the log alone.
func (p *previews) fail(w http.ResponseWriter, r *http.Request, err error) {
	if there, ok := errors.AsType[*elsewhere](err); ok {
		http.Redirect(w, r, (&url.URL{Path: there.path + ending}).String(), http.StatusFound)
		return
	}
	if errors.Is(err, errMissing) {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	refused, ok := errors.AsType[*site.Refusal](err)
	if !ok {
		p.log.ErrorContext(r.Context(), "preview failed", "path", r.URL.Path, "error", err)
		refused = &site.Refusal{Status: http.StatusInternalServerError, Text: "something went wrong on the server"}
	}
	http.Error(w, refused.Text, refused.Status)
}
