package graph_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"viewline/graph"
	"viewline/picture"
	"viewline/timeline"
)

// keptPicture is a picture that documents of tests have.
var keptPicture = &timeline.Kept{Name: picture.Name([]byte("a"), "png"), Width: 640, Height: 480}

// Pictures that are kept have the same address wherever they are told of, from the root or
// from the public origin; those that are not have what the post says.
func TestPictures(t *testing.T) {
	path := picture.Path(keptPicture.Name)
	b := library(t)
	a, p := b.Posts[0].Appearances[0], b.Posts[2].Post
	a.Images = []*timeline.Image{{Alt: "A", URL: "../a.png", Kept: keptPicture}, {URL: "/pictures/b.png"}, {URL: "https://example.com/c.png"}}
	a.Sections[0].Viewpoints[0].Text.HTML = timeline.HTML(`<img src="` + path + `" alt="A" width="640" height="480"> <img src="/pictures/b.png">`)
	p.Cover = &timeline.Cover{Image: "/d.png", Alt: "D", Kept: keptPicture}
	p.AICover, p.KeptAICover = "e.png", keptPicture
	st := stored(t, b)
	for _, origin := range []string{"", "https://timeline.example.org"} {
		for _, itemByItem := range []bool{false, true} {
			log := &bytes.Buffer{}
			api := &api{graph.NewHandler(st, nil, slog.New(slog.NewTextHandler(log, nil)), graph.Options{PublicURL: origin, ItemByItem: itemByItem}), log}
			api.want(t, `{
				appearance(key: "ada/2025-11-26") { images { alt url width height source } sections { viewpoints { text { html } } } }
				post(slug: "grace") { cover { image width height source } aiCover images { url } } }`, nil, strings.ReplaceAll(`{"data": {
				"appearance": {"images": [
					{"alt": "A", "url": "OWN", "width": 640, "height": 480, "source": "../a.png"},
					{"alt": "", "url": "/pictures/b.png", "width": null, "height": null, "source": "/pictures/b.png"},
					{"alt": "", "url": "https://example.com/c.png", "width": null, "height": null, "source": "https://example.com/c.png"}],
					"sections": [{"viewpoints": [{"text": {"html": "<img src=\"OWN\" alt=\"A\" width=\"640\" height=\"480\"> <img src=\"/pictures/b.png\">"}}]}]},
				"post": {"cover": {"image": "OWN", "width": 640, "height": 480, "source": "/d.png"}, "aiCover": "OWN", "images": []}}}`, "OWN", origin+path))
		}
	}
}
