package export

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"viewline/web/site"
)

// mostPapers is how many papers a reading list has at most, the most recommended ones.
const mostPapers = 50000

// readingListOf makes a format of the function that writes papers; total is how many papers
// pass the filter, of which there may be more.
func readingListOf(write func(papers []paper, total int) ([]byte, error)) func(context.Context, *exports, asked) ([]byte, error) {
	return func(ctx context.Context, e *exports, a asked) ([]byte, error) {
		filter, err := site.ReadPaperFilter(a.Query)
		if err != nil {
			return nil, err
		}
		total := 0
		papers, err := list(e, mostPapers, func(first int, after string) ([]paper, pageInfo, error) {
			answer, err := askReadingList(ctx, e.execute, readingListVariables{Filter: filter.Variable(), First: first, After: after})
			if err != nil {
				return nil, pageInfo{}, err
			}
			total = answer.Papers.TotalCount
			return answer.Papers.Nodes, answer.Papers.PageInfo, a.same(answer.Corpus)
		})
		if err != nil {
			return nil, err
		}
		return write(papers, total)
	}
}

// The items of CSL-JSON (Citation Style Language, input data schema 1.0).
type (
	cslItem struct {
		ID        string    `json:"id"`
		Type      string    `json:"type"`
		Title     string    `json:"title"`
		Author    []cslName `json:"author,omitempty"`
		Issued    *cslDate  `json:"issued,omitempty"`
		Container string    `json:"container-title,omitempty"`
		Number    string    `json:"number,omitempty"`
		Publisher string    `json:"publisher,omitempty"`
		URL       string    `json:"URL,omitempty"`
		DOI       string    `json:"DOI,omitempty"`
	}
	// cslName is a whole name: which part of a name is the family's is not known.
	cslName struct {
		Literal string `json:"literal"`
	}
	cslDate struct {
		Parts [][]int `json:"date-parts"`
	}
)

// citations writes papers as CSL-JSON, which Zotero and Viewline's papers.json read.
func citations(papers []paper, _ int) ([]byte, error) {
	items := make([]cslItem, len(papers))
	for i, p := range papers {
		item := cslItem{ID: p.Slug, Type: "article", Title: p.Title, Container: p.Venue, URL: p.URL, DOI: p.DOI}
		if p.Venue != "" {
			item.Type = "article-journal"
		}
		for _, name := range p.Authors {
			item.Author = append(item.Author, cslName{name})
		}
		if p.Arxiv != "" {
			item.Number, item.Publisher = "arXiv:"+p.Arxiv, "arXiv"
		}
		date, err := partsOf(p.Published)
		if err != nil {
			return nil, fmt.Errorf("date of %s: %w", p.Slug, err)
		}
		if len(date) > 0 {
			item.Issued = &cslDate{[][]int{date}}
		}
		items[i] = item
	}
	return json.Marshal(items)
}

// partsOf are the year, the month and the day of a partial date, as far as they are known;
// none of an empty date.
func partsOf(date string) ([]int, error) {
	if date == "" {
		return nil, nil
	}
	var parts []int
	for part := range strings.SplitSeq(date, "-") {
		n, err := strconv.Atoi(part)
		if err != nil || len(parts) == 3 {
			return nil, fmt.Errorf("%q; want a date such as 2025-11-26, 2025-06 or 2020", date)
		}
		parts = append(parts, n)
	}
	return parts, nil
}
