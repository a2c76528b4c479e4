package post

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/timeline"
)

// viewpoint reads blocks that put one view forward: the label that opens them,
// nested lists as points, block quotes as quotes, all else as text.
func (r *reader) viewpoint(at ast.Node, blocks []ast.Node) *timeline.Viewpoint {
	v := &timeline.Viewpoint{Line: r.line(at)}
	var own []ast.Node
	for _, n := range blocks {
		switch n.(type) {
		case *ast.List:
			v.Points = append(v.Points, r.viewpointsIn(n)...)
		case *ast.Blockquote:
			v.Quotes = append(v.Quotes, r.quote(n))
		default:
			own = append(own, n)
		}
	}
	_, v.Links = r.media(own)
	v.Timestamps = r.timestamps(own)
	if len(own) > 0 {
		if l := r.labelOf(own[0]); l != nil {
			v.Label = timeline.Text(l.text)
			l.remove(r, own[0])
		}
	}
	if text := r.prose(own); text != nil {
		v.Text = *text
	}
	return v
}

// viewpointsIn reads a list.
func (r *reader) viewpointsIn(list ast.Node) []*timeline.Viewpoint {
	var vs []*timeline.Viewpoint
	for _, item := range children(list) {
		vs = append(vs, r.viewpoint(item, children(item)))
	}
	return vs
}

func children(n ast.Node) []ast.Node {
	var all []ast.Node
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

const clock = `\d{1,2}(?::\d{2}){1,2}`

var (
	clockGroup = regexp.MustCompile(`\[\s*` + clock + `(?:\s*[,，、;；]\s*` + clock + `)*\s*\]`)
	clockTime  = regexp.MustCompile(clock)
	onlyClock  = regexp.MustCompile(`^\[?` + clock + `\]?$`)
)

// timestamps finds the moments of a recording: [02:43], and links whose text is
// one.
func (r *reader) timestamps(blocks []ast.Node) []*timeline.Timestamp {
	urls := map[string]string{}
	plain := ""
	for _, b := range blocks {
		if !r.mayHoldClock(b) {
			continue
		}
		plain += markdown.Plain(r.body, b) + "\n"
		_ = ast.Walk(b, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if link, ok := n.(*ast.Link); ok && entering {
				if words := markdown.Plain(r.body, link); onlyClock.MatchString(words) && safe(string(link.Destination)) {
					moment := clockTime.FindString(words)
					urls[moment] = string(link.Destination)
					plain += "[" + moment + "]\n"
				}
			}
			return ast.WalkContinue, nil
		})
	}
	var stamps []*timeline.Timestamp
	seen := map[string]bool{}
	for _, group := range clockGroup.FindAllString(plain, -1) {
		for _, moment := range clockTime.FindAllString(group, -1) {
			if !seen[moment] {
				seen[moment] = true
				stamps = append(stamps, &timeline.Timestamp{Label: moment, Seconds: seconds(moment), URL: timeline.Text(urls[moment])})
			}
		}
	}
	return stamps
}

// mayHoldClock tells whether a block's source has a colon behind a digit, or
// what may stand for one.
func (r *reader) mayHoldClock(b ast.Node) bool {
	start, end := b.Pos(), r.blockEnd(b)
	if start < 0 || end < start || bytes.ContainsAny(r.body[start:end], `&\`) {
		return true
	}
	src := r.body[start:end]
	for {
		i := bytes.IndexByte(src, ':')
		if i < 0 {
			return false
		}
		if i > 0 && isDigit(src[i-1]) {
			return true
		}
		src = src[i+1:]
	}
}

// seconds reads mm:ss or h:mm:ss.
func seconds(moment string) int {
	total := 0
	for part := range strings.SplitSeq(moment, ":") {
		total = total*60 + number(part)
	}
	return total
}
