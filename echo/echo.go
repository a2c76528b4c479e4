// Package echo repeats what somebody sent, in messages for people, and never more
// than [Most] characters of it: an answer must not grow with what was wrong in the
// question. [Quote] is its entry point.
package echo

import (
	"regexp"
	"strconv"
	"strings"
)

// Most is how many characters of a text are repeated.
const Most = 100

// longestMessage is how many characters a message of another library may have.
const longestMessage = 1000

// Quote puts a text into quotation marks, with escapes for what cannot be printed.
// A text of more than [Most] characters ends in an ellipsis.
func Quote(text string) string { return strconv.Quote(Cut(text)) }

// Cut gives the first [Most] characters of a text, and an ellipsis where there are
// more.
func Cut(text string) string { return cut(text, Most) }

func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	n := 0
	for i := range text {
		if n == most {
			return text[:i] + "…"
		}
		n++
	}
	return text
}

// quoted is what stands between quotation marks in a message.
var quoted = regexp.MustCompile(`"[^"]*"`)

// tails are the words of messages behind which a value follows as it was sent.
var tails = []string{" value: ", ", found "}

// Message shortens a message of gqlgen or gqlparser: each quotation in it, and the
// value at its end. A message that repeats many things is cut as a whole.
func Message(text string) string {
	if len(text) <= Most {
		return text
	}
	if name, found := strings.CutPrefix(text, "operation "); found {
		if name, found := strings.CutSuffix(name, " not found"); found {
			return "operation " + Cut(name) + " not found"
		}
	}
	for _, tail := range tails {
		if before, after, found := strings.Cut(text, tail); found {
			text = before + tail + Cut(after)
		}
	}
	return cut(quoted.ReplaceAllStringFunc(text, func(q string) string { return `"` + Cut(q[1:len(q)-1]) + `"` }), longestMessage)
}
