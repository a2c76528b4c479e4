package post

import (
	"cmp"
	slashpath "path"
	"slices"
	"strings"

	"viewline/post/mapping"
	"viewline/timeline"
)

// Contents are what the files beside the posts list: people.yaml the people and
// the spellings of their names, papers.json the papers and how posts call them,
// topics.yaml the topics and the words that mark them, sections.yaml what
// headings tell of their sections; each viewline.yaml, where the posts of its
// folder have what.
type Contents struct {
	People []*timeline.Person
	Papers []KnownPaper
	Topics []*timeline.Topic
	// Sections go before the built-in rules.
	Sections []SectionRule
	// Mappings say where posts have what, by the folder of each viewline.yaml.
	Mappings mapping.Set
	// Below is the path of the posts' root from the folder that Mappings count from;
	// empty where they are one.
	Below string
}

// Library answers what the parser asks of the contents. It is safe for
// concurrent use.
type Library struct {
	people map[string]*timeline.Person // by folded spelling
	papers map[string]*timeline.Paper  // by folded title and alias
	cited  map[string]*timeline.Paper  // by arXiv identifier, DOI or address
	called []alias                     // the aliases, longest first

	topics   *topicIndex // nil where there are no topics
	sections []SectionRule
	mappings mapping.Set
	below    string // see Contents.Below
}

type alias struct {
	folded string
	paper  *timeline.Paper
}

// NewLibrary makes a library. Where two people or papers share a spelling, the
// first one has it; what topics share marks them all.
func NewLibrary(c Contents) *Library {
	lib := &Library{
		people: map[string]*timeline.Person{}, papers: map[string]*timeline.Paper{}, cited: map[string]*timeline.Paper{},
		topics: newTopicIndex(c.Topics), sections: slices.Concat(c.Sections, sectionRules),
		mappings: c.Mappings, below: c.Below,
	}
	for _, p := range c.People {
		for _, name := range p.Names() {
			if lib.people[name] == nil {
				lib.people[name] = p
			}
		}
	}
	for _, p := range c.Papers {
		for _, id := range []timeline.Text{p.Arxiv, p.DOI, p.URL} {
			if id != "" && lib.cited[strings.ToLower(string(id))] == nil {
				lib.cited[strings.ToLower(string(id))] = p.Paper
			}
		}
		for _, name := range append([]string{p.Title}, p.Aliases...) {
			folded := timeline.Fold(name)
			if folded != "" && lib.papers[folded] == nil {
				lib.papers[folded] = p.Paper
				lib.called = append(lib.called, alias{folded, p.Paper})
			}
		}
	}
	slices.SortStableFunc(lib.called, func(a, b alias) int { return cmp.Compare(len(b.folded), len(a.folded)) })
	return lib
}

// knowsPeople reports whether people.yaml names anybody.
func (l *Library) knowsPeople() bool { return l != nil && len(l.people) > 0 }

// person finds somebody by any spelling; nil where nobody is known by it.
func (l *Library) person(name string) *timeline.Person {
	if l == nil {
		return nil
	}
	return l.people[timeline.Fold(name)]
}

// Rules are what the mappings say of the post at a path.
func (l *Library) Rules(path string) mapping.Rules {
	if l == nil {
		return mapping.Rules{}
	}
	return l.mappings.For(slashpath.Join(l.below, path))
}

// paper finds a paper by its title or an alias.
func (l *Library) paper(title string) *timeline.Paper {
	if l == nil {
		return nil
	}
	return l.papers[timeline.Fold(title)]
}

// paperAt finds a paper by its arXiv identifier, its DOI or its address.
func (l *Library) paperAt(ids ...string) *timeline.Paper {
	if l == nil {
		return nil
	}
	for _, id := range ids {
		if p := l.cited[strings.ToLower(id)]; p != nil && id != "" {
			return p
		}
	}
	return nil
}

// paperIn finds the paper that a text names by its longest title or alias.
func (l *Library) paperIn(text string) *timeline.Paper {
	if l == nil {
		return nil
	}
	folded := timeline.Fold(text)
	for _, a := range l.called {
		if strings.Contains(folded, a.folded) {
			return a.paper
		}
	}
	return nil
}

// personIn finds the person whose longest spelling a text contains.
func (l *Library) personIn(text string) *timeline.Person {
	folded := timeline.Fold(text)
	var best *timeline.Person
	longest := ""
	for name, p := range l.people {
		if (len(name) > len(longest) || len(name) == len(longest) && name < longest) && len(name) > 3 && strings.Contains(folded, name) {
			best, longest = p, name
		}
	}
	return best
}
