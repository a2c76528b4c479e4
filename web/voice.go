package web

import (
	"html/template"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"viewline/web/site"
	"viewline/web/words"
)

// voice is a [words.Voice] with what the pages say.
type voice struct{ words.Voice }

func (p *pages) voice(r *http.Request) voice { return voice{words.VoiceFor(r, p.options.Language)} }

// funcs are what the templates say things with.
func (v voice) funcs() template.FuncMap {
	return template.FuncMap{
		"say": v.Say, "rich": v.Rich, "linked": v.linked, "counted": v.counted, "scripted": v.Groups,
		"date": v.Date, "when": v.when, "years": v.years, "line": v.line, "kind": v.kind, "names": v.names, "authors": v.authors,
		"to": v.To, "lang": v.lang, "tag": func() string { return v.Tag }, "chosen": v.choice,
		"below": below, "under": under,
	}
}

// linked is a message whose element a leads to an address of this site.
func (v voice) linked(key, address string, values ...any) template.HTML {
	text := string(v.Rich(key, values...))
	return template.HTML(strings.Replace(text, "<a>", `<a href="`+template.HTMLEscapeString(v.To(address))+`">`, 1))
}

// counted is a message with one number, which stands out.
func (v voice) counted(key string, n int) template.HTML {
	number := v.Number(n)
	return template.HTML(strings.Replace(string(v.Rich(key, n)), number, "<b>"+number+"</b>", 1))
}

// when tells when an appearance was; it is empty where no date is known.
func (v voice) when(w site.When) string {
	days := v.Span(w.Span())
	switch w.Manner() {
	case site.Undated:
		return ""
	case site.By:
		return v.Say("date.by", days)
	case site.Quoted:
		return w.DateText
	case site.About:
		return v.Say("date.about", days)
	}
	return days
}

// line tells where in the post an appearance is reported, and leads there where the site says
// where its posts are.
func (v voice) line(a reported) template.HTML {
	text := v.Rich("report.line", strconv.Itoa(a.Line))
	if a.Source.URL == "" {
		return text
	}
	return template.HTML(`<a href="`+template.HTMLEscapeString(a.Source.URL)+`" rel="noreferrer">`) + text + "</a>"
}

// years are those of the first day of the person's first appearance and of the last day of
// the last one, as "1936–1952" or "1936"; empty where no date is known.
func (v voice) years(p person) string {
	var first, last string
	if p.FirstAppearance != nil {
		first = site.Year(p.FirstAppearance.Earliest)
	}
	if p.LastAppearance != nil {
		last = site.Year(p.LastAppearance.Latest)
	}
	return v.Span(first, last)
}

// kind is what the pages call one appearance of a kind; empty for OTHER, which tells
// nothing.
func (v voice) kind(value string) string {
	if value == "OTHER" || !slices.Contains(site.Kinds, value) {
		return ""
	}
	return v.Say("kind." + value)
}

// ofPost tells in a few words what is in a post.
func (v voice) ofPost(p post) string {
	if len(p.People) == 0 {
		return v.Say("post.description", p.Path)
	}
	names := make([]string, len(p.People))
	for i, one := range p.People {
		names[i] = one.Name
	}
	return v.Say("post.description.people", p.Path, strings.Join(names, v.Say("list.comma")))
}

// names are links to people. More is how many there are beside them.
func (v voice) names(people []person, more int) template.HTML {
	all := make([]string, len(people))
	for i, p := range people {
		all[i] = `<a href="` + template.HTMLEscapeString(v.To(p.Address())) + `" ` + string(v.lang(p.Name)) + `>` + template.HTMLEscapeString(p.Name) + `</a>`
	}
	list := template.HTML(strings.Join(all, v.Say("list.comma")))
	if more > 0 {
		return v.Rich("list.more", more, list)
	}
	return list
}

// authors are names, each in its language.
func (v voice) authors(authors []string) template.HTML {
	all := make([]string, len(authors))
	for i, name := range authors {
		all[i] = `<span ` + string(v.lang(name)) + `>` + template.HTMLEscapeString(name) + `</span>`
	}
	return template.HTML(strings.Join(all, v.Say("list.comma")))
}

// choice is the language that the reader chose, for forms; empty where the reader chose none.
func (v voice) choice() string {
	if v.Chosen {
		return v.Code
	}
	return ""
}

var markup = regexp.MustCompile(`<[^>]*>`)

// lang is the lang attribute of an element that holds the text, a string or HTML; empty where
// the text is in the language of the page, and where the text does not tell. On a Chinese
// page a text in Latin letters is taken as English.
func (v voice) lang(text any) template.HTMLAttr {
	var plain string
	switch text := text.(type) {
	case template.HTML:
		plain = markup.ReplaceAllString(string(text), "")
	case string:
		plain = text
	}
	tag := language(plain)
	if tag == "" && strings.ContainsFunc(plain, unicode.IsLetter) {
		tag = english
	}
	if tag == "" || tag == v.Code {
		return ""
	}
	return template.HTMLAttr(`lang="` + tag + `"`)
}

// quoted is a text of somebody else, such as the endpoint, marked where it is in another
// language than the page.
func (v voice) quoted(text string) template.HTML {
	escaped := template.HTMLEscapeString(text)
	if lang := v.lang(text); lang != "" {
		return template.HTML(`<span ` + string(lang) + `>` + escaped + `</span>`)
	}
	return template.HTML(escaped)
}
