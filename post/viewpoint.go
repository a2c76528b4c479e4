package post

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"viewline/timeline"
)

// viewpoint reads blocks that put one view forward. Its text is the blocks ahead
// of the first list or block quote, without the label that opens them. Behind the
// text follow, in the order of the post, the items of lists as points, block
// quotes as quotes, and passages of all else.
func (r *reader) viewpoint(at ast.Node, blocks []ast.Node) *timeline.Viewpoint {
	return r.viewpointOf(at, blocks, r.labelIn(blocks))
}

// viewpointOf reads blocks whose label is known; nil where they have none.
func (r *reader) viewpointOf(at ast.Node, blocks []ast.Node, l *label) *timeline.Viewpoint {
	v := &timeline.Viewpoint{Line: r.line(at)}
	text := ahead(blocks)
	own := slices.Clone(text)
	var items []*timeline.Viewpoint
	for i, b := range text {
		if own[i], items = r.numberedWithin(b); len(items) > 0 {
			text, own = text[:i+1], own[:i+1]
			break
		}
	}
	media := own
	if len(text) < len(blocks) {
		media = slices.DeleteFunc(slices.Concat(own, blocks[len(text):]), standsApart)
	}
	_, v.Links = r.media(media)
	v.Timestamps = r.timestamps(media)
	if l != nil {
		v.Label = timeline.Text(l.text)
		l.remove(r, own[0])
	}
	if p := r.prose(own); p != nil {
		v.Text = *p
	}
	for _, item := range items {
		v.AddPoint(item)
	}
	r.readBehind(v, blocks[len(text):])
	return v
}

// standsApart reports whether a block is no text of the viewpoint it belongs to.
func standsApart(b ast.Node) bool {
	return b.Kind() == ast.KindList || b.Kind() == ast.KindBlockquote
}

// ahead is the blocks up to the first list or block quote.
func ahead(blocks []ast.Node) []ast.Node {
	if n := slices.IndexFunc(blocks, standsApart); n >= 0 {
		return blocks[:n]
	}
	return blocks
}

// readBehind reads the blocks behind a viewpoint's text.
func (r *reader) readBehind(v *timeline.Viewpoint, blocks []ast.Node) {
	for len(blocks) > 0 {
		n := 1
		switch b := blocks[0]; b.Kind() {
		case ast.KindList:
			for _, point := range r.viewpointsIn(b) {
				v.AddPoint(point)
			}
		case ast.KindBlockquote:
			v.AddQuote(r.quote(b), r.line(b))
		default:
			run := ahead(blocks)
			n = len(run)
			if p := r.passage(run); p != nil {
				v.AddPassage(p)
			}
		}
		blocks = blocks[n:]
	}
}

// viewpointsIn reads a list.
func (r *reader) viewpointsIn(list ast.Node) []*timeline.Viewpoint {
	items := children(list)
	blocks := make([][]ast.Node, len(items))
	for i, item := range items {
		blocks[i] = children(item)
	}
	labels := r.labelsOf(blocks)
	var vs []*timeline.Viewpoint
	for i, item := range items {
		vs = append(vs, r.viewpointOf(item, blocks[i], labels[i]))
	}
	return vs
}

func children(n ast.Node) []ast.Node {
	all := make([]ast.Node, 0, n.ChildCount())
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		all = append(all, c)
	}
	return all
}

// quote is the text of a block quote without the mark.
func (r *reader) quote(n ast.Node) *timeline.Prose {
	if p := r.prose(children(n)); p != nil {
		return p
	}
	return &timeline.Prose{}
}
