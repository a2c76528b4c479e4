package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"regexp"
	"unicode"
	"unicode/utf8"

	"viewline/web/site"
)

//go:embed templates
var templateFiles embed.FS

var templates = parseTemplates("timeline", "people", "person", "appearance", "topics", "topic", "papers", "paper", "posts", "post", "message", "playground", "console")

func parseTemplates(names ...string) map[string]*template.Template {
	funcs := template.FuncMap{"lang": langAttr, "kind": kindName, "below": below, "under": under, "site": func() string { return site.DefaultTitle }, "icon": func() icon { return icon{} }}
	layout := template.Must(template.New("layout.html").Funcs(funcs).ParseFS(templateFiles, "templates/layout.html", "templates/report.html"))
	pages := make(map[string]*template.Template, len(names))
	for _, name := range names {
		page := template.Must(layout.Clone())
		pages[name] = template.Must(page.ParseFS(templateFiles, "templates/"+name+".html"))
	}
	return pages
}

// templatesOf are the templates with the name and the icon of a site.
func templatesOf(title string, sign icon) map[string]*template.Template {
	named := make(map[string]*template.Template, len(templates))
	for name, t := range templates {
		named[name] = template.Must(t.Clone()).Funcs(template.FuncMap{"site": func() string { return title }, "icon": func() icon { return sign }})
	}
	return named
}

// render writes a page. Where the template fails it writes a bare error instead, so that a
// reader never gets half a page that looks whole.
func (p *pages) render(w http.ResponseWriter, status int, name string, data any) {
	var page bytes.Buffer
	if err := p.templates[name].Execute(&page, data); err != nil {
		p.log.Error("page failed", "error", fmt.Errorf("render %q: %w", name, err))
		http.Error(w, "something went wrong on the server", http.StatusInternalServerError)
		return
	}
	if !utf8.Valid(page.Bytes()) { // an address may have any bytes, and an error quotes the address
		page = *bytes.NewBuffer(bytes.ToValidUTF8(page.Bytes(), []byte("\uFFFD")))
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
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

var markup = regexp.MustCompile(`<[^>]*>`)

// langAttr is the lang attribute of an element that holds the text, a string or
// HTML; empty where the text does not tell.
func langAttr(text any) template.HTMLAttr {
	plain := fmt.Sprint(text)
	if _, ok := text.(template.HTML); ok {
		plain = markup.ReplaceAllString(plain, "")
	}
	if tag := language(plain); tag != "" {
		return template.HTMLAttr(`lang="` + tag + `"`)
	}
	return ""
}
