package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// wikiParser reads what Obsidian writes in square brackets: the boxes of tasks, links [[a]], [[a|b]] and [[a#h]],
// embeds ![[a]], and inline fields [key:: value]. The words stay, the brackets go.
type wikiParser struct{}

// Trigger implements [parser.InlineParser].
func (wikiParser) Trigger() []byte { return []byte("[!]") }

// Parse implements [parser.InlineParser].
func (wikiParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	s := stateOf(pc)
	switch {
	case line[0] == ']':
		return s.fieldEnd(block, segment)
	case line[0] == '!':
		if bytes.HasPrefix(line, []byte("![[")) {
			return s.wikiLink(parent, block, pc, 1)
		}
		return nil
	case bytes.HasPrefix(line, []byte("[[")):
		return s.wikiLink(parent, block, pc, 0)
	case !parent.HasChildren() && len(line) > 3 && line[2] == ']':
		return s.taskBox(parent, block, line)
	}
	return s.fieldStart(block, line, segment)
}

// taskStates are the characters that may stand in the box of a task.
const taskStates = " xX-/>!?*"

// taskBox passes the box of a task at the start of a list item, and sets the item's attribute "task" to its character.
func (s *state) taskBox(parent ast.Node, block text.Reader, line []byte) ast.Node {
	item, ok := parent.Parent().(*ast.ListItem)
	if !ok || item.FirstChild() != parent || bytes.IndexByte([]byte(taskStates), line[1]) < 0 || !util.IsSpace(line[3]) {
		return nil
	}
	item.SetAttributeString("task", []byte{line[1]})
	n := 3
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	block.Advance(n)
	return s.hide()
}

// wikiLink reads [[target#heading|alias]] at an offset of the line, behind a ! where it is an embed.
func (s *state) wikiLink(parent ast.Node, block text.Reader, pc parser.Context, at int) ast.Node {
	line, segment := block.PeekLine()
	from := at + 2
	end := from
	for end < len(line) && line[end] != '[' && line[end] != ']' && line[end] != '\n' {
		end++
	}
	inner := line[from:end]
	if !bytes.HasPrefix(line[end:], []byte("]]")) || util.IsBlank(inner) || util.IsSpace(inner[0]) || inner[0] == '^' {
		return nil
	}
	if end+2 < len(line) && bytes.IndexByte([]byte("([]"), line[end+2]) >= 0 {
		return nil // a link whose text stands in brackets, or more of them
	}
	if _, ok := pc.Reference(util.ToLinkReference(inner)); ok {
		return nil
	}
	target := text.NewSegment(segment.Start+from, segment.Start+end)
	block.Advance(end + 2)
	showWiki(parent, block.Source(), target, at > 0)
	return s.hide()
}

// showWiki appends what a reader sees of a link to a note, or of an embedded one.
func showWiki(parent ast.Node, source []byte, target text.Segment, embed bool) {
	value := source[target.Start:target.Stop]
	bar := bytes.IndexByte(value, '|')
	if bar >= 0 {
		alias := text.NewSegment(target.Start+bar+1, target.Stop)
		target.Stop = target.Start + bar
		if bar > 0 && value[bar-1] == '\\' { // as tables need it
			target.Stop--
		}
		if size := source[alias.Start:alias.Stop]; !embed || !isSize(size) && !util.IsBlank(size) {
			parent.AppendChild(parent, ast.NewTextSegment(alias))
			return
		}
		value = source[target.Start:target.Stop]
	}
	if embed && isAddress(bytes.ReplaceAll(value, []byte(" "), nil)) {
		return // a picture or another file
	}
	shown := false
	for more := true; more; {
		part := target
		i := bytes.IndexByte(source[target.Start:target.Stop], '#')
		if more = i >= 0; more {
			part.Stop = target.Start + i
		}
		if !part.IsEmpty() && source[part.Start] != '^' { // ^ begins the id of a paragraph
			if shown {
				parent.AppendChild(parent, ast.NewString([]byte(" > ")))
			}
			parent.AppendChild(parent, ast.NewTextSegment(part))
			shown = true
		}
		target.Start = part.Stop + 1
	}
}

// isSize reports the size of a picture, such as 300 or 300x200.
func isSize(b []byte) bool {
	for _, c := range b {
		if !util.IsNumeric(c) && c != 'x' {
			return false
		}
	}
	return len(b) > 0
}

// commentParser hides Obsidian's %%comments%%.
type commentParser struct{}

// Trigger implements [parser.InlineParser].
func (commentParser) Trigger() []byte { return []byte("%") }

// Parse implements [parser.InlineParser].
func (commentParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '%' {
		return nil
	}
	if before := textBefore(parent, block, segment); len(before) > 0 && (util.IsNumeric(before[len(before)-1]) || before[len(before)-1] == '%') {
		return nil // 50%%
	}
	s := stateOf(pc)
	end := s.find(closeHidden, block.Source(), segment.Start+2, blockStop(parent, segment), "%%")
	if end < 0 {
		return nil
	}
	advanceTo(block, end+2)
	return s.hide()
}

// commentLines is the scan of a hiddenParser: Obsidian's comments over several lines and blocks, which begin at the
// start of a line and end at the end of one.
func commentLines(s *state, src []byte, at int) (int, []text.Segment) {
	if !bytes.HasPrefix(src[at:], []byte("%%")) || bytes.Contains(src[at+2:lineEnd(src, at)], []byte("%%")) {
		return 0, nil
	}
	end := s.find(closeHiddenBlock, src, lineEnd(src, at), len(src), "%%")
	if end < 0 || !util.IsBlank(src[end+2:lineEnd(src, end)]) {
		return 0, nil
	}
	return end + 2, nil
}

// blockIDParser hides Obsidian's ^id at the end of a line.
type blockIDParser struct{}

// Trigger implements [parser.InlineParser].
func (blockIDParser) Trigger() []byte { return []byte("^") }

// Parse implements [parser.InlineParser].
func (blockIDParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if before := textBefore(parent, block, segment); len(before) > 0 && !util.IsSpace(before[len(before)-1]) {
		return nil
	}
	n, letters := 1, 0
	for n < len(line) && (util.IsAlphaNumeric(line[n]) || line[n] == '-') {
		if !util.IsNumeric(line[n]) {
			letters++
		}
		n++
	}
	if n < 3 || letters == 0 && n < 5 || !util.IsBlank(line[n:]) {
		return nil
	}
	block.Advance(n)
	return stateOf(pc).hide()
}
