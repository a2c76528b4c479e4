package export

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"viewline/web/site"
)

const (
	mostPerPage = 100 // the largest page that the endpoint gives by default
	attempts    = 4   // at most, to read all pages at one revision
)

// view is a filtered timeline: the newest appearances first, those without a
// date last.
type view struct {
	Filter       site.Filter
	Origin, Path string
	Revision     int
	ImportedAt   time.Time // zero before the first import
	Total        int       // of all appearances that pass the filter
	Appearances  []appearance
}

// Self is the address of the export.
func (v view) Self() string { return v.Origin + v.Filter.At(v.Path) }

// Page is the address of the page with the same appearances.
func (v view) Page() string { return v.Origin + v.Filter.At("/") }

// Title is what the view is called.
func (v view) Title() string {
	var parts []string
	for _, part := range []string{v.Filter.Person, v.Filter.Topic, v.Filter.Text, strings.ToLower(v.Filter.Kind)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if years := strings.Trim(v.Filter.From+"–"+v.Filter.To, "–"); years != "" {
		parts = append(parts, years)
	}
	if len(parts) == 0 {
		return "Viewline"
	}
	return "Viewline: " + strings.Join(parts, ", ")
}

// URL is the address of an appearance's page.
func (v view) URL(a appearance) string {
	person, date, _ := strings.Cut(a.Key, "/")
	return v.Origin + "/people/" + url.PathEscape(person) + "/" + url.PathEscape(date)
}

// missing tells how many appearances an export leaves out, and why; it is empty where the
// export has all of them.
func (v view) missing(shown int) string {
	switch left := v.Total - shown; left {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("1 of %d appearances is not in it: it has no date, or is older than the %d newest.", v.Total, len(v.Appearances))
	default:
		return fmt.Sprintf("%d of %d appearances are not in it: they have no date, or are older than the %d newest.", left, v.Total, len(v.Appearances))
	}
}

// Named is the name of the person and the title.
func (a appearance) Named() string {
	title := a.Title
	if title == "" {
		title = a.Key
	}
	if a.Person == nil {
		return title
	}
	return a.Person.Name + ": " + title
}

// By is the name of the person who appeared; empty only while an import is under way.
func (a appearance) By() string {
	if a.Person == nil {
		return ""
	}
	return a.Person.Name
}

// Category is the kind of the appearance, as a word.
func (a appearance) Category() string {
	return strings.ReplaceAll(strings.ToLower(a.Kind), "_", " ")
}

// Dated reports whether any day of the appearance is known.
func (a appearance) Dated() bool { return a.Earliest != "" }

// Unsure says in words that the day is not known; empty where it is.
func (a appearance) Unsure() string {
	switch {
	case a.Written():
		return "Some time " + a.Words() + "; the day is not known."
	case a.DateApproximate:
		return "The date is approximate: " + a.Words() + "."
	case a.DatePrecision != "DAY":
		return "Some time in " + a.Words() + "; the day is not known."
	}
	return ""
}

// days are the first day that the date can mean, and the day after the last one that the
// date can mean.
func (a appearance) days() (first, after time.Time, err error) {
	if first, err = time.Parse(time.DateOnly, a.Earliest); err != nil {
		return first, after, fmt.Errorf("earliest day of %s: %w", a.Key, err)
	}
	if after, err = time.Parse(time.DateOnly, a.Latest); err != nil {
		return first, after, fmt.Errorf("latest day of %s: %w", a.Key, err)
	}
	return first, after.AddDate(0, 0, 1), nil
}

func (e *exports) state(ctx context.Context) (corpus, error) {
	answer, err := askCorpus(ctx, e.execute)
	if err != nil {
		return corpus{}, err
	}
	return answer.Corpus, nil
}

// read reads the newest appearances of a view, all at one revision: where an import ends
// between two pages, read begins again.
func (e *exports) read(ctx context.Context, v *view, most int) error {
	for range attempts {
		state, err := e.state(ctx)
		if err != nil {
			return err
		}
		v.Revision, v.ImportedAt, v.Appearances = state.Revision, state.ImportedAt, nil
		whole, err := e.readPages(ctx, v, most)
		if whole || err != nil {
			return err
		}
	}
	return &site.Refusal{Status: http.StatusServiceUnavailable, Text: "imports follow each other too fast; try again"}
}

// readPages reads page after page. It stops, and reports that the view is not whole, at a
// page of another revision.
func (e *exports) readPages(ctx context.Context, v *view, most int) (whole bool, err error) {
	size := mostPerPage
	if e.options.PageSize > 0 {
		size = e.options.PageSize
	}
	variables := exportVariables{Filter: v.Filter.Variable()}
	for {
		variables.First = min(size, most-len(v.Appearances))
		answer, err := askExport(ctx, e.execute, variables)
		if err != nil {
			return false, err
		}
		if answer.Corpus.Revision != v.Revision {
			return false, nil
		}
		page := answer.Appearances
		v.Total = page.TotalCount
		v.Appearances = append(v.Appearances, page.Nodes...)
		if !page.PageInfo.HasNextPage || len(v.Appearances) >= most {
			return true, nil
		}
		variables.After = page.PageInfo.EndCursor
	}
}
