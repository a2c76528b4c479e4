package timeline

import (
	"strconv"
	"strings"
)

// ViewpointNamed finds a viewpoint of linked sections by its name, at any depth; nil where there
// is none. It also takes the name that a viewpoint has whenever it shares its label.
func ViewpointNamed(sections []*Section, name string) *Viewpoint {
	for v := range allViewpoints(sections) {
		if v.Name() == name || !v.Shared && v.nameOfText(v.origin()) == name {
			return v
		}
	}
	return nil
}

// ViewpointMarked finds a viewpoint of linked sections by what its identifier has behind the
// owner; nil where there is none. The viewpoint has the label of the one that the
// identifier was made for: where several have that, or where there is none, the text
// as well.
func ViewpointMarked(sections []*Section, mark string) *Viewpoint {
	parts := strings.Split(mark, ".")
	if len(parts) != len([]string{"label", "text", "twin"}) {
		return nil
	}
	twin, err := strconv.Atoi(parts[2])
	if err != nil || twin < 1 {
		return nil
	}
	var last *Viewpoint // of those with the same text
	for v := range allViewpoints(sections) {
		if v.labelMark() != parts[0] {
			continue
		}
		if !v.Shared {
			return v
		}
		if v.Twin <= twin && hashOf(v.Said())[:idHash] == parts[1] {
			last = v
		}
	}
	return last
}

// saysAs tells whether a viewpoint has the label and the text of a mark.
func (v *Viewpoint) saysAs(mark string) bool {
	own, other := v.mark(), mark
	return own[:strings.LastIndexByte(own, '.')] == other[:strings.LastIndexByte(other, '.')]
}

// ViewpointAt is the top-level viewpoint at a place; nil where there is none.
func ViewpointAt(sections []*Section, place Place) *Viewpoint {
	n := 0
	for s := range AllSections(sections) {
		if n++; n == place.Section {
			if place.Number < 1 || place.Number > len(s.Viewpoints) {
				return nil
			}
			return s.Viewpoints[place.Number-1]
		}
	}
	return nil
}

// allViewpoints yields the viewpoints of all sections, and their points, in the order
// of the post.
func allViewpoints(sections []*Section) func(yield func(*Viewpoint) bool) {
	var walk func([]*Viewpoint, func(*Viewpoint) bool) bool
	walk = func(vs []*Viewpoint, yield func(*Viewpoint) bool) bool {
		for _, v := range vs {
			if !yield(v) || !walk(v.Points, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(*Viewpoint) bool) {
		for s := range AllSections(sections) {
			if !walk(s.Viewpoints, yield) {
				return
			}
		}
	}
}
