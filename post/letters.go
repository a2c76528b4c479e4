package post

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// A letter greets somebody at its start, and its writer signs it below a closing.

var (
	// greeting is the first line of a letter.
	greeting = pattern.MustCompile(`(?i)^(?:dear [^.!?]{2,60}[,:]?$|to (?:the|my|our|all)(?: \pL+){1,6}[^.!?]{0,40}:$|gentlemen[,:]$)|^(?:尊敬的|亲爱的|親愛的|各位)[^。！？]{1,30}[：:，]$|^致[^。！？]{1,30}[：:]$`)
	// closing is what stands ahead of the signature, and the signature where it stands
	// on the next line.
	closing = pattern.MustCompile(`(?i)^(?:cordially|sincerely|yours|best|best regards|kind regards|warm regards|regards|respectfully|faithfully|love|此致|敬礼|敬禮|此致敬礼|此致 敬礼|顺祝商祺|谨启|敬上)(?: (?:yours|truly|sincerely|faithfully))?[,，!！。]?(?:\s+(.{2,40}))?$`)
)

const (
	greetingIn = 6 // blocks, of which one greets somebody
	longestEnd = 200
)

// claimsOfLetter takes who signs a letter.
func (r *reader) claimsOfLetter(c *cast, o outline) {
	blocks := rejoin(o.intro, o.chunks)
	r.claimsOfOpenLetter(c, o)
	isLetter := r.isCalledLetter(o)
	if !isLetter && !r.greets(blocks) {
		return
	}
	for i := len(blocks) - 1; i >= 0; i-- {
		if blocks[i].Kind() != ast.KindParagraph {
			continue
		}
		text := r.shortText(blocks[i])
		m := closing.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		name := m[1]
		if name == "" && i+1 < len(blocks) {
			name = r.shortText(blocks[i+1])
		}
		if n, ok := names.Read(name); ok && n.Form >= names.Likely {
			c.add(r, n, signature(r.start+max(0, blocks[i].Pos())))
		}
		return
	}
	if r.claimOfOffice(c, blocks) {
		return
	}
	r.claimOfLetterAuthor(c, blocks)
}

// claimsOfOpenLetter takes the author of the front matter whose name stands ahead of what a
// title calls an open letter: 韩雪松：致慢城居民的一封公开信.
func (r *reader) claimsOfOpenLetter(c *cast, o outline) {
	for _, n := range names.List(string(r.front.Author)) {
		for _, t := range r.titles(o) {
			rest, ahead := strings.CutPrefix(t.text, n.Text)
			if ahead && names.FormOf(n.Text) >= names.Likely && openLetter.MatchString(rest) {
				c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: t.what + ": the author, and an open letter", pos: t.pos})
			}
		}
	}
}

// openLetter is what a title calls a letter behind the name of who wrote it.
var openLetter = pattern.MustCompile(`^\s*(?:[-–—:：|｜《「]|的|致|给|給)+.{0,60}?(?:公开信|公開信|(?:的|一封)信)|(?i)^(?:['’]s)?[\s:–—-]+(?:an? )?open letter\b`)

// claimOfLetterAuthor takes whom a list ahead of a letter calls the author of it: who
// translated the letter, or put it on paper again, has a label of their own.
func (r *reader) claimOfLetterAuthor(c *cast, blocks []ast.Node) {
	var authors []names.Name
	pos, told := 0, false
	for _, l := range r.labelledLines(blocks[:min(len(blocks), greetingIn)]) {
		switch {
		case letterAuthor.MatchString(l.label):
			authors, pos = names.List(l.value), r.start+l.pos
		case letterFacts.MatchString(l.label):
			told = true
		}
	}
	if len(authors) != 1 || !told || names.FormOf(authors[0].Text) < names.Likely {
		return
	}
	c.add(r, authors[0], claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the author of a letter", pos: pos})
}

var (
	letterAuthor = pattern.MustCompile(`(?i)^(?:作者|原作者|原文作者|author|from)$`)
	// letterFacts are labels of what was there before the post: the letter.
	letterFacts = pattern.MustCompile(`(?i)^(?:标题|標題|原文|原文链接|原文連結|链接|連結|来源|來源|发表时间|發表時間|翻译|翻譯|译者|譯者|中文翻译参考|title|source|original|translator|to)$`)
)

func signature(pos int) claim {
	return claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the signature of a letter", pos: pos}
}

// isCalledLetter reports whether the title, or the folder of the post, calls it a letter.
func (r *reader) isCalledLetter(o outline) bool {
	dir := path.Dir(r.path)
	if formatFolder.MatchString(path.Base(dir)) {
		dir = path.Dir(dir)
	}
	if letterFolder.MatchString(path.Base(dir)) {
		return true
	}
	for _, t := range r.titles(o) {
		if calledLetter.MatchString(t.text) {
			return true
		}
	}
	return false
}

var (
	formatFolder = pattern.MustCompile(`(?i)^(?:markdown|md|mdx|text|txt|html|raw|en|zh|cn)$`)
	letterFolder = pattern.MustCompile(`(?i)^(?:[\pL_'’-]+[-_ ])?letters?$|(?:股东|合伙人)信$`)
	calledLetter = pattern.MustCompile(`(?i)\bletters? to (?:the |our |my |all )?(?:(?:share|stock)holders|(?:limited )?partners)\b|\bshareholders?['’]? letter\b|致(?:全体)?(?:股东|合伙人)的?信`)
)

// lastBlocks is how many blocks at the end of a letter may be its signature.
const lastBlocks = 4

// claimOfOffice takes who signs a letter without a closing: a line that is a name, and
// below it the office. It reports whether there is one.
func (r *reader) claimOfOffice(c *cast, blocks []ast.Node) bool {
	for _, b := range blocks[max(0, len(blocks)-lastBlocks):] {
		if b.Kind() != ast.KindParagraph || b.Lines().Len() > 4 {
			continue
		}
		var lines []string
		for _, line := range b.Lines().Sliced(0, b.Lines().Len()) {
			lines = append(lines, strings.TrimSpace(string(line.Value(r.body))))
		}
		for i, line := range lines[:max(0, len(lines)-1)] {
			line = signedOn.ReplaceAllString(line, "")
			if n, ok := names.Read(line); ok && n.Form >= names.Likely && signedOffice.MatchString(lines[i+1]) {
				c.add(r, n, signature(r.start+max(0, b.Pos())))
				return true
			}
		}
	}
	return false
}

// signedOn is the day ahead of a signature on the same line.
var signedOn = pattern.MustCompile(`^\pL{3,9}\.? \d{1,2}, \d{4}\s{2,}`)

var signedOffice = pattern.MustCompile(`(?i)^\s*(?:chairman|chairwoman|chair|chief executive|ceo|president|founder|managing (?:director|partner)|general partner)\b|^(?:董事长|董事會主席|董事会主席|首席执行官|总裁|创始人)`)

// greets reports whether one of the first blocks is the first line of a letter.
func (r *reader) greets(blocks []ast.Node) bool {
	for _, b := range blocks[:min(len(blocks), greetingIn)] {
		if b.Kind() == ast.KindParagraph && greeting.MatchString(r.shortText(b)) {
			return true
		}
	}
	return false
}

// shortText is the text of a short paragraph on one line; empty for a long one.
func (r *reader) shortText(b ast.Node) string {
	lines := b.Lines()
	if b.Type() != ast.TypeBlock || lines == nil || lines.Len() == 0 || lines.At(lines.Len()-1).Stop-lines.At(0).Start > longestEnd {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(markdown.Plain(r.body, b), "\n", " "))
}
