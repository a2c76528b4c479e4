package post

import (
	"path"
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

var (
	// anyEpisode is what a program calls each file of the notes on an episode, in a folder that has
	// the episode's title.
	anyEpisode = pattern.MustCompile(`(?i)^(?:index|readme|summary|transcript|notes?|episode(?:[ _-](?:summary|notes|transcript))?|show[ _-]?notes)$`)
	// withGuest captures the guest at the end of such a title: "Why do maps wait? With Marta Vogel, PhD".
	withGuest = pattern.MustCompile(`[?!.:：|–—-]\s*(?i:with|featuring|feat\.?|ft\.?) (\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}?)(?:,? (?:Ph\.?D\.?|M\.?D\.?|MBA|MSc|Esq\.?))?$`)
)

// claimsOfFolder takes the guest that the folder's name tells of, where that is the title of an
// episode.
func (r *reader) claimsOfFolder(c *cast) {
	if !anyEpisode.MatchString(strings.TrimSuffix(path.Base(r.path), path.Ext(r.path))) {
		return
	}
	m := withGuest.FindStringSubmatch(strings.TrimSpace(path.Base(path.Dir(r.path))))
	if m == nil || names.FormOf(m[1]) < names.Likely || !people.Known(m[1]) {
		return
	}
	c.add(r, names.Name{Text: m[1]}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the name of the folder, which is the title of an episode", pos: -1})
}
