package graph_test

import (
	"strings"
	"testing"

	"viewline/timeline"
)

// No address that a browser would run leaves the API, wherever a document has it:
// documents that an older program stored are still there.
func TestAddressesAreSafe(t *testing.T) {
	for _, bad := range []string{
		"javascript:alert(1)", "\u0001javascript:alert(1)", " \t\nJaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "\x1fDATA:x",
	} {
		b := library(t)
		a := b.Posts[0].Appearances[0]
		a.Links = []*timeline.Link{{Text: "l", URL: bad}}
		a.Images = []*timeline.Image{{URL: bad}}
		a.Recording = &timeline.Link{URL: bad}
		a.Sections[0].Viewpoints[0].Timestamps[0].URL = timeline.Text(bad)
		a.Sections[0].Viewpoints[0].Links = []*timeline.Link{{URL: bad}}
		b.Papers[0].URL = timeline.Text(bad)
		p := b.Posts[2].Post
		p.Cover.Image, p.AICover = bad, timeline.Text(bad)
		p.Links, p.Images = []*timeline.Link{{URL: bad}}, []*timeline.Image{{URL: bad}}
		api := serve(stored(t, b))
		api.want(t, `{ appearance(key: "ada/2025-11-26") { links { url } images { url } recording { url } sections { viewpoints { links { url } timestamps { url } } } }
			paper(slug: "engines") { url } post(slug: "grace") { cover { image } aiCover links { url } images { url } } }`, nil, `{"data": {
			"appearance": {"links": [{"url": ""}], "images": [{"url": ""}], "recording": {"url": ""}, "sections": [{"viewpoints": [{"links": [{"url": ""}], "timestamps": [{"url": null}]}]}]},
			"paper": {"url": null}, "post": {"cover": null, "aiCover": null, "links": [{"url": ""}], "images": [{"url": ""}]}}}`)
		answer := string(api.ask(t, `{ posts { nodes { cover { image } aiCover links { url } images { url } appearances { links { url } recording { url } content { ... on Section { content { ... on Viewpoint { links { url } timestamps { url } } } } } } } }
			papers { nodes { url } edges { node { url } } } }`, nil))
		if strings.Contains(strings.ToLower(answer), "script:") || strings.Contains(strings.ToLower(answer), "data:") {
			t.Errorf("%q is in %s", bad, answer)
		}
	}
}

func TestGoodAddressesStay(t *testing.T) {
	b := library(t)
	b.Papers[0].URL, b.Posts[2].Post.AICover = "https://example.org/p?a=1&b=2", "covers/a b.png"
	serve(stored(t, b)).want(t, `{ paper(slug: "engines") { url } post(slug: "grace") { cover { image } aiCover } appearance(key: "ada/2025-11-26") { links { url } } }`, nil, `{"data": {
		"paper": {"url": "https://example.org/p?a=1&b=2"}, "post": {"cover": {"image": "grace.png"}, "aiCover": "covers/a b.png"},
		"appearance": {"links": [{"url": "https://example.org/"}]}}}`)
}
