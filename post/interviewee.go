package post

import (
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// Who is asked in an interview, or is the guest of a show, where only a sentence, the end of
// the title or the description of the host tells.

// latinName is a name of two to four words.
const latinName = `\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3}`

var (
	// thisInterview captures with whom a sentence says that the interview is.
	thisInterview = pattern.MustCompile(`(?i:\b(?:this|the following|today['’]s) (?:interview|podcast|episode|conversation|discussion)\b)[^.!?\n]{0,60}? with (` + latinName + `)`)
	// recommendedBy captures who recommends the books or papers of a list.
	recommendedBy = pattern.MustCompile(`(?i:\b(?:books?|papers?|articles?|essays?|readings?)\b)[^.!?\n]{0,40}?(?i: recommended by) (` + latinName + `)`)
	// whoRecommends does so where the name stands ahead: “books that Ana Ruiz recommended”.
	whoRecommends = pattern.MustCompile(`(?i:\b(?:books?|papers?|articles?|essays?|readings?)\b)(?i: which| that)? (` + latinName + `)(?i: has| had| often| once)?(?i: recommend(?:s|ed)| suggest(?:s|ed)| swears by)\b`)
	// featured captures the names behind such a word in a title: “慢地图（feat. 韩雪松）”.
	featured = pattern.MustCompile(`(?i:(?:^|[\s（(\[【,，|｜/])(?:feat|ft)\.?\s+)([^（）()\[\]【】|｜]{2,80}?)\s*(?:$|[）)\]】|｜])`)
	// ofShow is in the text of an episode.
	ofShow = pattern.MustCompile(`(?i)播客|本期|这一期|這一期|嘉宾|嘉賓|主播|节目|節目|\b(?:podcast|episode|show notes)\b`)
	// isHost follows the name of who hosts a show.
	isHost = pattern.MustCompile(`^(?:是|为|為|，|,|\s+is\b|\s+was\b)[^。，.!?\n]{0,40}?(?:主持人|主播|\bhosts?\b|\bpodcaster\b)`)
)

// claimsOfInterviewee takes whom the first paragraphs, or a title, tell of so.
func (r *reader) claimsOfInterviewee(c *cast, o outline, openings []titled) {
	r.claimsOfFeatured(c, o, openings)
	if c.certain() {
		return
	}
	sure := func(name, what string, pos int) {
		c.add(r, names.Name{Text: name}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: what, pos: pos})
	}
	for _, p := range openings {
		text := strings.ReplaceAll(p.text, "\n", " ")
		if name, found := r.personIn(thisInterview, text); found && !p.said {
			sure(name, "a first paragraph says with whom the interview is", p.pos)
		}
		for _, by := range []*pattern.Pattern{recommendedBy, whoRecommends} {
			if name, found := r.personIn(by, text); (found || name != "" && names.FormOf(name) >= names.Likely && strings.Count(string(r.body), name) > 1) && !p.said && r.hasBooks(o) {
				sure(name, "a first paragraph says who recommends what is listed", p.pos)
			}
		}
	}
	r.claimsOfHosted(c, o, openings)
}

// personIn is the name that the first group of an expression captures, if it starts with a
// common given name, or if the post goes on to call its bearer by the first word alone.
func (r *reader) personIn(expression *pattern.Pattern, text string) (name string, found bool) {
	m := expression.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	name = strings.TrimSuffix(m[1], ".")
	return name, names.FormOf(name) >= names.Likely && (people.Known(name) || r.callsByFirst(name))
}

// callsByFirst reports whether the post has the first word of a name without the next one,
// twice or more.
func (r *reader) callsByFirst(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	body := string(r.body)
	return strings.Count(body, first+" ")+strings.Count(body, first+"'")+strings.Count(body, first+"’")-strings.Count(body, name) > 1
}

// hasBooks reports whether a title is of books, or of reading.
func (r *reader) hasBooks(o outline) bool {
	for _, t := range r.titles(o) {
		if ofReading.MatchString(t.text) {
			return true
		}
	}
	return false
}

var ofReading = pattern.MustCompile(`(?i)\b(?:books?|book-?lists?|reading|papers|bookshelf)\b`)

// claimsOfFeatured takes the guests whom the title of an episode names at its end.
func (r *reader) claimsOfFeatured(c *cast, o outline, openings []titled) {
	for _, t := range r.titles(o) {
		m := featured.FindStringSubmatch(t.text)
		if m == nil || t.what == fileName || !r.isEpisode(openings) {
			continue
		}
		all := names.List(m[1])
		for _, n := range all {
			if names.FormOf(n.Text) < names.Likely || len(all) > mostSpeakers {
				return
			}
		}
		for _, n := range all {
			c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: t.what + ": “feat. X”", pos: t.pos})
		}
	}
}

// isEpisode reports whether the front matter, or a first paragraph, is that of an episode of
// a show.
func (r *reader) isEpisode(openings []titled) bool {
	if r.context() == timeline.KindPodcast || kindOf(r.front.kindWord) == timeline.KindPodcast {
		return true
	}
	for _, p := range openings {
		if ofShow.MatchString(p.text) {
			return true
		}
	}
	return false
}

// claimsOfHosted looks for one of two whom a title has talk with each other and whom the
// text calls the host: the other one is the guest.
func (r *reader) claimsOfHosted(c *cast, o outline, openings []titled) {
	if !r.titleTellsTalk(o) {
		return
	}
	for _, m := range c.members {
		pos, is := hostsIn(openings, m.name.Text)
		if !is || !m.proposed() {
			continue
		}
		var guest *member
		others := 0
		for _, other := range c.members {
			if other != m && other.form >= names.Likely && r.tiedInTitle(o, m.name.Text, other.name.Text) {
				guest, others = other, others+1
			}
		}
		if others != 1 {
			return
		}
		m.claims = append(m.claims, claim{weight: ofGrammar, role: people.Host, sure: true, what: "a first paragraph calls the name the host", pos: pos})
		guest.claims = append(guest.claims, claim{weight: ofGrammar, role: people.Speaker, sure: true, tells: true, what: "the title has the name talk with the host", pos: guest.first()})
		return
	}
}

// tiedInTitle reports whether a title has two names with nothing but a sign between them.
func (r *reader) tiedInTitle(o outline, a, b string) bool {
	for _, t := range r.titles(o) {
		i, j := strings.Index(t.text, a), strings.Index(t.text, b)
		if j < i {
			i, j, a = j, i, b
		}
		if i >= 0 && i+len(a) <= j && tie.MatchString(t.text[i+len(a):j]) {
			return true
		}
	}
	return false
}

// tie stands between two who talk with each other.
var tie = pattern.MustCompile(`^\s*(?:[×✕xX&+]|(?i:vs\.?|and|with)|与|與|和|对|對|对话|對話)\s*$`)

// hostsIn reports whether, and where, a first paragraph calls somebody the host.
func hostsIn(openings []titled, name string) (pos int, is bool) {
	for _, p := range openings {
		if _, behind, found := strings.Cut(p.text, name); found && isHost.MatchString(behind) {
			return p.pos, true
		}
		if i := strings.LastIndex(p.text, name); i >= 0 && isHost.MatchString(p.text[i+len(name):]) {
			return p.pos, true
		}
	}
	return 0, false
}
