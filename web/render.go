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
)

//go:embed templates
var templateFiles embed.FS

// templates are those of the pages. A template is parsed when its page is asked for the first time:
// all of them, in each language, take 16 MB of memory.
type templates struct {
	shown  func(template.HTML) template.HTML // shows HTML of posts
	mu     sync.Mutex
	parsed map[templateOf]*template.Template
}

// templateOf says which template: the functions of a template speak with a voice.
type templateOf struct {
	voice
	name string
}

// of is the template of a page.
func (t *templates) of(v voice, name string) (*template.Template, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if page := t.parsed[templateOf{v, name}]; page != nil {
		return page, nil
	}
	page, err := template.New("layout.html").Funcs(v.funcs()).Funcs(template.FuncMap{"shown": t.shown}).
		ParseFS(templateFiles, "templates/layout.html", "templates/report.html", "templates/finds.html", "templates/"+name+".html")
	if err == nil {
		t.parsed[templateOf{v, name}] = page
	}
	return page, err
}

// render writes a page in the language of the request. Where the template fails it writes a
// bare error instead, so that a reader never gets half a page that looks whole. The ETag of a
// page is a hash of the page, so each language has its own.
func (p *pages) render(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	v := p.voice(r)
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	var page bytes.Buffer
	text, err := p.templates.of(v, name)
	if err == nil {
		err = text.Execute(&page, data)
	}
	if err != nil {
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
