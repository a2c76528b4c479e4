package mapping

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"

	"viewline/diagnostic"
	"viewline/post/front"
	"viewline/timeline"
)

// Bounds of what a file may hold.
const (
	maxPattern   = 1000 // bytes of a pattern
	maxOverrides = 1000
)

// file is a viewline.yaml while it is read.
type file struct {
	path  string
	diags diagnostic.List
}

func (f *file) fail(at diagnostic.Position, format string, args ...any) {
	f.diags.Add(f.path, at, diagnostic.Error, format, args...)
}

// Read reads a viewline.yaml. What it does not know, or cannot understand, is an
// error; the mapping, which is never nil, has the rest.
func Read(path string, src []byte) (*Mapping, diagnostic.List) {
	f := &file{path: path}
	m := &Mapping{rules: map[Part]*Rule{}}
	docs, diags := front.ReadYAML(path, src, "person, date, title, kind, root or posts, each with a colon")
	f.diags = diags
	for _, doc := range docs {
		switch doc.Form {
		case front.Null:
		case front.Map:
			f.top(m, doc)
		default:
			f.fail(doc.At, "found %s; want person, date, title, kind, root or posts, each with a colon", doc.Form)
		}
	}
	f.diags.Sort()
	return m, f.diags
}

func (f *file) top(m *Mapping, doc front.Value) {
	for _, e := range doc.Entries {
		switch e.Key {
		case "root":
			if m.Root = e.Text == "true"; e.Form != front.Bool {
				f.fail(e.At, "root: found %s; want true or false", shown(e.Value))
			}
		case "posts":
			f.posts(m, e)
		default:
			f.part(m.rules, e, []string{"root", "posts"})
		}
	}
}

// part takes the rule for a part of a post.
func (f *file) part(to map[Part]*Rule, e front.Entry, others []string) {
	known := others
	for _, part := range Parts {
		if e.Key == string(part) {
			if rule := f.rule(part, e.Value); rule != nil {
				rule.File, rule.At = f.path, e.KeyAt
				to[part] = rule
			}
			return
		}
		known = append(slices.Clone(known), string(part))
	}
	f.unknown(e, known)
}

// unknown reports a key that is none, with the nearest one that is.
func (f *file) unknown(e front.Entry, known []string) {
	nearest, distance := "", 3 // changes of a letter; more are no slip
	for _, k := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(e.Key), k); d < distance {
			nearest, distance = k, d
		}
	}
	if nearest != "" {
		f.fail(e.KeyAt, "unknown key %q; did you mean %s?", e.Key, nearest)
		return
	}
	f.fail(e.KeyAt, "unknown key %q; want %s", e.Key, oneOf(known))
}

