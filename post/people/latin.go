package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/pattern"
)

// word is a word of a title.
type word struct {
	text       string
	start, end int
}

// span is a run of words that has the form of a name.
type span struct {
	start, end int
	form       names.Form
}

// inLatin finds names in Latin letters by the words around them.
func inLatin(title string) []Candidate {
	var found []Candidate
	for _, s := range spans(title) {
		c := Candidate{Name: names.Name{Text: title[s.start:s.end]}, Form: s.form, Start: s.start, End: s.end}
		before, after := strings.ToLower(lastBytes(title[:s.start])), strings.ToLower(firstBytes(title[s.end:]))
		if n := len(found); n > 0 && listed(title[found[n-1].End:s.start]) && !hostedAfter.MatchString(after) && !showAfter.MatchString(after) {
			last := found[n-1] // "Interview with Ana Ruiz and Bo Li": all have the part of the first
			if last.Strength == Grammar || !c.judge(title, before, after) || c.Role != Speaker || c.Strength < Grammar {
				c.Role, c.Strength, c.Why = last.Role, last.Strength, last.Why
			}
		} else if n > 0 && found[n-1].Role == Host && s.form >= names.Likely && isAsking(title[found[n-1].End:s.start]) {
			c.Strength, c.Why = Grammar, "“X hosts …” or the like"
		} else if !c.judge(title, before, after) {
			continue
		}
		found = append(found, c)
	}
	return shareBackwards(title, found)
}

// isAsking reports whether a text is a verb such as hosts and nothing else.
func isAsking(between string) bool { return between != "" && asks.FindString(between) == between }

// farthest is how many bytes on either side of a name tell its part.
const farthest = 160

// lastBytes is the end of a text; a letter stands for what was cut off.
func lastBytes(s string) string {
	if len(s) <= farthest {
		return s
	}
	return "x" + strings.ToValidUTF8(s[len(s)-farthest:], "")
}

// firstBytes is the start of a text; a letter stands for what was cut off.
func firstBytes(s string) string {
	if len(s) <= farthest {
		return s
	}
	return strings.ToValidUTF8(s[:farthest], "") + "x"
}

// shareBackwards gives the names of a list the part that only the last of them
// shows: "Ana Ruiz and Bo Li's keynote".
func shareBackwards(title string, found []Candidate) []Candidate {
	for i := len(found) - 2; i >= 0; i-- {
		if next := found[i+1]; found[i].Strength < next.Strength && listed(title[found[i].End:next.Start]) {
			found[i].Role, found[i].Strength, found[i].Why = next.Role, next.Strength, next.Why
		}
	}
	kept := found[:0]
	for _, c := range found {
		if c.Form >= names.Likely || c.Strength == Grammar {
			kept = append(kept, c)
		}
	}
	return kept
}

var listMark = pattern.MustCompile(`^(?:,| and| &|, and|,? und|/| /| vs\.?| versus| x| ×|、|和|与|與|对谈|對談)\s*$`)

// companyBetween stands behind a name of a list: "Ana Ruiz (SlowLab) and Bo Li".
var companyBetween = pattern.MustCompile(`^\s*\([^()]{1,40}\)`)

// degreeBetween and titleBetween stand between two names of a list, behind the one
// and ahead of the other: ", PhD and Prof.".
var (
	degreeBetween = pattern.MustCompile(`^(?:,? (?:Ph\.?D|M\.?D|MSc|MBA|Esq|Jr|Sr|I{2,3}|IV)\b\.?)+`)
	titleBetween  = pattern.MustCompile(`\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.?\s*$`)
)

func listed(between string) bool {
	between = companyBetween.ReplaceAllString(between, "")
	between = titleBetween.ReplaceAllString(degreeBetween.ReplaceAllString(between, ""), "")
	return listMark.MatchString(strings.TrimRight(between, " "))
}

