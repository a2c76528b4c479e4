package post

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// A transcript is made of turns: paragraphs that open with who speaks, as in
// **Ana：** …, ANA RUIZ: …, Q：/A：, and what follows up to the next one.

// turn is what one speaker says at a stretch.
type turn struct {
	label   string
	mark    string // the label with what stands in brackets behind it
	voice   people.Voice
	end     int // the offset in the body behind the label and its colon
	blocks  []ast.Node
	member  *member  // nil where nobody is known by the label
	asks    bool     // whether it is a question to somebody else
	heading ast.Node // the one that the turn stands below; nil ahead of all
	next    *turn    // the turn behind it, below the same heading; nil where there is none
}

// talk is the turns of a post, by the block that each begins with.
type talk struct {
	turns  map[ast.Node]*turn
	order  []*turn
	labels map[string]int // how many turns a label has
	firsts []*turn        // the first turn of each label
}

// findTurns finds the turns among the top-level blocks of a post; none where
// these are no transcript.
func (r *reader) findTurns(tree ast.Node) talk {
	t := talk{turns: map[ast.Node]*turn{}, labels: map[string]int{}}
	if !r.maySpeak() {
		return t
	}
	r.turnHeadings(tree)
	r.unwrapTurns(tree)
	r.splitTurns(tree)
	var last *turn
	var heading ast.Node
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindHeading || n.Kind() == ast.KindThematicBreak {
			last = nil
			if n.Kind() == ast.KindHeading {
				heading = n
			}
			continue
		}
		if p, ok := n.(*ast.Paragraph); ok {
			if found := r.turnOf(p); found != nil {
				if last != nil {
					last.next = found
				}
				last = found
				t.turns[n], found.heading = found, heading
				t.order = append(t.order, found)
				if t.labels[found.label]++; t.labels[found.label] == 1 {
					t.firsts = append(t.firsts, found)
				}
			}
		}
		if last != nil && last.blocks != nil && r.isCredit(n) {
			last = nil // who edited is no part of what was said
		}
		if last != nil {
			last.blocks = append(last.blocks, n)
		}
	}
	if !t.isTranscript() && !r.declares(t, tree) {
		return talk{}
	}
	return t
}

// isCredit reports whether a block is a line that tells who edited, asked or spoke,
// such as （整理：李梅）.
func (r *reader) isCredit(b ast.Node) bool {
	if b.Kind() != ast.KindParagraph || b.Lines().Len() != 1 {
		return false
	}
	line := b.Lines().At(0)
	before, _ := r.cutLine(line.Start, r.within(line.Stop))
	before = strings.TrimSpace(strings.TrimLeft(before, "（([【"))
	_, is := partOf(before)
	return is
}

// maySpeak looks for two lines with a colon shortly behind their start, or with Q. or
// A. there: without these there is no transcript.
func (r *reader) maySpeak() bool {
	found := 0
	for i := 0; i < len(r.body); {
		line := r.body[i:]
		next := len(line)
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line, next = line[:end], end+1
		}
		line = line[:min(len(line), longestTurnLabel)]
		if bytes.IndexByte(line, ':') >= 0 || bytes.Contains(line, []byte("：")) || turnLetter.Match(line) {
			if found++; found > 1 {
				return true
			}
		}
		i += next
	}
	return false
}

// longestTurnLabel is how many bytes the label of a turn may have with all its
// marks.
const longestTurnLabel = 120

var (
	// turnStart is a label with its colon: bold or not, perhaps with the moment
	// or a short remark in brackets behind the name.
	turnStart = pattern.MustCompile(`^\s*(?:[-–—]\s*|\d{1,3}[、.．]\s*)?(?:\*\*?|__?)?\s*([^:：*_\n\[\]()（）<>]{1,60}?)\s*(?:\*\*|__)?\s*(?:[（(\[【][^）)\]】\n]{1,30}[）)\]】])?\s*(?:\*\*?|__?)?\s*[:：]\s*(?:\*\*?|__?)?\s*`)
	// turnLetter is Q or A with a full stop.
	turnLetter = pattern.MustCompile(`^\s*(?:\*\*|__)?\s*([QA])(?:\*\*|__)?\.(?:\*\*|__)?\s+`)
	// turnLine is a bold name that has its line to itself, with a moment or not. A
	// translator repeats the name and the moment behind these.
	turnLine = pattern.MustCompile(`^\s*(?:\*\*|__)([^:：*_\n\[\]()（）<>]{1,60}?)(?:\s*[（(][^（）()\n]{1,30}[）)])?(?:\*\*|__)[\s\x{a0}]*(?:[（(\[【]?[\d:：.]{4,9}[）)\]】]?(?:[ \t\x{a0}]+[^\n\d]{2,40}[ \t\x{a0}][\d:：.]{4,9})?)?[\s\x{a0}]*(?:\n|\\\n|$)`)
)

