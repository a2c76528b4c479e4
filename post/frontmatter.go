package post

import (
	"bytes"
	"regexp"
	"strings"

	"viewline/timeline"
)

// frontMatter is the decoded head of a post.
type frontMatter struct {
	timeline.Post                      // the fields of that name
	day           timeline.PartialDate // of date
	person        string
	appearance    *explicitAppearance
}

// explicitAppearance is what an author says outright of the occasion.
type explicitAppearance struct {
	title string
	kind  timeline.AppearanceKind
	date  timeline.PartialDate
}

func (f *frontMatter) post() *timeline.Post {
	p := f.Post
	return &p
}

// fences open and close front matter: three marks or more, as a line.
var fences = map[byte]struct {
	name   string // of its marks
	line   *regexp.Regexp
	decode func(*reader, []byte, int) []field
}{
	'-': {"dashes", regexp.MustCompile(`^-{3,}[ \t]*\r?$`), (*reader).yamlFields},
	'+': {"plus signs", regexp.MustCompile(`^\+{3,}[ \t]*\r?$`), (*reader).tomlFields},
}

// readFrontMatter cuts the front matter off and decodes it: YAML between ---,
// TOML between +++, or a JSON object, as Hugo reads them.
func (r *reader) readFrontMatter() {
	if bytes.HasPrefix(r.src, []byte("\ufeff")) {
		r.start = len("\ufeff")
	}
	first := r.start // the offset of the first line that says something
	for first < len(r.src) && strings.IndexByte(" \t\r\n", r.src[first]) >= 0 {
		first++
	}
	open := r.lineAt(first)
	mark := r.src[first]
	fence, known := fences[mark]
	switch {
	case known && fence.line.Match(r.lineText(open)):
		if end := r.closingFence(open, fence.line); end > 0 {
			block := r.src[r.lineStart(open+1):r.lineStart(end)]
			r.start = r.lineStart(end + 1)
			r.warnOfFences(open, end, mark)
			r.take(fence.decode(r, block, open))
			return
		}
		if bytes.ContainsAny(r.lineText(open+1), ":=") {
			r.fail(first, "front matter is opened but never closed; want a second line of %s", strings.Repeat(string(mark), 3))
			return
		}
	case mark == '{':
		if fields, end := r.jsonFields(first); end > 0 {
			r.start = end
			r.take(fields)
			return
		}
	}
	r.warn(r.start, "no front matter; want the title, date and tags between two lines of ---")
}

// closingFence is the line that closes the front matter; 0 where none does.
func (r *reader) closingFence(open int, fence *regexp.Regexp) int {
	for line := open + 1; line <= len(r.lines); line++ {
		if fence.Match(r.lineText(line)) {
			return line
		}
	}
	return 0
}

func (r *reader) warnOfFences(open, end int, mark byte) {
	count := func(line int) int { return bytes.Count(r.lineText(line), []byte{mark}) }
	if a, b := count(open), count(end); a != b {
		r.warn(r.lines[open-1], "front matter opened with %d %s, closed with %d; want the same number", a, fences[mark].name, b)
	}
}

// lineText is a line, from 1, without its line break; empty past the end.
func (r *reader) lineText(line int) []byte {
	text := r.src[r.lineStart(line):r.lineStart(line+1)]
	if line == 1 {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	return bytes.TrimRight(text, "\n")
}

// lineStart is the offset of a line, from 1, or the end of the file.
func (r *reader) lineStart(line int) int {
	if line > len(r.lines) {
		return len(r.src)
	}
	return r.lines[line-1]
}
