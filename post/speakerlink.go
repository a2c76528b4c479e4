package post

import (
	"strings"

	"viewline/post/pattern"
	"viewline/post/people"
)

var (
	// speakerPage captures the name at the end of the address of a conference's page about one
	// speaker, on a line of its own: https://slowconf.example/speaker/AnaRuiz.
	speakerPage = pattern.MustCompile(`(?m)^[ \t]*(?:[-*>][ \t]+)?<?https?://[^\s/<>]{4,80}/(?:[^\s/<>]{1,40}/){0,3}?(?:speakers?|presenters?)/([\p{L}-]{4,60})/?>?[ \t]*$`)
	// capital is where a word begins in AnaRuiz.
	capital = pattern.MustCompile(`(\p{Ll})(\p{Lu})`)
)

// claimsOfSpeakerPage takes the speaker to whose page the start of a post leads, where no other
// such page is in the post.
func (r *reader) claimsOfSpeakerPage(c *cast) {
	found := speakerPage.FindAllStringSubmatchIndex(string(r.body), 2)
	if len(found) != 1 || found[0][0] > longestOpening {
		return
	}
	from, to := found[0][2], found[0][3]
	if n, ok := nameOfSlug(strings.ToLower(capital.ReplaceAllString(string(r.body[from:to]), "$1-$2"))); ok {
		c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the address of the speaker's page", pos: r.start + from})
	}
}
