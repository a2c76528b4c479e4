package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// What the first paragraphs, and labels with more than a name, say of who takes part.

// claimsOfParts takes a labelled line in which each name has its part in brackets
// behind it, whatever the label: 韩雪松（主持人）/ 林静（嘉宾，画家）. One has to host
// and another one to be asked: a lone bracket may hold an office.
func (r *reader) claimsOfParts(c *cast, l labelled) {
	type part struct {
		name names.Name
		role people.Role
	}
	if strings.Count(l.value, "(")+strings.Count(l.value, "（") < 2 {
		return
	}
	var all []part
	hosts := 0
	for _, m := range partInBrackets.FindAllStringSubmatchIndex(l.value, mostSpeakers+1) {
		role, is := partOf(l.value[m[4]:m[5]])
		if !is {
			continue
		}
		n, ok := names.Read(l.value[m[2]:m[3]])
		if !ok || n.Form < names.Likely && (n.Form < names.Possible || !strings.Contains(r.front.Title, n.Text)) {
			continue // a single word is a name where the title has it, too
		}
		if role == people.Host {
			hosts++
		}
		all = append(all, part{n, role})
	}
	if hosts == 0 || hosts == len(all) {
		return
	}
	for _, p := range all {
		c.add(r, p.name, labelClaim(l.label, r.start+l.pos, p.role))
	}
}

// partInBrackets captures a name and the first word of the bracket behind it.
var partInBrackets = pattern.MustCompile(`([^()（）/／、,，;；&|｜]{2,40}?)\s*[(（]([^()（），,、;；：:\s]{1,20})[^()（）]{0,60}[)）]`)

// interviewed is in the bracket behind whom a label calls the author of an interview. Who
// has 采访 there and nothing else asked.
var interviewed = pattern.MustCompile(`(?i)[(（][^()（）]{0,20}(?:interviewed by|in conversation with|接受[^()（）]{0,20}?(?:采访|採訪|专访|專訪)|[由被][^()（）]{1,20}?(?:采访|採訪|专访|專訪)|受访|受訪)[^()（）]{0,60}[)）]`)

// claimsOfSpokenAuthor takes the post's own author where a first paragraph says that
// the text was made of what the author said on an occasion: 本文整理自…韩雪松在…的分享.
func (r *reader) claimsOfSpokenAuthor(c *cast, openings []titled) {
	if r.front.Author == "" {
		return
	}
	for _, p := range openings {
		m := madeOf.FindStringIndex(p.text)
		if m == nil {
			continue
		}
		said := sentenceStart(p.text[m[0]:])
		for _, n := range names.List(string(r.front.Author)) {
			if i := strings.Index(said, n.Text); i >= 0 && names.FormOf(n.Text) >= names.Likely && spokenAt.MatchString(said[i:]) {
				c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a first paragraph says that the author spoke", pos: p.pos})
			}
		}
	}
}

var (
	madeOf   = pattern.MustCompile(`(?i)整理自|摘自|根据|根據|文字实录|文字實錄|(?:based on|transcript of|adapted from)\b`)
	spokenAt = pattern.MustCompile(`(?i)分享|演讲|演講|讲座|講座|报告|報告|讲话|直播|\b(?:talk|keynote|speech|lecture|presentation)\b`)
)

// claimsOfIntroduced takes whom the first words of an interview introduce, as in
// “韩雪松（花名：慢慢），慢公司工程师”, where nobody but Q and A speaks in it.
func (r *reader) claimsOfIntroduced(c *cast, o outline, openings []titled) {
	if len(openings) == 0 || len(r.talk.order) == 0 || c.certain() || !r.titleTellsTalk(o) {
		return
	}
	for _, t := range r.talk.firsts {
		if t.voice != people.Asks && t.voice != people.Answers {
			return
		}
	}
	m := introduced.FindStringSubmatch(openings[0].text)
	if m == nil || names.FormOf(m[1]) < names.Likely || asksForPaper.MatchString(m[2]) {
		return
	}
	c.add(r, names.Name{Text: m[1]}, claim{weight: ofGrammar, sure: true, role: people.Speaker, what: "the first words of an interview introduce the name", pos: openings[0].pos})
}

var (
	introduced   = pattern.MustCompile(`^([\p{Han}·]{2,12}?|[\p{L}.'’-]+(?: [\p{L}.'’-]+){1,3}?)\s*(?:[（(,，]|\s(?:is|was)\s)(.{0,60})`)
	asksForPaper = pattern.MustCompile(`(?i)记者|記者|编辑|編輯|主持|撰文|\b(?:reporter|editor|host)\b`)
)

// introducedAs are labels behind which a paragraph or an item introduces somebody.
var introducedAs = pattern.MustCompile(`(?i)^(?:(?:本期|分享|演讲|演講|特邀|主讲)?(?:嘉宾|嘉賓|讲师|講師|讲者|講者|主讲人|分享人|演讲者|登壇者)(?:介绍|介紹|简介|簡介|紹介)?|(?:about the |our |guest )?speakers?(?: bios?)?|speaker bio)$`)

