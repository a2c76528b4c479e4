package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"viewline/web/site"
	"viewline/web/words"
)

// How wide and how tall a frame is, in CSS pixels, where nobody asks for less.
const (
	frameWidth  = 640
	frameHeight = 480
)

// oembedAnswer is the answer of the type "rich" (oEmbed 1.0, section 2.3.4.4).
type oembedAnswer struct {
	Type         string `json:"type"`
	Version      string `json:"version"`
	Title        string `json:"title"`
	ProviderName string `json:"provider_name"`
	ProviderURL  string `json:"provider_url"`
	HTML         string `json:"html"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
}

// oembed tells how to frame the page at an address (oEmbed 1.0). The page is that of a person
// or of a topic, or the start page with a filter. The status is 404 for any other address and
// for all of them where no site may frame pages, 501 for a format that is not JSON, and 400
// for a request that makes no sense. Scripts of all sites may read the answer where some site may
// frame pages: that is public, and depends on nobody's cookies.
func (p *pages) oembed(w http.ResponseWriter, r *http.Request) {
	if len(p.options.Embedders) > 0 { // any site's script may read what any program may
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
	asked := r.URL.Query()
	width, wide := atMost(asked.Get("maxwidth"), frameWidth)
	height, tall := atMost(asked.Get("maxheight"), frameHeight)
	switch {
	case asked.Get("url") == "":
		http.Error(w, "no url; want /oembed?url= and the address of a person, of a topic or of the start page", http.StatusBadRequest)
		return
	case !wide || !tall:
		http.Error(w, "maxwidth and maxheight; want whole numbers above zero", http.StatusBadRequest)
		return
	case asked.Get("format") != "" && asked.Get("format") != "json":
		http.Error(w, fmt.Sprintf("format %.20q; want json", asked.Get("format")), http.StatusNotImplemented)
		return
	case len(p.options.Embedders) == 0:
		http.Error(w, "no site may frame pages of this server: --allow-embed names those that may", http.StatusNotFound)
		return
	}
	origin := site.Origin(r, p.options.PublicURL)
	frame, filter, ok := framePath(origin, asked.Get("url"))
	if !ok {
		http.Error(w, "no page that can be framed; want the address of a person, of a topic or of the start page of "+origin, http.StatusNotFound)
		return
	}
	answer, err := p.askFramed(r, filter, 1)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	if strings.HasPrefix(frame, embedPath+"/people/") && answer.Person == nil || strings.HasPrefix(frame, embedPath+"/topics/") && answer.Topic == nil {
		http.Error(w, "no such person or topic", http.StatusNotFound)
		return
	}
	title := cmp.Or(answer.named(p.voice(r)), p.options.Title)
	body, err := json.Marshal(oembedAnswer{
		"rich", "1.0", title, p.options.Title, origin + "/",
		fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" style="border:0;max-width:100%%" loading="lazy"></iframe>`,
			template.HTMLEscapeString(origin+frame), template.HTMLEscapeString(title), width, height),
		width, height,
	})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.send(w, r, made(body, "application/json"))
}

// atMost is a size that is no greater than a limit in text; an empty limit is none. The result
// is not ok where the limit is no whole number above zero.
func atMost(limit string, size int) (int, bool) {
	if limit == "" {
		return size, true
	}
	n, err := strconv.Atoi(limit)
	return min(n, size), err == nil && n > 0
}

// framePath is the path of the frame, with its query, of a page of this site, and the filter
// by which the frame lists appearances. The result is not ok where the page has no frame. The
// address may be that of the frame itself.
func framePath(origin, address string) (path string, f site.Filter, ok bool) {
	here, err := url.Parse(origin)
	if err != nil {
		return "", f, false
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != here.Scheme || !strings.EqualFold(u.Host, here.Host) || u.User != nil {
		return "", f, false
	}
	query := url.Values{}
	if l := words.Named(u.Query().Get(words.Parameter)); l != nil {
		query.Set(words.Parameter, l.Code)
	}
	list, name, deep := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(u.Path, embedPath), "/"), "/")
	switch {
	case list == "" && !deep:
		if f, err = site.ReadFilter(u.Query()); err != nil {
			return "", f, false
		}
		for name, values := range f.Values() {
			query[name] = values
		}
		return narrowed(embedPath, query), f, true
	case name == "" || strings.Contains(name, "/"):
		return "", f, false
	case list == "people":
		f.Person = name
	case list == "topics":
		f.Topic = name
	default:
		return "", f, false
	}
	return narrowed(embedPath+"/"+list+"/"+url.PathEscape(name), query), f, true
}

// offer has the page tell where programs learn how to frame it, if sites may.
func (p *pages) offer(m *meta) {
	if len(p.options.Embedders) > 0 {
		m.OEmbed = m.origin + "/oembed?" + url.Values{"format": {"json"}, "url": {m.Canonical}}.Encode()
	}
}
