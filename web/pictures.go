package web

import (
	"html"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"viewline/picture"
)

// shown is HTML of the endpoint as pages have it. A picture that is kept is loaded from
// this server, once it comes near the view. Of other pictures those of the allowed hosts
// are loaded from there; of all others the text in their place is shown, with a link to
// where the picture is, unless that is a path, which leads nowhere here.
func (p *pages) shown(text template.HTML) template.HTML {
	return template.HTML(picture.Replace(string(text), func(t *picture.Tag) string {
		source := t.Get("src")
		if own, kept := p.own(source); kept {
			t.Set("src", own)
			t.Set("loading", "lazy")
			return t.String()
		}
		at, err := url.Parse(source)
		elsewhere := err == nil && at.Host != "" && (at.Scheme == "" || at.Scheme == "http" || at.Scheme == "https")
		switch {
		case elsewhere && p.allows(at):
			t.Set("loading", "lazy")
			t.Set("referrerpolicy", "no-referrer")
			return t.String()
		case elsewhere && !t.Linked:
			return `<a class="picture" href="` + html.EscapeString(source) + `" rel="nofollow noreferrer">` + html.EscapeString(pictureText(t, at)) + `</a>`
		}
		return html.EscapeString(t.Get("alt"))
	}))
}

// own is the address of a kept picture from the root: a page that is looked at by another
// name than the public one must not load from there.
func (p *pages) own(source string) (from string, kept bool) {
	from = strings.TrimPrefix(source, p.options.PublicURL)
	name, below := strings.CutPrefix(from, picture.Folder)
	return from, below && picture.TypeOf(name) != ""
}

// allows reports whether pages may show pictures of the host, at the port of its scheme.
func (p *pages) allows(at *url.URL) bool {
	return at.Port() == "" && slices.Contains(p.options.ImageHosts, strings.ToLower(at.Hostname()))
}

// pictureText is the text of a link to a picture: what stands in for it, else its title, its file
// or its host.
func pictureText(t *picture.Tag, at *url.URL) string {
	for _, text := range []string{t.Get("alt"), t.Get("title")} {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	if file := path.Base(at.Path); file != "." && file != "/" {
		return file
	}
	return at.Host
}

// head is the picture at the head of a post; empty where there is none to show.
func (p *pages) head(c *cover) template.HTML {
	if c == nil {
		return ""
	}
	var t picture.Tag
	t.Set("src", c.Image)
	t.Set("alt", c.Alt)
	if c.Width > 0 {
		t.Set("width", strconv.Itoa(c.Width))
		t.Set("height", strconv.Itoa(c.Height))
	}
	return p.shown(template.HTML(t.String()))
}