// turnOf reads the label that a paragraph opens with; nil where there is none.
func (r *reader) turnOf(p ast.Node) *turn {
	lines := p.Lines()
	if lines.Len() == 0 || p.FirstChild() == nil {
		return nil
	}
	start := max(lines.At(0).Start, min(p.FirstChild().Pos(), lines.At(0).Stop))
	end := min(lines.At(0).Stop, start+longestTurnLabel)
	if lines.Len() > 1 {
		end = min(lines.At(1).Start, start+longestTurnLabel)
	}
	head := r.body[start:max(start, end)]
	for _, pattern := range []*pattern.Pattern{turnStart, turnLine, turnLetter} {
		m := pattern.FindSubmatchIndex(head)
		if m == nil {
			continue
		}
		label := strings.TrimSpace(string(head[m[2]:m[3]]))
		voice := people.VoiceOf(label)
		if voice == people.NoVoice || pattern == turnLine && voice != people.Named || r.isFact(label, voice, start+m[1]) {
			continue
		}
		mark := strings.Trim(string(head[m[2]:m[1]]), " *_:：\n\\")
		return &turn{label: label, mark: mark, voice: voice, end: start + m[1]}
	}
	return nil
}

// isFact reports whether a label of some voice and the rest of its line are
// metadata, such as 嘉宾：韩雪松, and no turn of speech.
func (r *reader) isFact(label string, voice people.Voice, from int) bool {
	switch metadataRole(label) {
	case "":
		return false
	case roleSpeaker, roleHost, roleWriter: // also a label of turns, as in 嘉宾：我不同意
	default:
		return voice != people.Asks // an audience is metadata, and asks
	}
	line := r.body[min(from, len(r.body)):]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	if len(line) > longestTurnLabel {
		return false
	}
	value := string(bytes.Trim(line, " \t\r\\*_"))
	for _, n := range names.List(value) {
		whole := n.Text == value && strings.Contains(value, " ") && names.FormOf(value) >= names.Possible // Song Han
		if (names.FormOf(n.Text) >= names.Likely || whole) && strings.Contains(value[:min(len(value), len(n.Text)+20)], n.Text) {
			return true
		}
	}
	return strings.HasPrefix(value, "[") || strings.HasPrefix(value, "http")
}

// isTranscript reports whether the labels are those of people who take turns:
// somebody asks and somebody else answers, or two names come back.
func (t talk) isTranscript() bool {
	asks, others, back := 0, 0, 0
	for _, turn := range t.order {
		if turn.voice == people.Asks {
			asks++
		} else {
			others++
		}
	}
	for _, n := range t.labels {
		if n > 1 {
			back++
		}
	}
	for _, first := range t.firsts {
		if t.labels[first.label] > 3 && first.voice == people.Named && !t.onceBelowEach() {
			return true // one who answers those who are not named
		}
	}
	return asks > 0 && others > 0 || back > 1 && len(t.order) > 3
}

// onceBelowEach reports whether each turn stands below a heading of its own, so that the
// labels may be those of the parts of a list: **秘技：** below each tool.
func (t talk) onceBelowEach() bool {
	below := map[ast.Node]bool{}
	for _, turn := range t.order {
		if turn.heading == nil || below[turn.heading] {
			return false
		}
		below[turn.heading] = true
	}
	return true
}

// declares reports whether the post says ahead of the first turn who takes part,
// and at least two of these, and half of all voices, have turns: each may speak once. One
// guest who has more than three turns suffices: a medium may ask.
func (r *reader) declares(t talk, tree ast.Node) bool {
	if len(t.firsts) == 0 {
		return false
	}
	var said strings.Builder
	for _, w := range r.front.who {
		said.WriteString(w.value + "\n")
	}
	all := children(tree)
	head := all[:slices.Index(all, t.order[0].blocks[0])]
	if len(head) > 0 && head[0].Kind() == ast.KindHeading {
		head = head[1:] // the title
	}
	for _, l := range r.labelledLines(head) {
		role, is := partOf(l.label)
		if is {
			said.WriteString(l.value + "\n")
		}
		if is && role == people.Speaker && t.labels[strings.TrimSpace(l.value)] > 3 {
			return true
		}
	}
	declared := 0
	for _, first := range t.firsts {
		if first.voice == people.Named && strings.Contains(said.String(), first.label) {
			declared++
		}
	}
	return declared > 1 && 2*declared >= len(t.firsts)
}

