package post

import (
	"math/bits"
	"slices"

	"viewline/timeline"
)

// topicSet holds topics of an index by their places, a bit each.
type topicSet []uint64

func (x *topicIndex) newSet() topicSet { return make(topicSet, (len(x.topics)+63)/64) }

func (s topicSet) add(other topicSet) {
	for i := range other {
		s[i] |= other[i]
	}
}

// list is the topics of a set, in the order of their slugs.
func (x *topicIndex) list(set topicSet) []*timeline.Topic {
	var topics []*timeline.Topic
	for i, left := range set {
		for ; left != 0; left &= left - 1 {
			topics = append(topics, x.topics[64*i+bits.TrailingZeros64(left)])
		}
	}
	return topics
}

// mark tells the viewpoints of the sections, at any depth, what they are about:
// what their own words, their section's heading or a point of theirs name. All
// adds up what was found.
func (x *topicIndex) mark(sections []*timeline.Section, all topicSet) {
	for s := range timeline.AllSections(sections) {
		if len(s.Viewpoints) == 0 {
			continue
		}
		heading := x.newSet()
		x.find(s.Heading, heading)
		for _, v := range s.Viewpoints {
			all.add(x.markViewpoint(v, heading))
		}
	}
}

func (x *topicIndex) markViewpoint(v *timeline.Viewpoint, heading topicSet) topicSet {
	set := slices.Clone(heading)
	x.find(string(v.Label), set)
	for _, text := range v.Texts() {
		x.find(text, set)
	}
	for _, p := range v.Points {
		set.add(x.markViewpoint(p, heading))
	}
	for _, t := range x.list(set) {
		v.Topics = append(v.Topics, t.Slug)
	}
	return set
}

// markTopics marks all viewpoints of the document.
func (d *Document) markTopics(lib *Library) {
	if lib == nil || lib.topics == nil {
		return
	}
	x := lib.topics
	all := x.newSet()
	for _, a := range d.Appearances {
		x.mark(a.Sections, all)
	}
	x.mark(d.Post.Sections, all)
	d.Post.Record.Topics = x.list(all)
}
