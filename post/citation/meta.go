package citation

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"viewline/post/pattern"
)

// earliestYear and latestYear bound the years in which a paper may have come out.
const earliestYear = 1500

var latestYear = time.Now().Year() + 1

// yearOf reads four digits as a year; 0 where nothing came out in that year yet.
func yearOf(digits string) int {
	year, err := strconv.Atoi(digits)
	if err != nil || year < earliestYear || year > latestYear {
		return 0
	}
	return year
}

var (
	standing   = pattern.MustCompile(`(?:^|[^\d.:/-])(\d{4})(?:[^\d:/]|[/-]\d|$)`)
	yearFirst  = pattern.MustCompile(`^(\d{4})\s*年?(?:[a-z]\b)?(?:[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b)?`)
	bracket    = pattern.MustCompile(`^[\[（(【]([^()（）\[\]【】]{1,160})[\]）)】]`)
	venueYear  = pattern.MustCompile(`^((?:[Ii]n:?\s+)?[^.,;:()（）\d。，]{2,100}?)[,，]?\s*[（(']?(\d{4})[)）]?(?:[.,;:。，）)\s]|$)`)
	volume     = pattern.MustCompile(`^[,;:.\s]*(?:(?i:vol|no|pp|pages)\.?\s*)?\d{1,4}(?:\s*\(\d{1,4}(?:[-–]\d{1,4})?\))?(?:\s*[,;:]\s*(?:pp?\.\s*)?[A-Za-z]?\d{1,6}(?:\s*[-–]+\s*[A-Za-z]?\d{1,6})?)*[.\s]*$`)
	shortVenue = pattern.MustCompile(`^((?:\p{Lu}\pL*\.? ){1,8})(\d{4})[;:]`) // J Slow Lett. 2015;3
	number     = pattern.MustCompile(`^\d{1,3}(?:,\s*no\.\s*\d{1,4})?\s+`)
	venueWord  = pattern.MustCompile(`(?i)\b(?:journal|proceedings|proc\.?|conference|transactions|workshop|symposium|letters|review|reviews|annals|press|nature|science|magazine|quarterly|advances in|bulletin)\b|学报|期刊|会议|出版社|大会|杂志|雑誌|学会`)
	arxivWords = pattern.MustCompile(`(?i)^arxiv\b[^,;.]*(?:\.\d+)?(?:v\d+)?`)
)

// Year is the first year that stands by itself in a text; 0 where there is none.
func Year(text string) int {
	if len(text) > longestLine {
		return 0
	}
	for _, m := range standing.FindAllStringSubmatch(text, 4) {
		if year := yearOf(m[1]); year > 0 {
			return year
		}
	}
	return 0
}

// Venue parts a venue from the year behind it.
func Venue(text string) (venue string, year int) {
	text = strings.Trim(text, " .,*_")
	year = Year(text)
	if m := venueYear.FindStringSubmatch(text); m != nil && yearOf(m[2]) > 0 {
		return cleanVenue(m[1]), yearOf(m[2])
	}
	if yearFirst.FindString(text) == text {
		return "", year
	}
	return cleanVenue(text), year
}

func cleanVenue(s string) string {
	s = strings.Trim(s, " .,;:'’()（）*_")
	for _, in := range []string{"In: ", "in: ", "In ", "in "} {
		s = strings.TrimPrefix(s, in)
	}
	if utf8.RuneCountInString(s) < 2 || utf8.RuneCountInString(s) > 120 || strings.HasPrefix(strings.ToLower(s), "arxiv") {
		return ""
	}
	return s
}

// isVenue reports whether a text has the form of a venue: a word that tells of
// one, or an acronym such as NeurIPS.
func isVenue(s string) bool {
	if len(s) > 200 || s == "" {
		return false
	}
	if venueWord.MatchString(s) {
		return true
	}
	for w := range strings.FieldsSeq(s) {
		upper := 0
		for _, c := range w {
			if unicode.IsUpper(c) {
				upper++
			}
		}
		if upper > 1 && !strings.ContainsAny(w, ".-") && !strings.HasPrefix(strings.ToLower(w), "arxiv") {
			return true
		}
	}
	return false
}

// ties part the title, the authors and the rest.
const ties = " \t\u3000,.;:|·–—-，。；：/"

// meta reads authors, year and venue in what follows a title; slanted are the
// slanted texts of the line. It gives what is left, such as a description.
// Chinese names are looked for where han is set.
func (r *reading) meta(s string, slanted []string, han bool) (left string) {
	for range 8 { // no line has more parts
		s = strings.TrimLeft(s, ties)
		rest := s
		if len(r.c.Authors) == 0 {
			rest = r.authors(s, slanted, han)
		}
		if rest == s {
			rest = r.part(s, slanted)
		}
		if rest == s {
			break
		}
		s = rest
	}
	if len(s) < 200 && volume.MatchString(s) {
		s = ""
	}
	return strings.Trim(s, ties)
}