// judge fills in the part that the words around a name give. It reports false
// for a single word that nothing marks as a name.
func (c *Candidate) judge(title, before, after string) bool {
	whole := before
	before = withoutOffice(before)
	switch {
	case ofOrganisation.MatchString(after) || atPlace.MatchString(before) || familyFirst(title, c.Start, c.End):
		return false
	case aboutBefore.MatchString(before) && !inReview.MatchString(before) && !talkAfter.MatchString(after):
		c.Strength, c.Why = Mentioned, "whom the title is about"
	case showBefore.MatchString(before) && !strings.Contains(c.Text, " "):
		c.Role, c.Strength, c.Certain, c.Why = Host, Grammar, true, "a show has the name"
	case hostedAfter.MatchString(after) && !strings.HasPrefix(after, "'s") && !strings.HasPrefix(after, "’s") || asksSomebody(title[c.End:]):
		c.Role, c.Strength, c.Why = Host, Grammar, "who asks stands ahead of “interview with”"
	case showAfter.MatchString(after):
		c.Role, c.Strength, c.Why = Host, Grammar, "a show has the name"
	case writerBefore.MatchString(before):
		c.Role, c.Strength, c.Why = Writer, Grammar, "who wrote or translated"
	case hostBefore.MatchString(before) && !startsConversation.MatchString(before):
		c.Role, c.Strength, c.Why = Host, Grammar, "who hosts or asks"
	case speakerBefore.MatchString(before) || startsConversation.MatchString(before):
		c.Strength, c.Why = Grammar, "“"+lastWords(before)+" …”"
	case c.Form >= names.Likely && withOfWhat(title[:c.Start]):
		c.Strength, c.Why = Grammar, "“interview with …” and what somebody is"
	case withAtEnd.MatchString(before) && endsAfter.MatchString(title[c.End:]):
		c.Strength, c.Why = Grammar, WithAtEnd
	case whatBefore.MatchString(before) && saidAfter.MatchString(after):
		c.Strength, c.Why = Grammar, "“what … said”"
	case verbAfter.MatchString(after) && !Known(c.Text):
		c.Strength, c.Why = Half, "“… "+strings.TrimSpace(verbAfter.FindString(after))+"”" // Quick Maps answers
	case lettersAfter.MatchString(after) && !strings.Contains(c.Text, " "):
		c.Strength, c.Why = Mentioned, "whose letters the title is about"
	case tellsAfter.MatchString(after) && !Known(c.Text):
		c.Strength, c.Why = Half, "“…"+strings.TrimSpace(tellsAfter.FindString(after))+"”"
	case tellsAfter.MatchString(after):
		c.Strength, c.Why = Grammar, "“…"+strings.TrimSpace(tellsAfter.FindString(after))+"”"
	case speechAfter.MatchString(after):
		c.Strength, c.Why = Grammar, "“… "+strings.TrimSpace(speechAfter.FindString(after))+"”"
	case c.Form >= names.Likely && Known(c.Text) && quotesAfter.MatchString(after):
		c.Strength, c.Why = Grammar, "“…: quotes”"
	case certainAfter.MatchString(after):
		c.Strength, c.Certain, c.Why = Grammar, true, "“…"+strings.TrimSpace(certainAfter.FindString(after))+"”"
	case chineseAfter.MatchString(after):
		c.Strength, c.Why = Grammar, "“…"+strings.TrimSpace(chineseAfter.FindString(after))+"”"
	case chineseBefore.MatchString(before), asksWho(before):
		c.Strength, c.Why = Grammar, "“"+lastWords(before)+"…”"
	case askedBefore.MatchString(before) && askedAfter.MatchString(after):
		c.Strength, c.Why = Grammar, "“对…的采访”"
	case learnedBefore.MatchString(before) && learnedAfter.MatchString(after):
		c.Strength, c.Why = Half, "“从…那里学到”"
	case togetherBefore.MatchString(before) && togetherAfter.MatchString(after):
		c.Strength, c.Why = Grammar, "“和…聊”"
	case isHalf(title, c.Start, c.End):
		c.Strength, c.Why = Half, "a half of the title"
	case versusBefore.MatchString(before) || versusAfter.MatchString(after):
		c.Strength, c.Why = Half, "“… vs …” in the title"
	case codeBefore.MatchString(title[:c.Start]) && strings.HasPrefix(after, " on ") && Known(c.Text):
		c.Strength, c.Certain, c.Why = Grammar, true, OnShow
	case byBefore.MatchString(before) || onAfter.MatchString(after):
		c.Strength, c.Why = Half, "“by …” or “… on” in the title"
		if strings.HasSuffix(strings.TrimRight(before, " "), " by") {
			c.Why = ByInTitle
		}
	case before != whole:
		c.Strength, c.Why = Half, "an office ahead of the name"
	default:
		c.Strength, c.Why = Mentioned, "a name in the title"
	}
	return c.Form >= names.Likely || c.Strength >= Grammar
}

