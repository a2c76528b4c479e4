package post

import (
	"strings"

	"viewline/post/front"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// claimsOfOwnKey takes a name under a key that only this site has, rse: Marta Vogel, where
// the summary of an episode starts with the name as well.
func (r *reader) claimsOfOwnKey(c *cast, openings []titled) {
	if c.certain() {
		return
	}
	about := r.aboutText()
	if about == "" {
		return
	}
	episode := kindOf(about) != timeline.KindOther
	for _, p := range openings {
		episode = episode || inEpisode.MatchString(p.text)
	}
	if !episode {
		return
	}
	for _, e := range r.front.Fields {
		n := names.Name{Text: strings.TrimSpace(e.Text)}
		if !e.Single() || front.Known(e.Key) || !strings.HasPrefix(about, n.Text+" ") || names.FormOf(n.Text) < names.Likely || !people.Known(n.Text) {
			continue
		}
		c.add(r, n, labelClaim(e.Key, r.offset(e.At), people.Speaker))
		return
	}
}

// inEpisode is in the first paragraphs of an episode of a show.
var inEpisode = pattern.MustCompile(`(?i)\b(?:this|today['’]s|this week['’]s|latest)\s+episode\b|\bwe (?:chat|talk|speak|sit down) (?:with|to)\b|本期节目|这期节目`)

// welcomed captures whom a sentence welcomes as a speaker, with an office between.
var welcomed = pattern.MustCompile(`(?i:\b(?:welcome|host|present|announce|introduce|joined by|invited)\s+)(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})[^.!?;]{0,20}(?:Ph\.D\.)?[^.!?;]{0,160}?\bas (?:our|the|a|an|this) (?:[\pL’'-]+ ){0,3}?(?:speaker|guest|presenter|lecturer|panelist)\b`)

// claimsOfWelcome takes whom one of the first paragraphs welcomes so.
func (r *reader) claimsOfWelcome(c *cast, openings []titled) {
	for _, p := range openings {
		m := welcomed.FindStringSubmatch(strings.ReplaceAll(p.text, "\n", " "))
		if m == nil || p.said || names.FormOf(m[1]) < names.Likely {
			continue
		}
		cl := claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a first paragraph welcomes a speaker", pos: p.pos}
		c.add(r, names.Name{Text: m[1]}, cl)
		return
	}
}

// claimsOfSummary takes whom the front matter's summary has speak, by a grammar that
// only a person fits: it bears out what the title or a tag says.
func (r *reader) claimsOfSummary(c *cast) {
	if !r.front.titled || c.certain() {
		return
	}
	about := clipText(r.aboutText(), longestOpening)
	if about == "" {
		return
	}
	if kind := r.context(); kind == timeline.KindPodcast || kind == timeline.KindInterview {
		for _, m := range c.members {
			if m.form >= names.Likely && m.claimed(ofHalf, "the title") && strings.HasPrefix(about, m.name.Text+" ") {
				m.claims = append(m.claims, claim{weight: ofProse, what: "the summary of an episode starts with the name", pos: r.inFront("title")})
			}
		}
	}
	for _, m := range c.members {
		if m.form >= names.Likely && m.claimed(ofHalf, "the title") && isOnShow(about, m.name.Text) {
			m.claims = append(m.claims, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the summary has the name on a show", pos: r.inFront("title")})
		}
	}
	for _, found := range people.InProse(about) {
		if found.Form < names.Likely && !strings.Contains(found.Text, " ") || found.Role != people.Speaker {
			continue
		}
		weight, sure, tells := ofProse, false, false
		if talksBy.MatchString(found.Why) && r.isEventTitle(r.front.Title) {
			weight, sure = ofGrammar, true // "a meetup with talks from Ana Ruiz and Bo Li"
		} else if m := c.find(found.Name); m == nil {
			weight = ofHalf
		} else if interviewWhy.MatchString(found.Why) && strings.HasPrefix(r.front.Title, m.name.Text+" on ") {
			weight, sure, tells = ofGrammar, true, true // "Ana Ruiz on This Week", and "an interview with Ana Ruiz"
		}
		c.add(r, found.Name, claim{weight: weight, sure: sure, tells: tells, what: "the summary: " + found.Why, pos: r.inFront("title")})
	}
}

// isOnShow reports whether a text has somebody "on" a show: "two hours of Ana Ruiz on the
// Slow Podcast".
func isOnShow(text, name string) bool {
	_, behind, found := strings.Cut(text, name)
	return found && onAShow.MatchString(behind)
}

var onAShow = pattern.MustCompile(`^ on (?:(?i:the|his|her|their) )?(?:\p{Lu}[\p{L}’'.-]* ){1,4}(?:[Pp]odcast|[Ss]how)\b`)

var interviewWhy = pattern.MustCompile(`(?:interview|conversation) with …`)

var talksBy = pattern.MustCompile(`talks (?:by|from) …`)

// claimsOfGuestIn takes whom a description calls the guest of a show: “features our
// guest, painter and cyclist Marta Vogel”.
func (r *reader) claimsOfGuestIn(c *cast, description string) {
	m := guestIs.FindStringSubmatch(clipText(description, longestOpening))
	if m == nil {
		return
	}
	name := strings.TrimSuffix(m[1], ".")
	form, titled := names.FormOf(name), strings.Contains(r.front.Title, name)
	if form == names.None || !titled && (form < names.Likely || !people.Known(name)) {
		return
	}
	c.add(r, names.Name{Text: name}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the description calls the name a guest", pos: r.inFront("description")})
}

// guestIs captures the first name behind "guest", with words of what the guest does
// between them, none of which starts with a capital.
var guestIs = pattern.MustCompile(`\bguest,?(?: (?:[\p{Ll}&-]+,?)){0,12} (\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3})`)
