package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/pattern"
)

var (
	// withYear is what stands before and behind a year in brackets.
	withYear = pattern.MustCompile(`^(.{2,400}?)\s*[（(\[](\d{4})[a-z]?(?:[,，][^()（）]{0,40})?[)）\]](.*)$`)
	// withBrackets is a text with brackets at its end.
	withBrackets = pattern.MustCompile(`^(.{2,400}?)\s*[（(\[【]([^()（）\[\]【】]{2,160})[)）\]】]\s*\.?$`)
)

// plainForm reads a line without a link, bold words or quotation marks for its
// title.
func (r *reading) plainForm(at, end int) bool {
	s := strings.TrimRight(r.show(at, end), " ")
	if utf8.RuneCountInString(s) < 2 || !hasLetter(s) {
		return false
	}
	if _, _, quoted := quotedIn(s); quoted {
		return false // the words in quotation marks are the title, in a form that is not known
	}
	slanted := r.slantedIn(at, end)
	known := r.c
	for _, form := range []func(string, []string) bool{r.yearInBrackets, r.endInBrackets, r.byAuthor, r.dashed, r.sentences, r.commas, r.withIdentifier, r.titleCased} {
		if form(s, slanted) {
			return true
		}
		r.c = known
	}
	return false
}

// yearInBrackets reads Ray, A. (2018). Slow nets. …, and Slow Nets (2018), ….
func (r *reading) yearInBrackets(s string, slanted []string) bool {
	if !strings.ContainsAny(s, "(（[") {
		return false
	}
	m := withYear.FindStringSubmatch(s)
	if m == nil || !r.setYear(m[2]) {
		return false
	}
	before, after := m[1], strings.TrimSpace(m[3])
	l := readNames(before, false)
	if len(l.names) > 0 && strings.Trim(l.rest, ties) == "" && strings.Trim(after, ties) != "" && (l.strong || strings.HasPrefix(after, ".")) {
		first, rest := sentence(strings.TrimLeft(after, ties))
		r.c.Authors = l.names
		if !r.setTitle(first) {
			return false
		}
		r.c.Rest = r.meta(rest, slanted, false)
		return true
	}
	tied := after == "" || strings.ContainsAny(after[:1], ",.:;|-") || strings.HasPrefix(after, "by ") ||
		strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—") || strings.HasPrefix(after, "，") || strings.HasPrefix(after, "。") || strings.HasPrefix(after, "：")
	if !tied {
		return false
	}
	if !r.sentences(before, slanted) && !r.byAuthor(before, slanted) && !r.dashed(before, slanted) && !r.commas(before, slanted) && !r.setTitle(before) {
		return false
	}
	r.c.Rest = r.meta(after, slanted, true)
	return true
}

// endInBrackets reads Slow Nets (Ann Ray, NeurIPS 2018).
func (r *reading) endInBrackets(s string, _ []string) bool {
	if !strings.ContainsAny(s, ")）]】") {
		return false
	}
	m := withBrackets.FindStringSubmatch(s)
	return m != nil && r.bracketed(m[2]) && r.setTitle(m[1])
}

// byAuthor reads Slow Nets by Ann Ray.
func (r *reading) byAuthor(s string, slanted []string) bool {
	i := strings.LastIndex(s, " by ")
	if i <= 0 {
		return false
	}
	l := readNames(s[i+len(" by "):], false)
	if len(l.names) == 0 || !r.endsNames(l, slanted) || !r.setTitle(s[:i]) {
		return false
	}
	r.c.Rest = r.meta(s[i+1:], slanted, false)
	return true
}

// dashes part a title from its author.
var dashes = []string{" - ", " – ", " — ", "——", " | "}

// dashed reads 慢网 - 韩雪松 and A. Ray – Slow nets.
func (r *reading) dashed(s string, slanted []string) bool {
	for _, dash := range dashes {
		i := strings.Index(s, dash)
		if i <= 0 {
			continue
		}
		left, right := s[:i], s[i+len(dash):]
		if l := readNames(left, false); l.strong && strings.Trim(l.rest, ties) == "" {
			r.c.Authors = l.names
			title, rest := sentence(right)
			r.c.Rest = r.meta(rest, slanted, false)
			return r.setTitle(title)
		}
		l := readNames(strings.TrimSpace(right), true)
		if len(l.names) > 0 && r.endsNames(l, slanted) && !isVenue(strings.Join(l.names, " ")) && r.setTitle(left) {
			r.c.Rest = r.meta(right, slanted, true)
			return true
		}
	}
	return false
}