func oneOf(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// posts takes the rules for posts whose paths match a pattern.
func (f *file) posts(m *Mapping, e front.Entry) {
	if e.Form != front.Map {
		f.fail(e.At, "posts: found %s; want patterns of paths with rules, as in 'letters/**': {kind: {is: essay}}", shown(e.Value))
		return
	}
	if len(e.Entries) > maxOverrides {
		f.fail(e.At, "posts: %d patterns; want at most %d", len(e.Entries), maxOverrides)
		return
	}
	for _, p := range e.Entries {
		o := override{strings.Split(strings.TrimPrefix(p.Key, "./"), "/"), map[Part]*Rule{}}
		for _, name := range o.pattern {
			if _, err := path.Match(name, ""); err != nil {
				f.fail(p.KeyAt, "pattern %q: %v; want a path with *, ? and **, as in 'letters/**'", p.Key, err)
				break
			}
		}
		if len(p.Key) > maxPattern {
			f.fail(p.KeyAt, "a pattern of %d bytes; want at most %d", len(p.Key), maxPattern)
			continue
		}
		if p.Form != front.Map {
			f.fail(p.At, "found %s; want rules for person, date, title or kind", shown(p.Value))
			continue
		}
		for _, e := range p.Entries {
			f.part(o.rules, e, nil)
		}
		m.overrides = append(m.overrides, o)
	}
}

// takers take what a rule says, by its key.
var takers = map[string]func(r *Rule, part Part, v front.Value) error{
	"is":      (*Rule).takeIs,
	"front":   func(r *Rule, _ Part, v front.Value) error { return words(&r.Front, v, "a key of the front matter") },
	"path":    (*Rule).takePath,
	"heading": func(r *Rule, _ Part, v front.Value) error { return pattern(&r.Heading, v) },
	"label":   func(r *Rule, _ Part, v front.Value) error { return words(&r.Label, v, "a label, as in 讲者") },
	"author":  (*Rule).takeAuthor,
}

var ruleKeys = []string{"is", "front", "path", "heading", "label", "author"}

// rule reads a rule; a single value is what the part is. It is nil after an
// error.
func (f *file) rule(part Part, v front.Value) *Rule {
	r := &Rule{}
	if v.Single() {
		if err := r.takeIs(part, v); err != nil {
			f.fail(v.At, "%s: %v", part, err)
			return nil
		}
		return r
	}
	if v.Form != front.Map || len(v.Entries) != 1 {
		f.fail(v.At, "%s: found %s; want one of %s, as in {front: speaker}", part, many(v), oneOf(ruleKeys))
		return nil
	}
	e := v.Entries[0]
	take := takers[e.Key]
	if take == nil {
		f.unknown(e, ruleKeys)
		return nil
	}
	if err := take(r, part, e.Value); err != nil {
		f.fail(e.At, "%s: %v", e.Key, err)
		return nil
	}
	return r
}

func many(v front.Value) string {
	if v.Form == front.Map {
		return fmt.Sprintf("%d keys", len(v.Entries))
	}
	return shown(v)
}

func shown(v front.Value) string {
	if v.Single() {
		return v.Text
	}
	return v.Form.String()
}

func (r *Rule) takeIs(part Part, v front.Value) error {
	text := strings.TrimSpace(v.Text)
	if !v.Single() || text == "" {
		return fmt.Errorf("found %s; want the %s itself", shown(v), part)
	}
	switch part {
	case Kind:
		if !front.KindOf(text).Valid() {
			return fmt.Errorf("kind %q; want interview, podcast, speech, talk, essay, reading-list or other", text)
		}
	case Date:
		if _, err := timeline.ParsePartialDate(text); err != nil {
			return err
		}
	}
	r.Is = text
	return nil
}

func (r *Rule) takePath(_ Part, v front.Value) error {
	if v.Form != front.Number {
		return pattern(&r.Path, v)
	}
	n, err := strconv.Atoi(v.Text)
	if err != nil || n < -100 || n > 100 {
		return fmt.Errorf("found %s; want a folder's number, such as 1 for the first one, or a pattern", v.Text)
	}
	r.Folder = &n
	return nil
}

func (r *Rule) takeAuthor(part Part, v front.Value) error {
	if part != Person {
		return fmt.Errorf("found below %s; want it below person", part)
	}
	if v.Form != front.Bool || v.Text != "true" {
		return fmt.Errorf("found %s; want true", shown(v))
	}
	r.Author = true
	return nil
}

// words takes a word, or several.
func words(to *[]string, v front.Value, want string) error {
	texts, ok := v.Strings()
	if !ok || len(texts) == 0 || slices.Contains(texts, "") {
		return fmt.Errorf("found %s; want %s, or a list of such", shown(v), want)
	}
	*to = texts
	return nil
}

// pattern takes a regular expression (https://github.com/google/re2/wiki/Syntax).
func pattern(to **regexp.Regexp, v front.Value) error {
	if !v.Single() || v.Text == "" || len(v.Text) > maxPattern {
		return fmt.Errorf("found %s; want a regular expression of at most %d bytes, whose group is the value", shown(v), maxPattern)
	}
	compiled, err := regexp.Compile(v.Text)
	if err != nil {
		return fmt.Errorf("%w; want a regular expression whose group is the value, as in '^(.+?) on '", err)
	}
	*to = compiled
	return nil
}
