package post

import (
	"github.com/yuin/goldmark/ast"

	"viewline/timeline"
)

// A post about several people has a heading for each, and below it what each said, with a
// heading, a day and an occasion in labelled lines: those are occasions of their own.

// fewestFields is how many headings below the names of people have a day in such a line at least.
const fewestFields = 2

// splitByFields cuts each part into the occasions below its heading where most of the headings
// there have a labelled day or occasion below them. What belongs to none is beside.
func (r *reader) splitByFields(parts []part) (split []part, beside []ast.Node) {
	all := 0
	for _, p := range parts {
		found, rest, dated := r.fieldsBelow(p)
		if len(found) == 0 {
			split = append(split, p)
			continue
		}
		all += dated
		split, beside = append(split, found...), append(beside, rest...)
	}
	if all < fewestFields {
		return parts, nil
	}
	return split, beside
}

// fieldsBelow are the occasions below the heading of a part, and the blocks of none; no
// occasion where most headings there tell of none. Dated counts those with a day.
func (r *reader) fieldsBelow(p part) (found []part, rest []ast.Node, dated int) {
	h, ok := p.node.(*ast.Heading)
	if !ok || len(p.speakers) == 0 || p.whole || p.session != nil || r.datedHeading(r.plainHeading(h), true) {
		return nil, nil, 0
	}
	level := 0
	for _, b := range p.blocks {
		if sub, is := b.(*ast.Heading); is && (level == 0 || sub.Level < level) {
			level = sub.Level
		}
	}
	if level <= h.Level {
		return nil, nil, 0
	}
	var below []part
	for _, b := range p.blocks {
		sub, is := b.(*ast.Heading)
		switch {
		case is && sub.Level == level:
			below = append(below, part{speakers: p.speakers, cast: p.cast, labelled: p.labelled, title: r.plainHeading(sub), node: sub, level: level})
		case len(below) == 0:
			rest = append(rest, b)
		default:
			last := &below[len(below)-1]
			last.blocks = append(last.blocks, b)
		}
	}
	if len(below) == 1 && !r.tellsDateOrOccasion(below[0].blocks) {
		only := below[0] // the name below the heading of a group
		found, more, dated := r.fieldsBelow(only)
		return found, append(append([]ast.Node{h}, rest...), more...), dated
	}
	for _, sub := range below {
		if r.tellsDateOrOccasion(sub.blocks) {
			if r.dayOfFields(&sub) {
				dated++
			}
			found = append(found, sub)
			continue
		}
		rest = append(append(rest, sub.node), sub.blocks...)
	}
	if dated == 0 || 2*len(found) <= len(below) {
		return nil, nil, 0
	}
	return found, append([]ast.Node{h}, rest...), dated
}

// dayOfFields gives a part the date that the labelled lines at its start have, which may stand
// in a list with what was said; it reports whether there is one.
func (r *reader) dayOfFields(p *part) bool {
	for _, l := range r.labelledLines(p.blocks) {
		if metadataRole(l.label) != roleDate {
			continue
		}
		if d, is := dateIn(l.value, r.order); is {
			p.dates.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(l.value, d), what: "the label " + l.label, pos: r.start + l.pos, late: isLate(l.label)}, func(error) {})
			return true
		}
	}
	return false
}
