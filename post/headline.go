package post

import (
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// headline captures whom the title of a recording has say something: "Orbis CEO Ana Ruiz:
// Slow maps will win".
var headline = pattern.MustCompile(`^(?:\p{Lu}[\p{L}\d.&'’-]* ){0,3}(?:CEO|CTO|CFO|COO|[Ff]ounder|[Cc]o-[Ff]ounder|[Pp]resident|[Cc]hairman|[Cc]hair) (` + latinName + `): \S`)

// claimsOfHeadline takes the name of such a title where the post gives a recording of the
// same title for its source.
func (r *reader) claimsOfHeadline(c *cast, o outline) {
	if c.certain() {
		return
	}
	for _, t := range r.titles(o) {
		m := headline.FindStringSubmatch(t.text)
		if m == nil || t.what == fileName || names.FormOf(m[1]) < names.Likely {
			continue
		}
		_, behind, found := strings.Cut(string(r.body), "["+t.text+"](")
		if found && ofRecording.MatchString(clipText(behind, 200)) {
			c.add(r, names.Name{Text: m[1]}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the title of the recording has the name say something", pos: t.pos})
			return
		}
	}
}

// ofRecording is the start of the address of a recording.
var ofRecording = pattern.MustCompile(`^https?://(?:www\.|m\.)?(?:youtube\.com/watch|youtu\.be/|vimeo\.com/|bilibili\.com/video/|open\.spotify\.com/episode|podcasts\.apple\.com/)`)
