package post

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/people"
)

// Some transcripts have a heading above each stretch of speech, with the name of whoever
// speaks and a colon: “### 韩雪松：”. Such headings are turns of speech, and part nothing.

// leastTurnHeadings is how many such headings a transcript has at least.
const leastTurnHeadings = 4

// turnHeadings puts a paragraph in the place of each heading that only tells who speaks, where
// most headings of a level do so and the names come back.
func (r *reader) turnHeadings(tree ast.Node) {
	levels, _ := headingLevels(tree)
	for level := 1; level <= 6; level++ {
		found := r.voiceHeadings(tree, level)
		if len(found) < leastTurnHeadings || 4*len(found) < 3*levels[level] || !comeBack(found) {
			continue
		}
		for h := range found {
			tree.ReplaceChild(tree, h, headingAsParagraph(h))
		}
	}
}

// voiceHeadings are the headings of a level that are the label of a turn and a colon, with
// the label.
func (r *reader) voiceHeadings(tree ast.Node, level int) map[ast.Node]string {
	found := map[ast.Node]string{}
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok || h.Level != level || h.Lines().Len() != 1 || h.FirstChild() == nil {
			continue
		}
		line := h.Lines().At(0)
		text := bytes.Trim(r.body[line.Start:min(line.Stop, line.Start+longestTurnLabel)], " \t*_#\r\n")
		label, colon := strings.CutSuffix(string(text), "：")
		if !colon {
			label, colon = strings.CutSuffix(string(text), ":")
		}
		if label = strings.Trim(label, " *_"); !colon || strings.ContainsAny(label, ":：") || people.VoiceOf(label) == people.NoVoice {
			continue
		}
		found[h] = label
	}
	return found
}

// comeBack reports whether the labels come back: there are half as many as headings at most.
func comeBack(found map[ast.Node]string) bool {
	counts := map[string]int{}
	for _, label := range found {
		counts[label]++
	}
	return 2*len(counts) <= len(found)
}

// headingAsParagraph is a paragraph with the text of a heading.
func headingAsParagraph(h ast.Node) ast.Node {
	p := ast.NewParagraph()
	p.SetLines(h.Lines())
	p.SetPos(h.Lines().At(0).Start)
	for _, n := range children(h) {
		p.AppendChild(p, n)
	}
	return p
}