// unwrapTurns puts the blocks of a list in the list's place where its items are
// turns: somebody asks in one, and somebody else answers in another.
func (r *reader) unwrapTurns(tree ast.Node) {
	for _, n := range children(tree) {
		list, ok := n.(*ast.List)
		if !ok || list.ChildCount() < 2 {
			continue
		}
		if !r.startsAnonymous(list.FirstChild()) && !r.startsAnonymous(list.FirstChild().NextSibling()) {
			continue
		}
		asks, others := 0, 0
		items := children(list)
		for _, item := range items {
			first := item.FirstChild()
			if first == nil || first.Kind() != ast.KindParagraph && first.Kind() != ast.KindTextBlock {
				continue
			}
			if t := r.turnOf(first); t != nil && t.voice == people.Asks {
				asks++
			} else if t != nil {
				others++
			}
		}
		if asks == 0 || others == 0 || 2*(asks+others) < len(items) {
			continue
		}
		for _, item := range items {
			for _, b := range children(item) {
				tree.InsertBefore(tree, list, asParagraph(b))
			}
		}
		tree.RemoveChild(tree, list)
	}
}

// startsAnonymous reports whether an item starts with the label of a turn whose
// speaker has no name: Q：, 答：.
func (r *reader) startsAnonymous(item ast.Node) bool {
	if item == nil || item.FirstChild() == nil || item.FirstChild().Lines() == nil || item.FirstChild().Lines().Len() == 0 {
		return false
	}
	line := item.FirstChild().Lines().At(0)
	head := r.body[line.Start:min(line.Stop, line.Start+longestAnonymous)]
	i, _ := colonIn(head)
	return i > 0 && people.IsAnonymous(string(bytes.Trim(head[:i], " *_")))
}

// longestAnonymous is how many bytes such a label may have with its marks.
const longestAnonymous = 40

// asParagraph is a block, or the paragraph that the text of a tight item is.
func asParagraph(b ast.Node) ast.Node {
	if b.Kind() != ast.KindTextBlock {
		return b
	}
	p := ast.NewParagraph()
	p.SetLines(b.Lines())
	p.SetPos(b.Pos())
	for _, n := range children(b) {
		p.AppendChild(p, n)
	}
	return p
}

// splitTurns makes a paragraph of its own for each line that starts a turn: Q
// and A often stand on neighbouring lines.
func (r *reader) splitTurns(tree ast.Node) {
	for _, n := range children(tree) {
		p, ok := n.(*ast.Paragraph)
		if !ok || p.Lines().Len() < 2 {
			continue
		}
		lines := inlineLines(p)
		if len(lines) != p.Lines().Len() {
			continue
		}
		var heads []int
		for i := range lines {
			m := turnStart.FindSubmatchIndex(r.lineHead(p, i))
			if m == nil {
				m = turnLetter.FindSubmatchIndex(r.lineHead(p, i))
			}
			if m != nil {
				label := string(bytes.TrimSpace(r.lineHead(p, i)[m[2]:m[3]]))
				v := people.VoiceOf(label)
				if r.isFact(label, v, p.Lines().At(i).Start+m[1]) {
					continue
				}
				if v == people.Asks || v == people.Answers || v == people.Named {
					heads = append(heads, i)
				}
			}
		}
		if len(heads) > 1 || len(heads) == 1 && heads[0] > 0 && r.turnOf(p) != nil {
			r.splitAt(tree, p, lines, heads)
		}
	}
}

func (r *reader) lineHead(p ast.Node, i int) []byte {
	line := p.Lines().At(i)
	return r.body[line.Start:min(line.Stop, line.Start+longestTurnLabel)]
}

// splitAt replaces a paragraph by one for what stands ahead of the first head,
// and one for each head with the lines up to the next.
func (r *reader) splitAt(tree ast.Node, p *ast.Paragraph, lines [][]ast.Node, heads []int) {
	if heads[0] > 0 {
		heads = slices.Insert(heads, 0, 0)
	}
	for i, from := range heads {
		to := len(lines)
		if i+1 < len(heads) {
			to = heads[i+1]
		}
		part := ast.NewParagraph()
		segments := text.NewSegments()
		for j := from; j < to; j++ {
			segments.Append(p.Lines().At(j))
			for _, n := range lines[j] {
				part.AppendChild(part, n)
			}
		}
		part.SetLines(segments)
		part.SetPos(p.Lines().At(from).Start)
		if last, ok := part.LastChild().(*ast.Text); ok {
			last.SetSoftLineBreak(false)
			last.SetHardLineBreak(false)
		}
		tree.InsertBefore(tree, p, part)
	}
	tree.RemoveChild(tree, p)
}
