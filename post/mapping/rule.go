package mapping

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"viewline/diagnostic"
	"viewline/post/front"
)

// Rule tells a part of a post: what it is, or where it stands. One of its
// fields is set.
type Rule struct {
	Is      string
	Front   []string       // keys of the front matter, the first of which that has a value counts
	Folder  *int           // 1 is the first folder of the path, -1 the last one; 0 is the file's name
	Path    *regexp.Regexp // of the path
	Heading *regexp.Regexp // of a heading
	Label   []string       // labels of lines
	Author  bool

	// File and At are the place of the rule: the path that [Read] was given, and
	// where the part's name stands in it.
	File string
	At   diagnostic.Position
}

// Place is the rule's place, as file:line:column.
func (r *Rule) Place() string { return fmt.Sprintf("%s:%d:%d", r.File, r.At.Line, r.At.Column) }

// String is the rule as it may stand in a file, such as {front: [speaker, guest]}.
func (r *Rule) String() string {
	key, value := "author", "true"
	switch {
	case r.Is != "":
		key, value = "is", r.Is
	case len(r.Front) > 0:
		key, value = "front", list(r.Front)
	case r.Folder != nil:
		key, value = "path", strconv.Itoa(*r.Folder)
	case r.Path != nil:
		key, value = "path", "'"+r.Path.String()+"'"
	case r.Heading != nil:
		key, value = "heading", "'"+r.Heading.String()+"'"
	case len(r.Label) > 0:
		key, value = "label", list(r.Label)
	}
	return "{" + key + ": " + value + "}"
}

// list is one word, or several in brackets.
func list(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func (r *Rule) find(part Part, postPath string, p Post) (Found, bool) {
	switch {
	case r.Is != "":
		return Found{Value: r.Is, Where: Name}, true
	case len(r.Front) > 0:
		return inFront(r.Front, p.Fields)
	case r.Folder != nil:
		return inFolder(*r.Folder, postPath)
	case r.Path != nil:
		if value := captured(part, r.Path, postPath); value != "" {
			return Found{Value: value, Where: "the path"}, true
		}
	case r.Heading != nil:
		for _, h := range p.Headings {
			if value := captured(part, r.Heading, h.Text); value != "" {
				return Found{Value: value, Where: fmt.Sprintf("heading %q", h.Text), At: h.At}, true
			}
		}
	case len(r.Label) > 0:
		return inLabels(r.Label, p.Labels)
	case r.Author && p.Author != "":
		return Found{Value: p.Author, Where: "the author"}, true
	}
	return Found{}, false
}

func inFront(keys []string, fields []front.Entry) (Found, bool) {
	for _, key := range keys {
		for _, e := range fields {
			if front.Same(e.Key) != front.Same(key) {
				continue
			}
			if names := front.Names(e.Value); len(names) > 0 {
				found := Found{Value: strings.Join(names, ", "), Where: "front matter, " + e.Key, At: e.At}
				if len(names) > 1 {
					found.Several = names
				}
				return found, true
			}
		}
	}
	return Found{}, false
}

func inFolder(n int, postPath string) (Found, bool) {
	names := strings.Split(postPath, "/")
	file := len(names) - 1
	if n == 0 {
		return Found{Value: strings.TrimSuffix(names[file], path.Ext(names[file])), Where: "the file's name"}, true
	}
	i := n - 1
	if n < 0 {
		i = file + n
	}
	if i < 0 || i >= file {
		return Found{}, false
	}
	return Found{Value: names[i], Where: fmt.Sprintf("folder %q of the path", names[i])}, true
}

func inLabels(names []string, labels []Label) (Found, bool) {
	for _, name := range names {
		for _, l := range labels {
			if strings.EqualFold(strings.TrimSpace(l.Name), name) && strings.TrimSpace(l.Value) != "" {
				return Found{Value: strings.TrimSpace(l.Value), Where: "line " + l.Name, At: l.At}, true
			}
		}
	}
	return Found{}, false
}

// captured is what a pattern's group matches, or all that it matches where it
// has no group. Several groups are year, month and day of a date, or else
// alternatives, of which the first one counts that matches something.
func captured(part Part, pattern *regexp.Regexp, text string) string {
	m := pattern.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	if len(m) == 1 {
		return strings.TrimSpace(m[0])
	}
	var groups []string
	for _, g := range m[1:] {
		if g = strings.TrimSpace(g); g != "" {
			groups = append(groups, g)
		}
	}
	if len(groups) == 0 {
		return ""
	}
	if part == Date {
		return strings.Join(groups, "-")
	}
	return groups[0]
}
