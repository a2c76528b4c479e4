package propose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/timeline"
)

// item is a paper in CSL-JSON, as papers.json has them (Citation Style Language,
// input data schema 1.0).
type item struct {
	ID     string   `json:"id"`
	Type   string   `json:"type"`
	Title  string   `json:"title"`
	Author []author `json:"author,omitempty"`
	Issued *issued  `json:"issued,omitempty"`
	Venue  string   `json:"container-title,omitempty"`
	Number string   `json:"number,omitempty"`
	DOI    string   `json:"DOI,omitempty"`
	URL    string   `json:"URL,omitempty"`
	// Note has the reason for the entry. No line of it begins with "aliases:", as an import
	// reads such lines.
	Note string `json:"note"`
}

type author struct {
	Literal string `json:"literal"`
}

type issued struct {
	DateParts [][]int `json:"date-parts"`
}

// paper is a paper that posts recommend.
type paper struct {
	*timeline.Paper
	posts []string
}

// shortestTitle is how many characters a title has at least where nothing else shows that
// it is a paper's: a shorter one may be any word.
const shortestTitle = 8

// papersDraft suggests papers.json: the papers that posts recommend, with what the posts
// say of them.
func papersDraft(all []known) draft {
	bySlug := map[string]*paper{}
	var papers []*paper
	for _, k := range all {
		for _, p := range k.papers {
			have := bySlug[p.Slug]
			if have == nil {
				have = &paper{Paper: p}
				bySlug[p.Slug] = have
				papers = append(papers, have)
			} else if saysMore(p, have.Paper) {
				have.Paper = p
			}
			have.posts = append(have.posts, k.path)
		}
	}
	papers = slices.DeleteFunc(papers, func(p *paper) bool {
		return p.Title == "" || utf8.RuneCountInString(p.Title) < shortestTitle && fields(p.Paper) == 0
	})
	slices.SortStableFunc(papers, func(a, b *paper) int { return strings.Compare(a.Slug, b.Slug) })
	items := make([]item, len(papers))
	for i, p := range papers {
		items[i] = itemOf(p)
	}
	return draft{"papers.json", len(items), encode(items)}
}

// saysMore reports whether p has more fields of a paper than another description of the
// same paper.
func saysMore(p, than *timeline.Paper) bool { return fields(p) > fields(than) }

// fields counts the fields of a paper that are known, without the title.
func fields(p *timeline.Paper) int {
	n := 0
	for _, known := range []bool{len(p.Authors) > 0, !p.Published.IsZero(), p.Venue != "", p.URL != "", p.Arxiv != "", p.DOI != ""} {
		if known {
			n++
		}
	}
	return n
}

func itemOf(p *paper) item {
	i := item{
		ID: p.Slug, Type: "article", Title: p.Title, Venue: string(p.Venue), DOI: string(p.DOI), URL: string(p.URL),
		Note: fmt.Sprintf("Suggested by loader --propose: recommended in %s: %s", count(len(p.posts), "post"), some(p.posts)),
	}
	if p.Arxiv != "" {
		i.Number = "arXiv:" + string(p.Arxiv)
	}
	for _, name := range p.Authors {
		i.Author = append(i.Author, author{name})
	}
	if d := p.Published; !d.IsZero() {
		parts := []int{d.Year}
		if d.Month > 0 {
			parts = append(parts, d.Month)
		}
		if d.Day > 0 {
			parts = append(parts, d.Day)
		}
		i.Issued = &issued{[][]int{parts}}
	}
	return i
}

func encode(items []item) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(items) // cannot fail for texts and numbers
	return []byte(b.String())
}
