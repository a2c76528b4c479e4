package timeline

import "strings"

// Ident is what an appearance is known by, which lasts when its date becomes finer: the
// person and what names the occasion. Occasions of one name are told apart by year.
type Ident struct {
	// Occasion is a hash of the person and the title; see [Appearance.Occasion].
	Occasion string
	// Year is empty where no date is known.
	Year string
	// Told tells apart what shares occasion and year; see [Appearance.Told].
	Told string
}

// ToldUndated is Told of an appearance without a date, where others of the same
// occasion have one.
const ToldUndated = "undated"

// Occasion is a hash of the person and of the title, in which case and the width of
// blanks make no difference, but signs do: "C++" is not "C#". Those of one person with
// the same title share it.
func (a *Appearance) Occasion() string {
	title := strings.ToLower(strings.Join(strings.Fields(a.Title), " "))
	return hashOf(a.PersonSlug, title)[:idHash]
}

// Ident is what the appearance is known by.
func (a *Appearance) Ident() Ident { return Ident{a.Occasion(), a.Date.year(), string(a.Told)} }

// String is what [ParseIdent] reads.
func (i Ident) String() string { return i.Occasion + "." + i.Year + "." + i.Told }

// ParseIdent reads what [Ident.String] wrote.
func ParseIdent(s string) (Ident, bool) {
	occasion, rest, _ := strings.Cut(s, ".")
	year, told, ok := strings.Cut(rest, ".")
	return Ident{occasion, year, told}, ok
}

// Among finds the appearance that the ident was made for among those of its occasion;
// nil where it is not there, or where it could be one of several. One whose date was
// not known yet may have any date by now.
func (i Ident) Among(all []*Appearance) *Appearance {
	if fit := i.fitting(all); len(fit) == 1 {
		return fit[0]
	}
	return nil
}

// Viewpoint finds, among the appearances of the occasion, the viewpoint that an
// identifier with a mark was made for; nil where it is not there. Where the ident could
// be that of several, or of one of which nobody can tell whether it is another one, only
// one of them may have a viewpoint, which is of that label and text.
func (i Ident) Viewpoint(all []*Appearance, mark string) *Viewpoint {
	fit := i.fitting(all)
	switch len(fit) {
	case 0:
		fit = i.left(all)
	case 1:
		return ViewpointMarked(fit[0].Sections, mark)
	}
	var found *Viewpoint
	for _, a := range fit {
		v := ViewpointMarked(a.Sections, mark)
		if v == nil || !v.saysAs(mark) {
			continue
		}
		if found != nil {
			return nil
		}
		found = v
	}
	return found
}

// fitting are those that the ident can have been made for.
func (i Ident) fitting(all []*Appearance) []*Appearance {
	var same, dated []*Appearance
	for _, a := range all {
		switch {
		case a.Ident() == i:
			return []*Appearance{a}
		case a.Date.year() == i.Year && (i.Told == "" || a.Told == "" && a.goesBy(i.Told)):
			same = append(same, a)
		case i.Year == "" && i.Told == "":
			dated = append(dated, a)
		}
	}
	if len(same) == 0 {
		return dated
	}
	return same
}

// left are those that it may have become, or not: where it was told apart by a date, each
// whose date is finer; where it was one of several of one name and date in a post, those
// of that post.
func (i Ident) left(all []*Appearance) []*Appearance {
	var left []*Appearance
	for _, a := range all {
		finer := strings.HasPrefix(a.Date.String(), i.Told+"-")
		several := PostMark(a.PostPath) + "-"
		ofPost := strings.HasPrefix(i.Told, several) && (a.Told == "" || strings.HasPrefix(string(a.Told), several))
		if i.Told != "" && a.Date.year() == i.Year && (finer || ofPost) {
			left = append(left, a)
		}
	}
	return left
}

// goesBy tells whether an appearance that is alone now would go by this where it is not.
func (a *Appearance) goesBy(told string) bool {
	switch told {
	case ToldUndated:
		return a.Date.IsZero()
	case PostMark(a.PostPath):
		return true
	}
	return !a.Date.IsZero() && told == a.Date.String()
}

// PostMark is a hash of a post's path.
func PostMark(path string) string { return hashOf("post", path)[:nameHash] }

// Base is the appearance's key where no other one shares it: <person>/<date>.
func (a *Appearance) Base() string {
	if a.Date.IsZero() {
		return a.PersonSlug + "/" + undated
	}
	return a.PersonSlug + "/" + a.Date.String()
}

// undated stands for the date in the key of an appearance that has none.
const undated = "undated"

// year is that of the date, as a text; empty for no date.
func (d PartialDate) year() string {
	year, _, _ := strings.Cut(d.String(), "-")
	return year
}