// sentences reads A. Ray, B. Li. Slow nets. NeurIPS 2018. and Slow nets. Ann
// Ray, et al.
func (r *reading) sentences(s string, slanted []string) bool {
	first, rest := sentence(s)
	if rest == "" {
		return false
	}
	if l := readNames(s, false); l.etAl || l.strong && strings.HasPrefix(l.rest, ".") {
		title, more := sentence(strings.TrimLeft(l.rest, ties))
		r.c.Authors = l.names
		r.c.Rest = r.meta(more, slanted, false)
		return r.setTitle(title)
	}
	l := readNames(rest, false)
	if title, more := sentence(rest); isName(first) && len(l.names) == 0 && more != "" && Year(more) > 0 {
		r.c.Authors = []string{first} // Ann Ray. Slow Nets for Minds. Slow Press, 2015.
		r.c.Rest = r.meta(more, slanted, false)
		return r.setTitle(title)
	}
	if len(l.names) == 0 || !r.endsNames(l, slanted) || !l.strong && Year(rest) == 0 && strings.Trim(l.rest, ties) != "" || !r.setTitle(first) {
		return false
	}
	r.c.Rest = r.meta(rest, slanted, false)
	return true
}

// commas reads Slow Nets, Ann Ray, 2018 and A. Ray, Slow nets, 2018.
func (r *reading) commas(s string, slanted []string) bool {
	i := strings.LastIndexAny(s, ",，")
	if i <= 0 {
		return false
	}
	m := yearFirst.FindStringSubmatch(strings.TrimLeft(s[i:], " ,，"))
	dated := m != nil && yearOf(m[1]) > 0
	if l := readNames(s, false); l.strong && dated && len(l.names) > 0 && strings.HasPrefix(strings.TrimLeft(l.rest, " "), ",") && hasInitial(l.names[0]) || l.strong && dated && strings.HasPrefix(l.rest, ":") {
		title := strings.Trim(s[len(s)-len(l.rest):i], ties)
		r.c.Authors = l.names
		r.setYear(m[1])
		return title != "" && r.setTitle(title)
	}
	for j, c := range s { // the first comma behind which authors stand
		if c != ',' && c != '，' {
			continue
		}
		rest := strings.TrimLeft(s[j:], " ,，")
		l := readNames(rest, c == '，')
		left := strings.Trim(l.rest, ties)
		if len(l.names) > 0 && r.endsNames(l, slanted) && (dated || l.strong && (left == "" || yearFirst.FindString(left) == left)) && r.setTitle(s[:j]) {
			r.c.Rest = r.meta(rest, slanted, c == '，')
			return true
		}
		break
	}
	if _, more := sentence(s[:i]); !dated || more != "" || !r.setTitle(s[:i]) {
		return false
	}
	r.setYear(m[1])
	return true
}

// withIdentifier reads a title beside an arXiv identifier or a DOI.
func (r *reading) withIdentifier(s string, slanted []string) bool {
	if r.c.Arxiv == "" && r.c.DOI == "" {
		return false
	}
	for _, mark := range []string{"arXiv:", "arxiv:", "ArXiv:", "doi:", "DOI:"} {
		if i := strings.Index(s, mark); i > 0 {
			s = strings.TrimRight(s[:i], " ,.;:([（")
		}
	}
	title, rest := sentence(s)
	if utf8.RuneCountInString(title) > longestTitle || !r.setTitle(title) {
		return false
	}
	r.c.Rest = r.meta(rest, slanted, false)
	return true
}

// titleCased reads a line that is a title by its capital letters: Patience Is
// All You Want.
func (r *reading) titleCased(s string, _ []string) bool {
	_, rest := sentence(s)
	return rest == "" && strings.Contains(s, " ") && isTitleCase(s) && isLatin(s[0]) && !strings.ContainsAny(s, ",;") && !strings.ContainsFunc(s, isCJK) && r.setTitle(s)
}

// isCJK reports whether a character is of the blocks of Chinese, Japanese and
// Korean, their punctuation included.
func isCJK(c rune) bool { return c >= 0x2e80 }

// sentence parts a text behind its first full stop, but not behind an initial or
// a short form.
func sentence(s string) (first, rest string) {
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], "。"):
			return s[:i], strings.TrimSpace(s[i+len("。"):])
		case (s[i] == '.' || s[i] == '?' || s[i] == '!') && i+1 < len(s) && s[i+1] == ' ' && !isShort(s[:i]):
			end := i
			if s[i] != '.' {
				end++
			}
			return s[:end], strings.TrimSpace(s[i+1:])
		}
	}
	return s, ""
}

var shortForms = words("vs jr sr st dr mr mrs prof no vol fig eds ed cf e.g i.e")

// isShort reports whether a text ends in an initial or a short form.
func isShort(s string) bool {
	i := strings.LastIndexAny(s[max(0, len(s)-8):], " .-(") + 1
	word := s[max(0, len(s)-8)+i:]
	c, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(c) || shortForms[strings.ToLower(word)]
}