// WithAtEnd tells of somebody whom the end of a title names as a guest:
// "Quiet maps — with Ana Ruiz".
const WithAtEnd = "“… — with” at the end of the title"

// ByInTitle tells of somebody behind "by" in a title: "Quiet Maps by Ana Ruiz".
const ByInTitle = "“by …” in the title"

// lastWords are the last two words of a text, for a message.
func lastWords(s string) string {
	fields := strings.Fields(s)
	return strings.Join(fields[max(0, len(fields)-2):], " ")
}

// halfMarks part a title into halves.
var halfMarks = pattern.MustCompile(`^\s*(?:$|[:：|｜•·/,，(（\[【]|[-–—]+(?:\s|$)|[-–—]{2})`)

// isHalf reports whether a name stands alone between the marks that part a
// title.
func isHalf(title string, start, end int) bool {
	before := strings.TrimRight(title[:start], " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	open := before == "" || leadingNumber.MatchString(before) || strings.ContainsRune(":：|｜•·/)）]】,，", r) || strings.ContainsRune("-–—", r) && (len(before) < start || strings.HasSuffix(before, "--")) || r == '—'
	rest := title[end:]
	if m := bracketed.FindString(rest); m != "" {
		rest = rest[len(m):] // another spelling, or a place
	}
	return open && halfMarks.MatchString(rest)
}

// leadingNumber is the number of an episode at the start of a title.
var leadingNumber = pattern.MustCompile(`^#?\d{1,4}[.):：]?$`)

var bracketed = pattern.MustCompile(`^\s*[(（][^()（）]{1,40}[)）]`)

// spans finds the runs of words in a title that may be names.
func spans(title string) []span {
	var found []span
	run := []word{}
	flush := func() {
		if s, ok := bestOf(title, run); ok {
			found = append(found, s)
		} else if s, ok := behindCode(title, run); ok {
			found = append(found, s)
		}
		run = run[:0]
	}
	all := words(title)
	for i, w := range all {
		if n := len(run); n > 0 && title[run[n-1].end:w.start] != " " {
			flush()
		}
		if belongs(w.text, len(run) > 0) || len(run) > 0 && Known(run[len(run)-1].text) && isCapitalised(w.text) {
			run = append(run, w) // Steve Jobs, Noam Brown: a common word behind a given name
		} else if isHalfName(title, all, i) {
			run = append(run, w)
		} else {
			flush()
		}
	}
	flush()
	return found
}

// isHalfName reports whether a word that is an ordinary one makes up a name together with one
// neighbour: Song Han.
func isHalfName(title string, all []word, i int) bool {
	w := all[i]
	if len(w.text) > longestSyllable || !isCapitalised(w.text) {
		return false
	}
	next := i+1 < len(all) && title[w.end:all[i+1].start] == " " && isCapitalised(all[i+1].text)
	last := i > 0 && title[all[i-1].end:w.start] == " " && isCapitalised(all[i-1].text)
	switch {
	case next == last:
		return false // alone, or amid other words with a capital
	case next:
		return names.FormOf(w.text+" "+all[i+1].text) >= names.Possible
	default:
		return names.FormOf(all[i-1].text+" "+w.text) >= names.Possible
	}
}

// longestSyllable is how many letters a syllable in pinyin has at most.
const longestSyllable = 6

// particles stand between the words of a name, in lower case.
var particles = map[string]bool{
	"de": true, "da": true, "di": true, "del": true, "der": true, "den": true, "van": true, "von": true, "la": true,
	"le": true, "bin": true, "ibn": true, "al": true, "el": true, "y": true, "dos": true, "ter": true, "zu": true,
}

// honorifics stand ahead of a name, perhaps with a full stop between.
var honorifics = set("dr prof mr mrs ms mx sir dame lord lady rev hon st")

// belongs reports whether a word may stand in a name.
func belongs(w string, inside bool) bool {
	if inside && particles[w] {
		return true
	}
	r, size := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) {
		return false
	}
	if len(w) == size || len(w) == size+1 && w[size] == '.' {
		return true // an initial
	}
	return names.FormOf(w) >= names.Possible || strings.Contains(w, ".") && strings.Count(w, ".")*2 == len(w)
}

