package export

import (
	"context"
	"errors"
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
	asked
	Filter      site.Filter
	Total       int // of all appearances that pass the filter
	Appearances []appearance
}

// timelineOf makes a format of the function that writes a view of at most so many
// appearances.
func timelineOf(most int, write func(view) ([]byte, error)) func(context.Context, *exports, asked) ([]byte, error) {
	return func(ctx context.Context, e *exports, a asked) ([]byte, error) {
		filter, err := site.ReadFilter(a.Query)
		if err != nil {
			return nil, err
		}
		v := view{asked: a, Filter: filter}
		if err := e.readView(ctx, &v, most); err != nil {
			return nil, err
		}
		return write(v)
	}
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
		return v.Site
	}
	return v.Site + ": " + strings.Join(parts, ", ")
}

// URL is the address of an appearance's page.
func (a asked) URL(of appearance) string {
	person, date, _ := strings.Cut(of.Key, "/")
	return a.at("people", person, date)
}

// at is a whole address of this site, with the parts of its path escaped.
func (a asked) at(parts ...string) string {
	address := a.Origin
	for _, part := range parts {
		address += "/" + url.PathEscape(part)
	}
	return address
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

// errMoved says that an import has ended between two pages of a list.
var errMoved = errors.New("the pages are of different revisions")

// write writes an export, all at one revision, which a has afterwards: where an import ends
// meanwhile, write begins again.
func (e *exports) write(ctx context.Context, f format, a *asked) ([]byte, error) {
	for range attempts {
		var err error
		if a.corpus, err = e.state(ctx); err != nil {
			return nil, err
		}
		body, err := f.write(ctx, e, *a)
		if err == nil || !errors.Is(err, errMoved) {
			if err != nil {
				err = fmt.Errorf("write %s: %w", f.path, err)
			}
			return body, err
		}
	}
	return nil, &site.Refusal{Status: http.StatusServiceUnavailable, Text: "imports follow each other too fast; try again"}
}

// same returns [errMoved] for an answer of another revision.
func (a asked) same(of corpus) error {
	if of.Revision != a.Revision {
		return errMoved
	}
	return nil
}

// list reads page after page of a list, up to so many items. The function ask asks for one
// page, which begins behind a cursor.
func list[T any](e *exports, most int, ask func(first int, after string) ([]T, pageInfo, error)) ([]T, error) {
	size := mostPerPage
	if e.options.PageSize > 0 {
		size = e.options.PageSize
	}
	var all []T
	for after := ""; ; {
		page, at, err := ask(min(size, most-len(all)), after)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if !at.HasNextPage || len(all) >= most {
			return all, nil
		}
		after = at.EndCursor
	}
}

// readView reads the newest appearances of a view.
func (e *exports) readView(ctx context.Context, v *view, most int) (err error) {
	v.Appearances, err = list(e, most, func(first int, after string) ([]appearance, pageInfo, error) {
		answer, err := askExport(ctx, e.execute, exportVariables{Filter: v.Filter.Variable(), First: first, After: after})
		if err != nil {
			return nil, pageInfo{}, err
		}
		v.Total = answer.Appearances.TotalCount
		return answer.Appearances.Nodes, answer.Appearances.PageInfo, v.same(answer.Corpus)
	})
	return err
}
