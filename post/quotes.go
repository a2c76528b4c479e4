package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/pattern"
	"viewline/timeline"
)

// A post of quotes names the occasion below each of them: "**来源**: [SlowConf,
// 2018](…)", or a line that starts with a dash.

// sourced is a quote with the occasion that it was said on.
type sourced struct {
	at      ast.Node
	blocks  []ast.Node // of the view
	heading string     // under which the quote stands
	level   int
	source  string // as the post has it
	cut     dates.Cut
	links   ast.Node
}

// sourceLabel are the labels of the line that names an occasion.
var sourceLabel = pattern.MustCompile(`(?i)^(?:来源|來源|出处|出處|场合|場合|源自|source|sources|from|where|occasion|said at|said in)$`)

// partsOfQuotes gathers quotes by the occasion that stands below each.
func (r *reader) partsOfQuotes(o outline) (parts []part, beside []ast.Node) {
	var found []sourced
	items := 0
	heading, level := "", o.base()
	var above ast.Node
	told := map[ast.Node]bool{} // the headings that go along with their quotes
	blocks := rejoin(r.introOf(o), o.chunks)
	taken := map[ast.Node]bool{}
	for i, b := range blocks {
		switch n := b.(type) {
		case *ast.Heading:
			heading, level, above = markdown.Plain(r.body, n), n.Level, n
		case *ast.List:
			for _, item := range children(n) {
				items++
				if q, ok := r.sourcedItem(item); ok {
					q.heading, q.level = heading, level
					found = append(found, q)
					told[above] = true
				}
			}
		case *ast.Blockquote:
			items++
			if q, ok := r.sourcedQuote(n, blocks[i+1:]); ok {
				q.heading, q.level = heading, level
				found = append(found, q)
				told[above] = true
			}
		}
	}
	if len(found) < 2 || 2*len(found) < items {
		return nil, nil
	}
	byOccasion := map[string]int{}
	for _, q := range found {
		taken[q.at] = true
		if q.links != q.at {
			taken[q.links] = true
		}
		key := timeline.Fold(q.cut.Title) + "/" + q.cut.Date.Date.String()
		i, known := byOccasion[key]
		if !known {
			i = len(parts)
			byOccasion[key] = i
			p := part{speakers: r.main, cast: r.cast, title: q.source, node: q.at, level: o.base()}
			p.date(r, q.cut.Date, q.source, "the source of the quote", timeline.DateFromMetadata)
			parts = append(parts, p)
		}
		parts[i].quotes = append(parts[i].quotes, q)
		parts[i].links = append(parts[i].links, q.links)
	}
	return parts, withoutEmpty(r.withoutTaken(blocks, taken), told)
}

// withoutEmpty drops the headings of quotes below which nothing else is left.
func withoutEmpty(blocks []ast.Node, told map[ast.Node]bool) []ast.Node {
	var rest []ast.Node
	for i, b := range blocks {
		empty := i+1 == len(blocks) || blocks[i+1].Kind() == ast.KindHeading
		if !told[b] || !empty {
			rest = append(rest, b)
		}
	}
	return rest
}

// withoutTaken drops the blocks, and the items of lists, that became quotes. It
// notes where such an item ends, which nothing behind it tells any more.
func (r *reader) withoutTaken(blocks []ast.Node, taken map[ast.Node]bool) []ast.Node {
	var rest []ast.Node
	r.ends = map[ast.Node]int{}
	for _, b := range blocks {
		if taken[b] {
			continue
		}
		if list, ok := b.(*ast.List); ok {
			for _, item := range children(list) {
				if taken[item] {
					r.ends[item] = r.blockEnd(item)
					list.RemoveChild(list, item)
				}
			}
			if list.ChildCount() == 0 {
				continue
			}
		}
		rest = append(rest, b)
	}
	return rest
}

// sourcedItem reads an item of a list with a source below it.
func (r *reader) sourcedItem(item ast.Node) (sourced, bool) {
	var lines [][]ast.Node
	for _, b := range children(item) {
		switch b.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			lines = append(lines, inlineLines(b)...)
		case ast.KindList:
			for _, inner := range children(b) {
				if p := inner.FirstChild(); p != nil && (p.Kind() == ast.KindParagraph || p.Kind() == ast.KindTextBlock) {
					lines = append(lines, inlineLines(p)...)
				}
			}
		}
	}
	for _, line := range lines {
		label, value := r.colonLine(line)
		if !sourceLabel.MatchString(strings.TrimSpace(label)) {
			continue
		}
		source := firstSource(r, line, value)
		if cut, ok := r.sourceDate(source); ok {
			return sourced{at: item, blocks: children(item), source: source, cut: cut, links: item}, true
		}
	}
	return sourced{}, false
}