// isCapitalised reports whether a word, or each of its parts between hyphens, is a capital
// with small letters behind it.
func isCapitalised(w string) bool {
	for part := range strings.SplitSeq(w, "-") { // Pei-Ying
		r, size := utf8.DecodeRuneInString(part)
		if !unicode.IsUpper(r) || len(part) == size || strings.ToLower(part[size:]) != part[size:] {
			return false
		}
	}
	return true
}

// bestOf is the longest part of a run that has the form of a name: the whole,
// else one without its first words, which may be an office or a company.
func bestOf(title string, run []word) (span, bool) {
	for len(run) > 0 && particles[run[len(run)-1].text] {
		run = run[:len(run)-1]
	}
	if len(run) > 3 && Known(run[0].text) && !strings.Contains(title[run[0].start:run[len(run)-1].end], ".") && !hasParticle(run) {
		run = run[:2] // Elon Musk Will Inspire
	}
	for len(run) > 2 && learnedWords[strings.ToLower(run[0].text)] {
		run = run[1:] // Professor Ana Ruiz
	}
	for i := range run {
		if s := (span{start: run[i].start, end: run[len(run)-1].end}); len(run)-i <= mostWords {
			if s.form = names.FormOf(title[s.start:s.end]); s.form >= names.Likely {
				return s, true
			}
		}
	}
	if n := len(run); n > 2 { // without a last word that is none of the name's
		if s, ok := bestOf(title, run[:n-1]); ok && s.form >= names.Likely {
			return s, true
		}
	}
	if len(run) == 2 && (names.FormOf(run[0].text) == names.None || names.FormOf(run[1].text) == names.None) {
		s := span{start: run[0].start, end: run[1].end} // Song Han
		s.form = names.FormOf(title[s.start:s.end])
		return s, s.form >= names.Possible
	}
	if len(run) == 1 && !honorifics[strings.ToLower(run[0].text)] && !mistyped.MatchString(title[run[0].end:]) {
		s := span{start: run[0].start, end: run[0].end}
		s.form = names.FormOf(title[s.start:s.end])
		return s, s.form >= names.Possible
	}
	return span{}, false
}

// mistyped stands behind a word that is no name by itself: "Speech by Marta VOgel".
var mistyped = pattern.MustCompile(`^ \p{Lu}{2}\p{Ll}{2}`)

// learnedWords stand ahead of a name, and are no part of it.
var learnedWords = set("professor doctor president chairman director senator minister ambassador distinguished alumnus alumna laureate")

func hasParticle(run []word) bool {
	for _, w := range run {
		if particles[w.text] {
			return true
		}
	}
	return false
}

// mostWords is how many words a name may have.
const mostWords = 5

// words cuts a title into its Latin words, which may hold apostrophes, hyphens
// and the full stops of initials.
func words(title string) []word {
	var all []word
	for i := 0; i < len(title); {
		r, size := utf8.DecodeRuneInString(title[i:])
		if !isLatin(r) {
			i += size
			continue
		}
		start := i
		for i < len(title) {
			r, size = utf8.DecodeRuneInString(title[i:])
			if !isLatin(r) && !unicode.Is(unicode.Mn, r) && !inWord(title, i, r, start) {
				break
			}
			i += size
		}
		all = append(all, word{title[start:i], start, i})
	}
	return all
}

// isLatin reports a Latin letter. Most others are Chinese.
func isLatin(r rune) bool { return !isCommonHan(r) && unicode.Is(unicode.Latin, r) }

// inWord reports whether a mark at i stands inside a word: an apostrophe or a
// hyphen between letters, but no 's at the end, or a full stop behind an
// initial.
func inWord(title string, i int, r rune, start int) bool {
	rest := title[i+utf8.RuneLen(r):]
	next, size := utf8.DecodeRuneInString(rest)
	switch r {
	case '-':
		return unicode.IsLetter(next)
	case '\'', '’':
		ending, _ := utf8.DecodeRuneInString(rest[size:])
		return unicode.IsLetter(next) && (next != 's' || unicode.IsLetter(ending))
	case '.':
		letter, _ := utf8.DecodeLastRuneInString(title[start:i])
		last := i - utf8.RuneLen(letter)
		return unicode.IsUpper(letter) && (last == start || title[last-1] == '.')
	}
	return false
}
