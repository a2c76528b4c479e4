package build

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// longest is how many bytes a line of a calendar should have at most (RFC 5545, section 3.1).
const longest = 75

// folded is a calendar whose long lines go on in the next line, after a space.
func folded(calendar string) []byte {
	var out bytes.Buffer
	for line := range strings.SplitSeq(strings.TrimSuffix(calendar, "\r\n"), "\r\n") {
		room := longest
		for len(line) > room {
			end := room
			for end > 0 && !utf8.RuneStart(line[end]) {
				end--
			}
			out.WriteString(line[:end] + "\r\n ")
			line, room = line[end:], longest-1
		}
		out.WriteString(line + "\r\n")
	}
	return out.Bytes()
}
