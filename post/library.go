package post

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"viewline/source"
	"viewline/timeline"
)

// Contents are what the files beside the posts list: people.yaml the people and
// the spellings of their names, papers.json the papers and how posts call them,
// topics.yaml the topics and the words that mark them, sections.yaml what
// headings tell of their sections.
type Contents struct {
	People []*timeline.Person
	Papers []KnownPaper
	Topics []*timeline.Topic
	// Sections go before the built-in rules.
	Sections []SectionRule
}

// Library answers what the parser asks of the contents. It is safe for
// concurrent use.
type Library struct {
	people map[string]*timeline.Person // by folded spelling
	papers map[string]*timeline.Paper  // by folded title and alias
	called []alias                     // the aliases, longest first

	topics   *topicIndex // nil where there are no topics
	sections []SectionRule
}

type alias struct {
	folded string
	paper  *timeline.Paper
}

// KnownPaper is an entry of papers.json.
type KnownPaper struct {
	*timeline.Paper
	// Aliases are phrases by which posts name the paper.
	Aliases []string
}

// NewLibrary makes a library. Where two people or papers share a spelling, the
// first one has it; what topics share marks them all.
func NewLibrary(c Contents) *Library {
	lib := &Library{
		people: map[string]*timeline.Person{}, papers: map[string]*timeline.Paper{},
		topics: newTopicIndex(c.Topics), sections: slices.Concat(c.Sections, sectionRules),
	}
	for _, p := range c.People {
		for _, name := range p.Names() {
			if lib.people[name] == nil {
				lib.people[name] = p
			}
		}
	}
	for _, p := range c.Papers {
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

// person finds somebody by any spelling; nil where nobody is known by it.
func (l *Library) person(name string) *timeline.Person {
	if l == nil {
		return nil
	}
	return l.people[timeline.Fold(name)]
}

// paper finds a paper by its title or an alias.
func (l *Library) paper(title string) *timeline.Paper {
	if l == nil {
		return nil
	}
	return l.papers[timeline.Fold(title)]
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

// cslItem is an item of CSL-JSON (Citation Style Language, input data schema
// 1.0), as far as it is read.
type cslItem struct {
	Title  string `json:"title"`
	Author []struct {
		Family, Given, Literal string
		Particle               string `json:"non-dropping-particle"`
	} `json:"author"`
	Issued struct {
		DateParts [][]json.Number `json:"date-parts"`
	} `json:"issued"`
	URL     string `json:"URL"`
	DOI     string `json:"DOI"`
	Number  string `json:"number"`
	Archive string `json:"archive_location"`
	Note    string `json:"note"`
}

// ReadPapers reads papers.json, a CSL-JSON array as Zotero exports it. A line
// "aliases: …; …" in an item's note tells by which phrases posts name the
// paper. An item without a title, or with an impossible date, is an error.
func ReadPapers(path string, src []byte) ([]KnownPaper, source.List) {
	var diags source.List
	var items []json.RawMessage
	if err := json.Unmarshal(src, &items); err != nil {
		diags.Add(path, jsonPosition(src, err), source.Error, "%v; want a CSL-JSON array", err)
		return nil, diags
	}
	var papers []KnownPaper
	at := itemPositions(src)
	for i, raw := range items {
		var item cslItem
		err := json.Unmarshal(raw, &item)
		if err == nil && item.Title == "" {
			err = errors.New("no title")
		}
		var p KnownPaper
		if err == nil {
			p, err = item.paper()
		}
		if err != nil {
			diags.Add(path, at[i], source.Error, "item %d: %v; want a CSL-JSON item with a title", i+1, err)
			continue
		}
		papers = append(papers, p)
	}
	return papers, diags
}

var (
	aliasLine = regexp.MustCompile(`(?m)^\s*aliases:\s*(.+)$`)
	arxivID   = regexp.MustCompile(`(?i)arxiv[:./]\s*(?:abs/|pdf/)?([a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})`)
)

func (c cslItem) paper() (KnownPaper, error) {
	p := KnownPaper{Paper: &timeline.Paper{
		Slug: slugOf(c.Title), Title: c.Title, URL: timeline.Text(c.URL), DOI: timeline.Text(c.DOI),
	}}
	if len(c.Issued.DateParts) > 0 {
		var parts [3]int
		for i, n := range c.Issued.DateParts[0] {
			v, err := n.Int64()
			if err != nil || i > 2 {
				return p, fmt.Errorf("issued %v", c.Issued.DateParts[0])
			}
			parts[i] = int(v)
		}
		var err error
		if p.Published, err = timeline.NewPartialDate(parts[0], parts[1], parts[2]); err != nil {
			return p, fmt.Errorf("issued: %w", err)
		}
	}
	for _, a := range c.Author {
		name := strings.Join(strings.Fields(a.Given+" "+a.Particle+" "+a.Family), " ")
		p.Authors = append(p.Authors, cmp.Or(a.Literal, name))
	}
	if m := arxivID.FindStringSubmatch(c.Number + " " + c.Archive + " " + c.URL); m != nil {
		p.Arxiv = timeline.Text(m[1])
	}
	if m := aliasLine.FindStringSubmatch(c.Note); m != nil {
		for name := range strings.SplitSeq(m[1], ";") {
			if name = strings.TrimSpace(name); name != "" {
				p.Aliases = append(p.Aliases, name)
			}
		}
	}
	return p, nil
}
