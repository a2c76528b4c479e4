package ingest

import (
	"slices"
	"strings"

	"viewline/timeline"
)

// diffOf compares the documents of a post before and after an import.
func diffOf(path string, before, after *side) PostDiff {
	d := PostDiff{Path: path, Viewpoints: diffViewpoints(looseViewpoints(before.post), looseViewpoints(after.post))}
	left := slices.Clone(before.appearances)
	for _, a := range after.appearances {
		if i := heir(left, a); i >= 0 {
			if change := diffAppearance(left[i], a); change != nil {
				d.Appearances = append(d.Appearances, *change)
			}
			left = slices.Delete(left, i, i+1)
			continue
		}
		d.Appearances = append(d.Appearances, AppearanceDiff{Change: Come, Key: a.Key, Title: a.Title, Viewpoints: diffViewpoints(nil, a.Viewpoints())})
	}
	for _, a := range left {
		d.Appearances = append(d.Appearances, AppearanceDiff{Change: Go, Key: a.Key, Title: a.Title, Viewpoints: diffViewpoints(a.Viewpoints(), nil)})
	}
	return d
}

// heir is the index of the stored appearance that another one takes the place of:
// the one of the same occasion and date, else of the same occasion, else of the same
// person and date; -1 for none.
func heir(left []*timeline.Appearance, a *timeline.Appearance) int {
	occasion, date := a.Occasion(), a.Base()
	for _, same := range []func(b *timeline.Appearance) bool{
		func(b *timeline.Appearance) bool { return b.Occasion() == occasion && b.Base() == date },
		func(b *timeline.Appearance) bool { return b.Occasion() == occasion },
		func(b *timeline.Appearance) bool { return b.Base() == date },
	} {
		if i := slices.IndexFunc(left, same); i >= 0 {
			return i
		}
	}
	return -1
}

// diffAppearance is nil where a reader would see no difference.
func diffAppearance(before, after *timeline.Appearance) *AppearanceDiff {
	d := &AppearanceDiff{Change: Other, Key: after.Key, Title: after.Title, Viewpoints: diffViewpoints(before.Viewpoints(), after.Viewpoints())}
	if before.Key != after.Key {
		d.Was = before.Key
	}
	for _, field := range fields {
		if field.of(before) != field.of(after) {
			d.Fields = append(d.Fields, field.name)
		}
	}
	if d.Was == "" && len(d.Fields) == 0 && len(d.Viewpoints) == 0 {
		return nil
	}
	return d
}

// fields are the parts of two appearances that are compared, beside their viewpoints, with
// the name of each in the report.
var fields = []struct {
	name string
	of   func(*timeline.Appearance) string
}{
	{"person", func(a *timeline.Appearance) string { return a.PersonSlug }},
	{"title", func(a *timeline.Appearance) string { return a.Title }},
	{"kind", func(a *timeline.Appearance) string { return string(a.Kind) }},
	{"date", func(a *timeline.Appearance) string {
		return strings.Join([]string{a.Date.String(), a.Earliest.String(), a.Latest.String(), string(a.DateSource)}, " ")
	}},
	{"theme", func(a *timeline.Appearance) string { return string(a.Theme) }},
	{"text", textOf},
	{"papers", func(a *timeline.Appearance) string {
		var all []string
		for _, rec := range a.Recommendations {
			all = append(all, rec.PaperSlug, rec.Note.Plain)
		}
		return strings.Join(all, "\n")
	}},
	{"pictures", func(a *timeline.Appearance) string {
		var all []string
		for _, i := range a.Images {
			all = append(all, i.URL, i.Address().URL)
		}
		return strings.Join(all, "\n")
	}},
}

// textOf is the text of an appearance that is in none of its viewpoints.
func textOf(a *timeline.Appearance) string {
	var all []string
	for _, d := range a.Details {
		all = append(all, d.Label, d.Value)
	}
	add := func(p *timeline.Prose) {
		if p != nil {
			all = append(all, p.Plain)
		}
	}
	add(a.Body)
	for s := range timeline.AllSections(a.Sections) {
		all = append(all, s.Heading)
		add(s.Body)
	}
	return strings.Join(all, "\n")
}

// looseViewpoints are the viewpoints of a post that belong to no appearance.
func looseViewpoints(p *timeline.Post) []*timeline.Viewpoint {
	if p == nil {
		return nil
	}
	var all []*timeline.Viewpoint
	for s := range timeline.AllSections(p.Sections) {
		all = append(all, s.Viewpoints...)
	}
	return all
}

// diffViewpoints compares two lists. Viewpoints with the same label and text are the same;
// of others, those with the same label are one viewpoint that changed.
func diffViewpoints(before, after []*timeline.Viewpoint) []ViewpointDiff {
	changed, gone := unlike(after, before), unlike(before, after)
	labels := map[string]int{} // how many removed viewpoints with each label have no heir yet
	for _, v := range gone {
		labels[string(v.Label)]++
	}
	heirs := map[string]int{}
	var all []ViewpointDiff
	for _, v := range changed {
		change := Come
		if label := string(v.Label); label != "" && labels[label] > 0 {
			labels[label]--
			heirs[label]++
			change = Other
		}
		all = append(all, viewpointDiff(change, v))
	}
	for _, v := range gone {
		if label := string(v.Label); heirs[label] > 0 {
			heirs[label]--
			continue
		}
		all = append(all, viewpointDiff(Go, v))
	}
	return all
}

// unlike lists the viewpoints that have no counterpart with the same wording among others.
// Each of others is the counterpart of one viewpoint at most.
func unlike(viewpoints, others []*timeline.Viewpoint) []*timeline.Viewpoint {
	same := map[string]int{}
	for _, v := range others {
		same[wording(v)]++
	}
	var left []*timeline.Viewpoint
	for _, v := range viewpoints {
		if same[wording(v)] > 0 {
			same[wording(v)]--
		} else {
			left = append(left, v)
		}
	}
	return left
}

// wording is the whole text of a viewpoint, with that of its points.
func wording(v *timeline.Viewpoint) string {
	var b strings.Builder
	var add func(v *timeline.Viewpoint)
	add = func(v *timeline.Viewpoint) {
		b.WriteString(string(v.Label))
		for _, text := range v.Texts() {
			b.WriteString("\x00" + text)
		}
		for _, p := range v.Points {
			b.WriteString("\x01")
			add(p)
		}
		b.WriteString("\x02")
	}
	add(v)
	return b.String()
}

// longestExcerpt is how many characters of a viewpoint without a label are shown.
const longestExcerpt = 60

func viewpointDiff(change Change, v *timeline.Viewpoint) ViewpointDiff {
	d := ViewpointDiff{Change: change, Key: v.Key, Label: string(v.Label)}
	if d.Label == "" {
		text := []rune(strings.Join(strings.Fields(strings.Join(v.Texts(), " ")), " "))
		if len(text) > longestExcerpt {
			text = append(text[:longestExcerpt-1], '…')
		}
		d.Text = string(text)
	}
	return d
}
