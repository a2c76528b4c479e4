package post

import (
	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/picture"
	"viewline/timeline"
	"viewline/weburl"
)

// media lists the images and links of blocks, in their order. An address that a
// page must not follow is left out.
func (r *reader) media(blocks []ast.Node) (images []*timeline.Image, links []*timeline.Link) {
	for _, b := range blocks {
		_ = ast.Walk(b, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.Image:
				if safe(string(n.Destination)) {
					images = append(images, &timeline.Image{
						Alt: markdown.Plain(r.body, n), URL: string(n.Destination), Title: timeline.Text(n.Title),
					})
				}
			case *ast.RawHTML, *ast.HTMLBlock:
				images = append(images, r.tagged(n)...)
			case *ast.Link:
				if safe(string(n.Destination)) {
					links = append(links, &timeline.Link{
						Text: markdown.Plain(r.body, n), URL: string(n.Destination), Title: timeline.Text(n.Title),
					})
				}
			case *ast.AutoLink:
				if safe(string(n.URL(r.body))) {
					links = append(links, &timeline.Link{Text: string(n.Label(r.body)), URL: string(n.URL(r.body))})
				}
			}
			return ast.WalkContinue, nil
		})
	}
	return images, links
}

// tagged lists the images of tags in HTML that a post has. Their addresses are as the
// text's HTML has them.
func (r *reader) tagged(n ast.Node) (images []*timeline.Image) {
	picture.Replace(markdown.HTML(r.body, n), func(t *picture.Tag) string {
		if source := t.Get("src"); source != "" {
			images = append(images, &timeline.Image{Alt: t.Get("alt"), URL: source, Title: timeline.Text(t.Get("title"))})
		}
		return ""
	})
	return images
}

// safe tells whether a page may follow an address: not where it is a script or
// carries its content in itself.
func safe(address string) bool { return address == "" || weburl.Safe(address) != "" }
