package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readTitled reads a name with titles before and behind it, or in two scripts
// side by side.
func readTitled(s string) (Name, bool) {
	n := Name{Text: s}
	n.cutBefore()
	n.cutDegrees()
	n.cutHonorific()
	n.Form = FormOf(n.Text)
	if n.Form != None {
		return n, true
	}
	if n.cutOffice() || n.cutScript() {
		n.Form = FormOf(n.Text)
		return n, n.Form != None
	}
	return Name{}, false
}

// cutBefore cuts titles before a Latin name: Dr., Prof., Sir, CEO.
func (n *Name) cutBefore() {
	for {
		word, rest, found := strings.Cut(n.Text, " ")
		if !found || !latinWords().before.has(strings.ToLower(word)) {
			return
		}
		n.Title, n.Text = joinTitles(n.Title, word), rest
	}
}

// cutDegrees cuts degrees behind a Latin name. Two capitals or a full stop mark
// a degree: MA is one, and Ma is a family name.
func (n *Name) cutDegrees() {
	for {
		i := strings.LastIndexByte(n.Text, ' ')
		if i < 0 {
			return
		}
		word := strings.Trim(n.Text[i+1:], ",")
		capitals := 0
		for _, c := range word {
			if unicode.IsUpper(c) || c == '.' {
				capitals++
			}
		}
		if capitals < 2 && word != "emeritus" || !latinWords().degrees.has(strings.ToLower(word)) {
			return
		}
		n.Title, n.Text = joinTitles(word, n.Title), strings.TrimRight(n.Text[:i], " ,")
	}
}

// longestHonorific is the greatest length of a title behind a name, in code
// points.
const longestHonorific = 4

// cutHonorific cuts 老师, さん, 씨 and their like behind a name. A title of one
// character may be a given name's end: it goes only where that makes the rest
// more of a name. No given name ends in 氏, which goes from every likely name.
func (n *Name) cutHonorific() {
	if ascii(n.Text) {
		return
	}
	honorifics := hanWords().honorifics
	end := len(n.Text)
	best, whole := 0, FormOf(n.Text)
	for count := 1; count <= longestHonorific && end > 0; count++ {
		_, size := utf8.DecodeLastRuneInString(n.Text[:end])
		end -= size
		form := FormOf(n.Text[:end])
		if honorifics.has(n.Text[end:]) && form != None && (count > 1 || form > whole || n.Text[end:] == "氏" && form == Likely) {
			best = end
		}
	}
	if best > 0 {
		n.Title, n.Text = joinTitles(n.Title, n.Text[best:]), strings.TrimSpace(n.Text[:best])
	}
}

// cutOffice cuts an affiliation with an office before a likely name:
// 慢科技创始人韩雪松. The last office counts.
func (n *Name) cutOffice() bool {
	best := 0
	for office := range hanWords().offices {
		if i := strings.LastIndex(n.Text, office); i >= 0 && i+len(office) > best {
			if rest := (Name{Text: tidy(n.Text[i+len(office):])}); rest.likelyTitled() {
				best = i + len(office)
			}
		}
	}
	if best == 0 {
		return false
	}
	rest := Name{Text: tidy(n.Text[best:])}
	rest.cutHonorific()
	n.Title = joinTitles(joinTitles(n.Title, tidy(n.Text[:best])), rest.Title)
	n.Text = rest.Text
	return true
}

func (n Name) likelyTitled() bool {
	n.cutHonorific()
	return FormOf(n.Text) == Likely
}

// cutScript reads a name that another script follows: a second spelling, as in
// 李飞飞 Fei-Fei Li, or an office, as in 韩雪松 慢科技创始人.
func (n *Name) cutScript() bool {
	first, rest, found := strings.Cut(n.Text, " ")
	if !found || ascii(n.Text) {
		return false
	}
	if FormOf(first) == Likely && scriptOf(first) != scriptCased && holdsOffice(rest) {
		n.Text, n.Title = first, joinTitles(n.Title, rest)
		return true
	}
	a, b, ok := cutAtScript(n.Text)
	if !ok || min(FormOf(a), FormOf(b)) == None || max(FormOf(a), FormOf(b)) != Likely && Same(a, b) == Different {
		return false
	}
	n.Text, n.Other = a, append(n.Other, b)
	return true
}

// cutAtScript cuts s where its script changes.
func cutAtScript(s string) (a, b string, ok bool) {
	before := scriptNone
	for i, c := range s {
		of := scriptOfRune(c)
		if of == scriptNone {
			continue
		}
		if before != scriptNone && (of == scriptCased) != (before == scriptCased) {
			return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i:]), true
		}
		before = of
	}
	return "", "", false
}