// startsBio captures who a paragraph that tells of somebody starts with.
var startsBio = pattern.MustCompile(`^([\p{Han}·•]{2,12}?|[\p{L}.'’-]+(?: [\p{L}.'’-]+){1,3}?)\s*(?:$|[（(,，、|｜：:\n]|\s[-–—]\s|\s(?:is|was)\s)`)

// bioLine captures who a paragraph with such a label ahead of its colon starts with:
// 受访者简介：韩雪松，慢公司工程师。
var bioLine = pattern.MustCompile(`^(?:(?:本期|分享|演讲|演講|特邀|主讲)?(?:嘉宾|嘉賓|来宾|來賓|讲师|講師|讲者|講者|主讲人|分享人|演讲者|受访者|受訪者|被访者|被訪者|受访人|被采访者|采访对象)(?:简介|簡介|介绍|介紹)|(?i:about the speaker|speaker bio|about our guest))\s*[:：]\s*([\p{Han}·•]{2,12}?|[\p{L}.'’-]+(?: [\p{L}.'’-]+){1,3}?)\s*(?:[（(,，、|｜]|现任|現任|\s(?:is|was)\s|为|為|是)`)

// claimsOfBioLines takes whom such paragraphs start with.
func (r *reader) claimsOfBioLines(c *cast, openings []titled) {
	for _, p := range openings {
		m := bioLine.FindStringSubmatch(p.text)
		if m == nil || names.FormOf(m[1]) < names.Likely {
			continue
		}
		cl := labelClaim("the bio", p.pos, people.Speaker)
		cl.tells = true
		c.add(r, names.Name{Text: m[1]}, cl)
	}
}

// claimsOfBios takes whom the paragraphs and items below such labels start with.
func (r *reader) claimsOfBios(c *cast, o outline, openings []titled) {
	blocks := rejoin(o.intro, o.chunks)
	for i, b := range blocks[:max(0, len(blocks)-1)] {
		if r.headDepth(b) == 0 || b.Kind() == ast.KindHeading && b.(*ast.Heading).Level == 1 {
			continue
		}
		label := strings.TrimRight(r.plainHeading(b), ":： ")
		if len(label) > longestBioLabel || !introducedAs.MatchString(label) {
			continue
		}
		for k, bio := range r.biosBelow(b, blocks[i+1:]) {
			plain := clipText(markdown.Plain(r.body, bio), longestOpening)
			m := startsBio.FindStringSubmatchIndex(plain)
			if m == nil || names.FormOf(plain[:m[3]]) < names.Likely || k > 0 && m[3] == len(plain) || moderates(openings, plain[:m[3]]) {
				continue
			}
			cl := labelClaim(label, r.start+max(0, bio.Pos()), people.Speaker)
			cl.tells = true
			c.add(r, names.Name{Text: plain[:m[3]]}, cl)
		}
	}
}

const longestBioLabel = 60 // bytes

// moderates reports whether a first paragraph says that somebody moderates or hosts.
func moderates(openings []titled, name string) bool {
	for _, p := range openings {
		if i := strings.Index(p.text, name); i >= 0 && moderator.MatchString(lastBytes(p.text[:i], 40)) {
			return true
		}
	}
	return false
}

var moderator = pattern.MustCompile(`(?i)(?:moderated|hosted|led|facilitated) by\s+$|(?:主持人?|主持)[是为：:]?\s*$`)

// biosBelow are the paragraphs below a label that tell of somebody each: the next
// block, or, below a heading, all that start in bold.
func (r *reader) biosBelow(label ast.Node, blocks []ast.Node) []ast.Node {
	all := biosIn(blocks[0])
	if label.Kind() != ast.KindHeading {
		return all
	}
	for _, b := range blocks[1:min(len(blocks), 2*mostSpeakers)] {
		if r.headDepth(b) > 0 {
			break
		}
		if startsBold(b) {
			all = append(all, b)
		}
	}
	return all
}

// startsBold reports whether a paragraph starts with a bold name, perhaps in italics.
func startsBold(b ast.Node) bool {
	if b.Kind() != ast.KindParagraph {
		return false
	}
	n := b.FirstChild()
	for n != nil && n.Kind() == ast.KindEmphasis {
		if n.(*ast.Emphasis).Level == 2 {
			return true
		}
		n = n.FirstChild()
	}
	return false
}

// biosIn are the paragraphs of a block that may tell of somebody each: those of the
// items of a list, or the block itself.
func biosIn(b ast.Node) []ast.Node {
	if b.Kind() == ast.KindParagraph {
		return []ast.Node{b}
	}
	var all []ast.Node
	if b.Kind() == ast.KindList {
		for _, item := range children(b) {
			if first := item.FirstChild(); first != nil {
				all = append(all, first)
			}
		}
	}
	return all
}
