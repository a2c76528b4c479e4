// Package mapping reads viewline.yaml, which says for the posts in its folder
// and below it where their person, date, title and kind stand, or what they
// are, where no program can know:
//
//	person: {front: speaker}
//	date:   {path: '(\d{4})/(\d{2})'}
//	kind:   {is: talk}
//	posts:
//	  'letters/**': {kind: {is: essay}}
//
// [Read] reads one file; a [Set] has those of all folders and tells the [Rules]
// for a post; [Rules.Find] applies one of them to what is known of the post.
package mapping

import (
	_ "embed"
	"path"
	"strings"

	"viewline/diagnostic"
	"viewline/post/front"
)

// Name is the name of the file.
const Name = "viewline.yaml"

// Schema is the JSON Schema of the file.
//
//go:embed viewline.schema.json
var Schema []byte

// Part is what a rule tells of a post.
type Part string

// The parts of a post that rules tell.
const (
	Person Part = "person"
	Date   Part = "date"
	Title  Part = "title"
	Kind   Part = "kind"
)

// Parts lists all parts.
var Parts = []Part{Person, Date, Title, Kind}

// Mapping is a viewline.yaml.
type Mapping struct {
	// Root tells that the paths that rules ask for count from the file's folder, and
	// in the outermost file those by which posts are known, unless there is a .git.
	Root      bool
	rules     map[Part]*Rule
	overrides []override
}

// override is the rules for the posts that a pattern of paths matches.
type override struct {
	pattern []string
	rules   map[Part]*Rule
}

// Rules are those for one post.
type Rules struct {
	rules map[Part]*Rule
	path  string // of the post, from where paths count
}

// For is the rules for a post, whose path counts from the mapping's folder. Of
// several patterns that match it the last one has the last word, key by key.
func (m *Mapping) For(postPath string) Rules {
	r := Rules{rules: map[Part]*Rule{}, path: postPath}
	if m != nil {
		m.add(r.rules, postPath)
	}
	return r
}

func (m *Mapping) add(to map[Part]*Rule, postPath string) {
	for part, rule := range m.rules {
		to[part] = rule
	}
	names := strings.Split(postPath, "/")
	for _, o := range m.overrides {
		if matches(o.pattern, names) {
			for part, rule := range o.rules {
				to[part] = rule
			}
		}
	}
}

// Rule is the rule for a part; nil where there is none.
func (r Rules) Rule(part Part) *Rule { return r.rules[part] }

// Set has the mappings of a root by their folders, "." being the root itself.
type Set map[string]*Mapping

// For is the rules for a post, whose path counts from the root. The innermost
// folder has the last word, key by key. The paths that rules ask for count from the
// innermost folder that says root, else from the outermost that has a mapping.
func (s Set) For(postPath string) Rules {
	r := Rules{rules: map[Part]*Rule{}, path: postPath}
	if len(s) == 0 {
		return r
	}
	rest, first := postPath, true
	for folder := "."; ; {
		if m := s[folder]; m != nil {
			m.add(r.rules, rest)
			if m.Root || first {
				r.path, first = rest, false
			}
		}
		name, below, found := strings.Cut(rest, "/")
		if !found {
			return r
		}
		folder, rest = path.Join(folder, name), below
	}
}

// Post is what rules may ask of a post.
type Post struct {
	// Fields are the entries of the front matter.
	Fields   []front.Entry
	Author   string
	Headings []Line
	Labels   []Label
}

// Line is a line of a post.
type Line struct {
	Text string
	At   diagnostic.Position
}

// Label is a line of a post with a label before its value.
type Label struct {
	Name, Value string
	At          diagnostic.Position
}

// Found is what a rule tells.
type Found struct {
	Value string
	// Several are the values where the front matter has more than one; Value
	// has them all, with commas between them.
	Several []string
	// Where says in words where the value stands.
	Where string
	// At is its place in the post; zero for what does not stand in it.
	At diagnostic.Position
}

// Find is what the rule for a part tells of a post. It is false where there is
// no such rule, or the post has not what the rule asks for, or only a blank, such as
// the name of the file ".md" without its ending.
func (r Rules) Find(part Part, p Post) (Found, bool) {
	rule := r.rules[part]
	if rule == nil {
		return Found{}, false
	}
	found, ok := rule.find(part, r.path, p)
	if !ok || strings.TrimSpace(found.Value) == "" {
		return Found{}, false
	}
	return found, true
}

// matches tells whether a pattern matches a path, name by name; ** stands for
// any number of folders. Time is at most the product of both lengths.
func matches(pattern, names []string) bool {
	// at[i] tells whether the pattern's first i names match the names so far.
	at := make([]bool, len(pattern)+1)
	at[0] = true
	spread(pattern, at)
	for _, name := range names {
		next := make([]bool, len(at))
		for i, p := range pattern {
			if !at[i] {
				continue
			}
			if p == "**" {
				next[i] = true
			} else if ok, _ := path.Match(p, name); ok {
				next[i+1] = true
			}
		}
		spread(pattern, next)
		at = next
	}
	return at[len(pattern)]
}

// spread lets ** stand for no folder.
func spread(pattern []string, at []bool) {
	for i, p := range pattern {
		if p == "**" && at[i] {
			at[i+1] = true
		}
	}
}
