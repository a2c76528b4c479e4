package web

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"viewline/web/site"
)

// The files that programs look for at fixed addresses of a site.

// robots serves what crawlers may read (RFC 9309): all but the endpoint, the playground and
// what searches find, none of which has a text that no other page has.
func (p *pages) robots(w http.ResponseWriter, r *http.Request) {
	text := "User-agent: *\nDisallow: /query\nDisallow: /playground\nDisallow: /search?\n\nSitemap: " + site.Origin(r, p.options.PublicURL) + "/sitemap.xml\n"
	p.send(w, r, made([]byte(text), "text/plain; charset=utf-8"))
}

// The web application manifest (W3C), by which a browser keeps the site among its programs.
type (
	manifest struct {
		Name       string         `json:"name"`
		ShortName  string         `json:"short_name"`
		ID         string         `json:"id"`
		StartURL   string         `json:"start_url"`
		Scope      string         `json:"scope"`
		Display    string         `json:"display"`
		Background string         `json:"background_color"`
		Theme      string         `json:"theme_color"`
		Icons      []manifestIcon `json:"icons"`
	}
	manifestIcon struct {
		Source string `json:"src"`
		Sizes  string `json:"sizes"`
		Type   string `json:"type"`
	}
)

func (p *pages) manifest(w http.ResponseWriter, r *http.Request) {
	const paper = "#fbfaf7" // --paper of base.css
	body, err := json.Marshal(manifest{
		Name: p.options.Title, ShortName: p.options.Title, ID: "/", StartURL: "/", Scope: "/", Display: "minimal-ui", Background: paper, Theme: paper,
		Icons: []manifestIcon{{p.sign.Address, p.sign.sizes, p.sign.Type}},
	})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.send(w, r, made(body, "application/manifest+json"))
}

// made is an asset that is not a file.
func made(body []byte, contentType string) asset {
	return asset{body, false, contentType, tagOf(body)}
}

// tagOf is the ETag of an asset.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}
