package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"sync"
	"unicode"
	"unicode/utf8"

	"viewline/edge/etag"
	"viewline/web/words"
)

//go:embed templates
var templateFiles embed.FS

var names = []string{"timeline", "search", "people", "person", "appearance", "topics", "topic", "papers", "paper", "posts", "post", "message", "playground", "console", "embed"}

// parsed are the templates by their names, for each voice: their functions speak with it.
// They are never executed, so that they can be copied.
var parsed = sync.OnceValue(func() map[voice]map[string]*template.Template {
	all := map[voice]map[string]*template.Template{}
	for _, one := range words.Voices() {
		v := voice{one}
		layout := template.Must(template.New("layout.html").Funcs(v.funcs()).Funcs(shownBy(nil)).ParseFS(templateFiles, "templates/layout.html", "templates/report.html", "templates/finds.html"))
		all[v] = make(map[string]*template.Template, len(names))
		for _, name := range names {
			page := template.Must(layout.Clone())
			all[v][name] = template.Must(page.ParseFS(templateFiles, "templates/"+name+".html"))
		}
	}
	return all
})

// shownBy has the function by which templates show HTML of posts.
func shownBy(shown func(template.HTML) template.HTML) template.FuncMap {
	return template.FuncMap{"shown": shown}
}

// templatesFor gives templates that show HTML of posts by a function.
func templatesFor(shown func(template.HTML) template.HTML) map[voice]map[string]*template.Template {
	all := map[voice]map[string]*template.Template{}
	for v, pages := range parsed() {
		all[v] = make(map[string]*template.Template, len(pages))
		for name, page := range pages {
			all[v][name] = template.Must(page.Clone()).Funcs(shownBy(shown))
		}
	}
	return all
}

// render writes a page in the language of the request. Where the template fails it writes a
// bare error instead, so that a reader never gets half a page that looks whole. The ETag of a
// page is a hash of the page, so each language has its own.
func (p *pages) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	v := p.voice(r)
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	var page bytes.Buffer
	if err := p.templates[v][name].Execute(&page, data); err != nil {
		p.log.ErrorContext(r.Context(), "page failed", "error", fmt.Errorf("render %q: %w", name, err))
		http.Error(w, v.Say("error.server"), http.StatusInternalServerError)
		return
	}
	if !utf8.Valid(page.Bytes()) { // an address may have any bytes, and an error quotes the address
		page = *bytes.NewBuffer(bytes.ToValidUTF8(page.Bytes(), []byte("\uFFFD")))
	}
	h.Set("Content-Language", v.Tag)
	h.Set("Cache-Control", "no-cache")
	if status == http.StatusOK {
		sum := sha256.Sum256(page.Bytes())
		tag := `"` + v.Code + "-" + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		if etag.Matches(r.Header.Values("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = page.WriteTo(w) // fails only where the reader is gone
}

// headed is content, with the level that its headings have on the page. The level follows
// from how deep the content stands on the page, not from the post.
type headed struct {
	Level   int
	Content []content
}

// Runs are the content, grouped by [runs].
func (h headed) Runs() []run { return runs(h.Content) }

// reported is an appearance whose report stands under a heading.
type reported struct {
	appearance
	Level int // of the heading above the report, from 1
}

func under(level int, a appearance) reported { return reported{a, level} }

// below are pieces of content under a heading of a level.
func below(level int, pieces []content) headed { return headed{min(level+1, 6), pieces} }

// The languages that [language] tells apart, as BCP 47 tags.
const (
	english  = "en"
	chinese  = "zh"
	japanese = "ja"
	korean   = "ko"
)

// language is the language of a text, told by its script: a Chinese character weighs as
// much as four Latin letters, which are about a word. It is empty where the script does not
// tell, as with Latin letters.
func language(s string) string {
	var han, kana, hangul, latin int
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	switch east := han + kana + hangul; {
	case east == 0 || east*4 < latin:
		return ""
	case kana*4 > east:
		return japanese
	case hangul*4 > east:
		return korean
	}
	return chinese
}
