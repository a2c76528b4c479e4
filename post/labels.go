package post

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/names"
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
	for i, b := range blocks {
		if h, ok := b.(*ast.Heading); ok {
			about = r.isInfo(r.plainHeading(h))
			head = 0
			if l, is := r.headingLabel(h, blocks[i+1:]); is {
				all = append(all, l)
			}
			continue
		}
		if head++; !about || head > headBlocks || r.turns[b] != nil {
			continue
		}
		all = append(all, r.linesOf(b)...)
	}
	return all
}

// headingLabel reads a heading that is the label of a date, with the date on the one line
// below it: “## 日時” and “2020年12月14日（月）19:00”.
func (r *reader) headingLabel(h *ast.Heading, below []ast.Node) (labelled, bool) {
	label := strings.TrimRight(r.plainHeading(h), ":： ")
	if len(below) == 0 || below[0].Kind() != ast.KindParagraph || metadataRole(label) != roleDate {
		return labelled{}, false
	}
	value := strings.TrimSpace(markdown.Plain(r.body, below[0]))
	if d, dated := dateIn(value, dates.OrderUnknown); !dated || d.Start > 0 || strings.Contains(value, "\n") || utf8.RuneCountInString(value) > longestShort {
		return labelled{}, false
	}
	return labelled{label, value, max(0, below[0].Pos()), below[0]}, true
}

// linesOf reads the labelled lines of one block.
func (r *reader) linesOf(b ast.Node) []labelled {
	var all []labelled
	add := func(p ast.Node) {
		if p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock {
			return
		}
		for _, line := range inlineLines(p) {
			label, value := r.colonLine(line)
			if role := metadataRole(label); role == roleSpeaker && utf8.RuneCountInString(value) > longestValue {
				value = firstOfBio(value)
			}
			if value != "" && isLabel(label) && utf8.RuneCountInString(value) <= longestValue {
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

// isLabel reports whether what stands ahead of a colon is short enough for a label: one that
// is known may have more words, as “Session facilitator(s)” has.
func isLabel(label string) bool {
	n := utf8.RuneCountInString(label)
	return n <= longestLabel || n <= longestKnown && metadataRole(label) != ""
}

const longestKnown = 40 // code points of a label that is known

// firstOfBio is the start of a value that goes on to tell who somebody is: "Ana Ruiz,
// President at SlowLab, author of …". It is empty where no name stands there.
func firstOfBio(value string) string {
	name, _, _ := strings.Cut(value, ",")
	if name = strings.TrimSpace(name); names.FormOf(name) < names.Likely {
		return ""
	}
	return name
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
	"基本信息", "基本情報", "基础信息", "访谈信息", "訪談資訊", "视频信息", "影片資訊", "节目信息", "演讲信息", "活动信息", "会议信息", "元信息", "元数据", "元資料", "元資訊", "材料信息", "信息", "嘉宾", "嘉賓", "讲者", "講者", "主讲", "登壇", "概要",
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
