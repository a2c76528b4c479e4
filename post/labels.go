package post

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"viewline/markdown"
	"viewline/post/pattern"
)

// headBlocks is how many blocks below a heading may hold labelled lines about
// the occasion.
const headBlocks = 12

// labelled is a line such as **Speaker:** Ana Ruiz, wherever it stands: in a
// paragraph, a list, a quote or a row of a table.
type labelled struct {
	label, value string
	pos          int      // the offset of the line in the body
	block        ast.Node // the top-level block that holds the line
}

// labelledLines reads the labelled lines of the first blocks, up to the first
// heading that is not about the occasion itself.
func (r *reader) labelledLines(blocks []ast.Node) []labelled {
	var all []labelled
	about := true // whether the blocks are those of the head, or of a section such as Metadata
	head := 0
	for _, b := range blocks {
		if h, ok := b.(*ast.Heading); ok {
			about = r.isInfo(r.plainHeading(h))
			head = 0
			continue
		}
		if head++; !about || head > headBlocks || r.turns[b] != nil {
			continue
		}
		all = append(all, r.linesOf(b)...)
	}
	return all
}

// linesOf reads the labelled lines of one block.
func (r *reader) linesOf(b ast.Node) []labelled {
	var all []labelled
	add := func(p ast.Node) {
		if p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock {
			return
		}
		for _, line := range inlineLines(p) {
			if label, value := r.colonLine(line); value != "" && utf8.RuneCountInString(label) <= longestLabel && utf8.RuneCountInString(value) <= longestValue {
				all = append(all, labelled{label, value, max(0, line[0].Pos()), b})
			}
		}
	}
	switch b.(type) {
	case *ast.Paragraph:
		add(b)
	case *ast.List:
		for _, item := range children(b) {
			if p := item.FirstChild(); p != nil {
				add(p)
			}
		}
	case *ast.Blockquote:
		for _, p := range children(b) {
			if _, is := p.(*ast.List); is {
				all = append(all, r.linesOf(p)...)
			}
			add(p)
		}
	case *extast.Table:
		all = r.tableLines(b)
	}
	return all
}

// tableLines reads a table of two columns, a label and a value in each row, or
// one of a single row below its headings.
func (r *reader) tableLines(table ast.Node) []labelled {
	rows := children(table)
	var all []labelled
	pair := func(label, value ast.Node) {
		l, v := strings.TrimRight(markdown.Plain(r.body, label), ":： "), markdown.Plain(r.body, value)
		if l != "" && v != "" && utf8.RuneCountInString(l) <= longestLabel && utf8.RuneCountInString(v) <= longestValue {
			all = append(all, labelled{l, v, max(0, label.Pos()), table})
		}
	}
	if len(rows) == 2 && rows[0].ChildCount() > 2 {
		heads, cells := children(rows[0]), children(rows[1])
		for i := range min(len(heads), len(cells)) {
			pair(heads[i], cells[i])
		}
		return all
	}
	for _, row := range rows {
		if cells := children(row); len(cells) == 2 {
			pair(cells[0], cells[1])
		}
	}
	return all
}

// infoHeadings start the headings of sections that are about the occasion.
var infoHeadings = []string{
	"基本信息", "基础信息", "访谈信息", "訪談資訊", "视频信息", "影片資訊", "节目信息", "演讲信息", "活动信息", "会议信息", "元信息", "元数据", "元資料", "元資訊", "材料信息", "信息", "嘉宾", "嘉賓", "讲者", "講者", "主讲", "登壇", "概要",
	"metadata", "info", "information", "about this", "about the talk", "about the speaker", "details", "guest", "speaker", "talk info", "video info", "episode info",
}

// infoWord is in every such heading.
var infoWord = pattern.MustCompile(strings.Join(infoHeadings, "|"))

func isInfoHeading(heading string) bool {
	heading = strings.ToLower(heading)
	if !infoWord.MatchString(heading) {
		return false
	}
	heading = strings.TrimSpace(withoutSigns(heading))
	_, heading = splitNumber(heading)
	for _, start := range infoHeadings {
		if strings.HasPrefix(heading, start) {
			return true
		}
	}
	return false
}
