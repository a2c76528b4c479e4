package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/pattern"
)

var (
	// leadMark is a task box, a number, a kind of reading in brackets or a bullet
	// before a title.
	leadMark = pattern.MustCompile(`^(?:` +
		`\[[ xX✓✔]?\]` +
		`|[☐☑✅✔✓❑❏□■▪•●◦‣▶★☆⭐*]\x{fe0f}?` +
		`|\[\^?\d{1,4}\]|【\d{1,4}】|[（(]\d{4}[）)]|[（(]\d{1,3}[）)]` +
		`|#\d{1,3}[.:：]?(?:\s|$)|(?i:no)\.\s?\d{1,3}[.:：]?\s` +
		`|\d{1,3}(?:[.．](?:\s|\pL|["“《])|[)）、])|[①-⑳]|[一二三四五六七八九十]{1,3}、` +
		`|[\[（(【](?i:译|譯|翻译|转|转载|论文|論文|书|书籍|文章|课程|paper|papers|book|article|essay|blog|course|video|pdf|new|must read|optional|必读|选读|精读)[\]）)】]` +
		`)\s*`)
	// leadYear is a year in brackets before a title.
	leadYear = pattern.MustCompile(`^\s*[\[（(【](\d{4})[\]）)】]\s`)
	// tailMark is a kind of reading or of text in brackets behind a title.
	tailMark = pattern.MustCompile(`(?:\s*[\[（(【](?i:译|譯|翻译|转|转载|论文|論文|书|书籍|文章|paper|book|article|essay|blog|course|video|pdf|link)[\]）)】])+$`)
	// emptyBrackets are those around links that were hidden, with what parts them.
	emptyBrackets = pattern.MustCompile(`[\[（(【<]\s*[|/,、·;\s]*[\]）)】>]`)
	// bracketedYear stands at a title's end.
	bracketedYear = pattern.MustCompile(`\s*[\[（(【](\d{4})\s*年?[\]）)】]\s*[.,]?$`)
)

// cutLead takes all marks off the start of a text.
func cutLead(s string) string {
	for {
		s = strings.TrimLeftFunc(s, func(c rune) bool {
			return unicode.IsSpace(c) || c >= 0x1f000 && unicode.In(c, unicode.So, unicode.Sk) || c == 0xfe0f || c == 0x200d
		})
		m := leadMark.FindString(s)
		if m == "" || len(strings.TrimSpace(s[len(m):])) == 0 {
			return s
		}
		if last, size := utf8.DecodeLastRuneInString(m); unicode.IsLetter(last) && s[0] >= '0' && s[0] <= '9' || last == '"' || last == '“' || last == '《' {
			m = m[:len(m)-size] // 1.Title
		}
		s = s[len(m):]
	}
}

// skipLead is the offset behind the marks at the start of a line.
func (r *reading) skipLead(start, end int) int {
	if m := leadYear.FindStringSubmatch(r.Plain[start:min(end, start+16)]); m != nil {
		r.c.Year = yearOf(m[1])
	}
	return end - len(cutLead(r.Plain[start:end]))
}

// cutYear takes the year in brackets off a title's end; 0 where there is none.
func cutYear(title string) (rest string, year int) {
	title = strings.TrimSpace(title)
	if !strings.ContainsAny(title, "])）】") {
		return title, 0
	}
	m := bracketedYear.FindStringSubmatchIndex(title)
	if m == nil || m[0] == 0 {
		return title, 0
	}
	year = yearOf(title[m[2]:m[3]])
	if year == 0 {
		return title, 0
	}
	return title[:m[0]], year
}

// titleQuotes pair the marks around a title.
var titleQuotes = []struct{ open, close string }{{"“", "”"}, {"\"", "\""}, {"《", "》"}, {"「", "」"}, {"『", "』"}, {"〈", "〉"}, {"‘", "’"}, {"*", "*"}, {"_", "_"}, {"`", "`"}}

// Clean takes off a title what is not of it: a number, a task box, a mark such as
// [译], quotation marks around it, and a full stop, comma or colon at its end.
func Clean(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	for {
		before := title
		title = cutLead(title)
		if strings.HasSuffix(title, "]") || strings.HasSuffix(title, "】") || strings.HasSuffix(title, ")") || strings.HasSuffix(title, "）") {
			title = tailMark.ReplaceAllString(title, "")
		}
		title = strings.TrimRight(title, " ,，。:：;；、|–—-")
		if strings.HasSuffix(title, ".") && !strings.HasSuffix(title, "..") && !endsInInitial(title) {
			title = title[:len(title)-1]
		}
		title = strings.TrimSpace(strings.TrimLeft(title, " ,，:：;；|–—-"))
		for _, q := range titleQuotes {
			inner, ok := strings.CutPrefix(title, q.open)
			if inner, closed := strings.CutSuffix(inner, q.close); ok && closed && inner != "" && !strings.Contains(inner, q.close) {
				title = inner
			}
		}
		if title == before {
			return title
		}
	}
}

// endsInInitial reports whether a text ends in an abbreviation such as U.S.
func endsInInitial(s string) bool {
	n := len(s)
	return n > 3 && s[n-3] == '.' && unicode.IsUpper(rune(s[n-2]))
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}
