package post

import (
	"bytes"
	"unicode/utf8"

	"viewline/markdown"
)

// barLine cuts a line of credits at its bar, as in “演讲者｜韩雪松”: ahead of it stands a
// label of who takes part or of when. Both parts are empty in other lines.
func barLine(source []byte) (before, after string) {
	const wide = "｜"
	at, size := bytes.Index(source, []byte(wide)), len(wide)
	if at <= 0 || utf8.RuneCount(source[:at]) > longestLabel || bytes.Contains(source[at+size:], []byte(wide)) {
		return "", ""
	}
	label := markdown.PlainOf(string(bytes.Trim(source[:at], " *")))
	switch metadataRole(label) {
	case roleSpeaker, roleHost, roleWriter, roleDate:
		return label, markdown.PlainOf(string(bytes.Trim(source[at+size:], " *")))
	}
	return "", ""
}