// authors takes authors off the start of a text.
func (r *reading) authors(s string, slanted []string, han bool) (rest string) {
	list, explicit := s, false
	for _, by := range []string{"by ", "By ", "作者"} {
		if after, ok := strings.CutPrefix(s, by); ok {
			list, explicit = strings.TrimLeft(after, " :："), true
		}
	}
	l := readNames(list, han || explicit)
	if len(l.names) > 0 && r.endsNames(l, slanted) && (l.strong || explicit || !isVenue(strings.Join(l.names, ", "))) {
		r.c.Authors = l.names
		return l.rest
	}
	return s
}

// endsNames reports whether what follows a run of names may follow authors.
func (r *reading) endsNames(l nameList, slanted []string) bool {
	rest := strings.TrimLeft(l.rest, " ")
	if rest == "" || l.etAl {
		return true
	}
	c, size := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(".。([（【|–—-:：;；\n", c) {
		return true
	}
	if c != ',' && c != '，' {
		return yearFirst.MatchString(rest)
	}
	rest = strings.TrimLeft(rest[size:], " ")
	if m := yearFirst.FindStringSubmatch(rest); m != nil && yearOf(m[1]) > 0 {
		return true
	}
	if m := venueYear.FindStringSubmatch(rest); m != nil && yearOf(m[2]) > 0 {
		return true
	}
	for _, text := range slanted {
		if strings.HasPrefix(rest, text) {
			return true
		}
	}
	return l.strong && rest == ""
}

// part takes the next part off what follows the authors: a year, a venue with or
// without one, brackets that hold these, or arXiv's own words.
func (r *reading) part(s string, slanted []string) (rest string) {
	if s == "" {
		return s
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil && r.setYear(m[1]) {
		return s[len(m[0]):]
	}
	if m := number.FindString(s); m != "" && r.c.Venue != "" {
		return s[len(m):]
	}
	if m := arxivWords.FindString(s); m != "" {
		return s[len(m):]
	}
	if m := bracket.FindStringSubmatch(s); m != nil {
		if r.bracketed(m[1]) {
			return s[len(m[0]):]
		}
		return s
	}
	for _, text := range slanted {
		if text != "" && strings.HasPrefix(s, text) && r.setVenue(text) {
			return s[len(text):]
		}
	}
	if m := venueYear.FindStringSubmatch(s); m != nil && yearOf(m[2]) > 0 && (isVenue(m[1]) || strings.HasPrefix(m[1], "In ")) && r.setVenue(m[1]) {
		r.setYear(m[2])
		return strings.TrimLeft(s[len(m[0]):], ")）")
	}
	if m := shortVenue.FindStringSubmatch(s); m != nil && yearOf(m[2]) > 0 {
		r.setVenue(m[1])
		r.setYear(m[2])
		return s[len(m[0]):]
	}
	if first, rest := sentence(s); r.c.Year > 0 && r.c.Venue == "" && isTitleCase(strings.TrimRight(first, ".")) && venueWord.MatchString(first) {
		r.setVenue(first)
		return rest
	}
	return s
}

// isTitleCase reports whether the longer words of a short text all begin with a
// capital letter.
func isTitleCase(s string) bool {
	n := 0
	for w := range strings.FieldsSeq(s[:min(len(s), 120)]) {
		c, _ := utf8.DecodeRuneInString(w)
		if n++; n > 16 || len(w) > 3 && !unicode.IsUpper(c) {
			return false
		}
	}
	return n > 0 && len(s) <= 120
}

func (r *reading) setYear(digits string) bool {
	year := yearOf(digits)
	if year == 0 {
		return false
	}
	if r.c.Year == 0 {
		r.c.Year = year
	}
	return true
}

func (r *reading) setVenue(text string) bool {
	venue, year := Venue(text)
	if r.c.Year == 0 {
		r.c.Year = year
	}
	if r.c.Venue == "" {
		if i := strings.IndexAny(venue, ",;"); i > 0 && !strings.ContainsFunc(venue[i:], unicode.IsLetter) {
			venue = venue[:i] // without the number of the volume
		}
		r.c.Venue = venue
	}
	return true
}

// bracketed reads brackets that hold authors, a venue and a year, or some of
// these. It reports whether they hold nothing else.
func (r *reading) bracketed(inner string) bool {
	inner = strings.TrimSpace(inner)
	year := Year(inner)
	known := r.c
	if l := readNames(inner, year > 0 || strings.HasSuffix(inner, "著")); len(r.c.Authors) == 0 && len(l.names) > 0 && (l.strong || strings.ContainsAny(l.rest, ",，") || l.rest == "") && r.endsNames(l, nil) && !isVenue(strings.Join(l.names, ", ")) {
		r.c.Authors = l.names
		inner = strings.Trim(l.rest, ties)
	}
	if year > 0 && r.c.Year == 0 {
		r.c.Year = year
	}
	before, _, _ := strings.Cut(inner, strconv.Itoa(year))
	if venue := strings.Trim(before, ties+"'’"); isVenue(venue) && r.c.Venue == "" {
		r.c.Venue = cleanVenue(venue)
	} else if year == 0 && len(r.c.Authors) == len(known.Authors) {
		r.c = known
		return false
	}
	return true
}
