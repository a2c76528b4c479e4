package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// containerLine is the scan of a hiddenParser: the fences of containers, as VuePress, Docusaurus, MyST and pandoc have
// them, and their leaf directives. The title stays:
//
//	::: tip Title        :::note[Title]        ::: {.warning #id}        ::: 提示        :::        ::video[Title]{#id}
//
// What stands between two fences is parsed as if they were not there.
func containerLine(_ *state, src []byte, at int) (int, []text.Segment) {
	end := lineEnd(src, at)
	line := bytes.TrimRight(src[at:end], " \t\r")
	n := runLength(src[at:end])
	rest := line[min(n, len(line)):]
	switch {
	case n == 2:
		return leafDirective(src, at, end)
	case n < 2:
		return 0, nil
	case len(rest) == 0:
		return end, nil
	}
	from := at + n
	if from < end && util.IsSpace(src[from]) {
		from++
		for from < end && util.IsSpace(src[from]) {
			from++
		}
	} else if !util.IsAlphaNumeric(src[from]) && src[from] != '{' {
		return 0, nil
	}
	start := kindEnd(src, from, end)
	return end, title(src, start, end)
}

// kindEnd gives the offset behind the kind of a container: an ASCII word or {kind}.
func kindEnd(src []byte, from, end int) int {
	i := from
	if src[i] == '{' {
		if n := bytes.IndexByte(src[i:end], '}'); n > 0 {
			return i + n + 1
		}
	}
	for i < end && (util.IsAlphaNumeric(src[i]) || src[i] == '-' || src[i] == '_') {
		i++
	}
	if i < end && src[i] >= 0x80 {
		return from // a title that begins with Latin letters
	}
	return i
}

// title gives the title of a container between two offsets, without [ ] and closing colons, and the words in the
// {attributes} behind it.
func title(src []byte, start, end int) []text.Segment {
	s := text.NewSegment(start, end)
	for s.Stop > s.Start && (util.IsSpace(src[s.Stop-1]) || src[s.Stop-1] == ':') {
		s.Stop--
	}
	var words []text.Segment
	if !s.IsEmpty() && src[s.Stop-1] == '}' {
		if i := bytes.LastIndexByte(src[s.Start:s.Stop], '{'); i >= 0 {
			words = wordsIn(src, s.Start+i+1, s.Stop-1)
			s.Stop = s.Start + i
		}
	}
	s = s.TrimLeftSpace(src)
	s = s.TrimRightSpace(src)
	if !s.IsEmpty() && src[s.Start] == '[' && src[s.Stop-1] == ']' && bytes.IndexByte(src[s.Start+1:s.Stop-1], '[') < 0 {
		s = text.NewSegment(s.Start+1, s.Stop-1)
	}
	if !hasLetter(src[s.Start:s.Stop]) && bytes.IndexFunc(src[s.Start:s.Stop], isDigit) < 0 {
		return words
	}
	return append([]text.Segment{s}, words...)
}

// leafDirective reads ::name[Title]{attributes}.
func leafDirective(src []byte, at, end int) (int, []text.Segment) {
	i := at + 2
	for i < end && (util.IsAlphaNumeric(src[i]) || src[i] == '-') {
		i++
	}
	if i == at+2 || i == end || src[i] != '[' && src[i] != '{' {
		return 0, nil
	}
	last := bytes.TrimRight(src[i:end], " \t\r")
	if c := last[len(last)-1]; c != ']' && c != '}' {
		return 0, nil
	}
	return end, title(src, i, end)
}