// firstSource is the text of the first link of a line, else what stands ahead of
// a slash.
func firstSource(r *reader, line []ast.Node, value string) string {
	for _, n := range line {
		if n.Kind() == ast.KindLink {
			if text := strings.TrimSpace(markdown.Plain(r.body, n)); text != "" {
				if _, ok := r.sourceDate(text); ok {
					return text
				}
			}
			break
		}
	}
	first, _, _ := strings.Cut(value, " / ")
	return strings.TrimSpace(first)
}

// sourceDate cuts an occasion from its date; a bare year behind a comma or a
// blank at the end counts.
func (r *reader) sourceDate(source string) (dates.Cut, bool) {
	if cut, ok := r.cutHeading(source); ok && cut.Date.Err == nil && cut.Title != "" {
		return cut, true
	}
	for _, d := range r.datesOf(source) {
		if d.Lone && strings.TrimSpace(source[d.End:]) == "" && strings.TrimSpace(source[:d.Start]) != "" {
			return dates.Cut{Title: strings.TrimRight(source[:d.Start], " ,，-–—"), Date: d, Place: dates.End}, true
		}
	}
	return dates.Cut{}, false
}

var dashStart = pattern.MustCompile(`^\s*(?:[-–—―]{1,2}|──)\s*`)

// sourcedQuote reads a block quote whose last line, or the paragraph behind it,
// starts with a dash and names the occasion.
func (r *reader) sourcedQuote(q *ast.Blockquote, rest []ast.Node) (sourced, bool) {
	if len(rest) == 0 {
		return sourced{}, false
	}
	p, ok := rest[0].(*ast.Paragraph)
	if !ok {
		return sourced{}, false
	}
	plain := markdown.Plain(r.body, p)
	m := dashStart.FindString(plain)
	if m == "" {
		return sourced{}, false
	}
	source, _ := r.stripNames(strings.TrimSpace(plain[len(m):]), r.main)
	cut, ok := r.sourceDate(source)
	return sourced{at: q, blocks: children(q), source: source, cut: cut, links: p}, ok
}

// readQuotes makes sections of the quotes of one occasion, under the headings
// that they stand under.
func (r *reader) readQuotes(quotes []sourced) []*timeline.Section {
	var sections []*timeline.Section
	for _, q := range quotes {
		n := len(sections)
		if n == 0 || sections[n-1].Heading != headingText(q.heading) {
			number, text := splitNumber(q.heading)
			sections = append(sections, &timeline.Section{
				Number: number, Heading: text, Level: min(q.level, 6), Kind: timeline.SectionViewpoints, Anchor: r.anchor(q.heading), Line: r.line(q.at),
			})
			n++
		}
		sections[n-1].Viewpoints = append(sections[n-1].Viewpoints, r.viewpoint(q.at, q.blocks))
	}
	return sections
}

func headingText(heading string) string {
	_, text := splitNumber(heading)
	return text
}

// resources is the heading of a list of what to read or to look at: who wrote it did
// not speak.
var resources = pattern.MustCompile(`(?i)^(?:further |recommended |additional |other |useful )?(?:resources|reading|books|tools|show ?notes|credits)\b|^(?:相关|延伸|参考|推荐)?(?:资源|资料|阅读|书籍)$|^(?:関連|参考)(?:リンク|資料)$`)

// quotesWord tells that a title announces what somebody said.
var quotesWord = pattern.MustCompile(`(?i)语录|語錄|名言|金句|言论|言論|\bquotes\b|\bsayings\b|어록`)

// quotesOnly reports whether each item of a list opens with a quotation mark, and so
// has a source of its own behind it.
func (r *reader) quotesOnly(list *ast.List) bool {
	for _, item := range children(list) {
		first := item.FirstChild()
		if first == nil || !quotation.MatchString(markdown.Plain(r.body, first)) {
			return false
		}
	}
	return true
}
