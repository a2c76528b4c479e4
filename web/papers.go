package web

import (
	"net/http"
	"net/url"
)

// paperPage is one paper, with who recommended it and where.
type paperPage struct {
	Meta meta
	turning
	paper
}

// paper serves the page of one paper.
func (p *pages) paper(w http.ResponseWriter, r *http.Request) {
	slug := r.PathValue("slug")
	window := paging(r.URL.Query(), p.most())
	answer, err := askPaper(r.Context(), p.execute, paperVariables{
		Slug: slug, First: window.first, After: window.after, Last: window.last, Before: window.before,
	})
	switch {
	case err != nil:
		p.fail(w, r, err)
	case answer.Paper == nil:
		p.tell(w, r, http.StatusNotFound, "error.paper", slug)
	default:
		page := paperPage{paper: *answer.Paper}
		page.turning = page.Recommendations.PageInfo.turning(func(cursor url.Values) string {
			return page.Address() + "?" + cursor.Encode()
		})
		page.Meta = p.meta(r, page.Address())
		page.Meta.describePaper(page)
		p.render(w, r, http.StatusOK, "paper", page)
	}
}

// Address is the paper's page.
func (p paper) Address() string { return address("papers", p.Slug) }

// Link is where the paper can be found; empty where that is unknown.
func (p paper) Link() string {
	switch {
	case p.URL != "":
		return p.URL
	case p.Arxiv != "":
		return "https://arxiv.org/abs/" + p.Arxiv
	case p.DOI != "":
		return "https://doi.org/" + p.DOI
	}
	return ""
}

// MoreRecommenders is how many people recommend the paper beside those who are listed.
func (p paper) MoreRecommenders() int { return p.Recommenders.TotalCount - len(p.Recommenders.Nodes) }
