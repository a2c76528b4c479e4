package post

import (
	"maps"
	"slices"
	"strings"

	"viewline/post/names"
	"viewline/post/people"
	"viewline/timeline"
)

// explicit are the people that person: in the front matter names.
func (r *reader) explicit() []*member {
	var all []*member
	for _, w := range r.front.People {
		if w.Explicit {
			all = append(all, r.explicitly(w.Value))
		}
		if len(all) > mostSpeakers {
			r.fail(0, "person: names more than %d people; want at most so many, or a post for each occasion", mostSpeakers)
			return nil
		}
	}
	return all
}

func (r *reader) explicitly(name string) *member {
	n, ok := names.Read(name)
	if !ok || names.Slug(n.Text) == "" {
		n = names.Name{Text: strings.TrimSpace(name)}
	}
	r.cast.add(r, n, labelClaim("person", r.inFront("person"), people.Speaker)) // certain, also where a weaker place named the person first
	m := r.cast.find(n)
	m.name.Text = n.Text
	return m
}

// onlyPerson is the person of a post that reports one person's views; nil for
// none or several.
func (r *reader) onlyPerson() *timeline.Person {
	all := r.everybody()
	if len(all) != 1 {
		return nil
	}
	return all[0].asPerson()
}

// everybody lists the speakers of all parts, or, where there are none, those of
// the post.
func (r *reader) everybody() []*member {
	var all []*member
	seen := map[string]bool{}
	add := func(list []*member) {
		for _, m := range list {
			if slug := m.slug(); !seen[slug] {
				seen[slug] = true
				all = append(all, m)
			}
		}
	}
	for _, p := range r.all {
		add(p.speakers)
	}
	if len(all) == 0 {
		add(r.main)
	}
	return all
}

// namePeople tells the post whose views it reports.
func (r *reader) namePeople(post *timeline.Post, doc *Document) {
	all := r.everybody()
	doc.People = r.reported(all)
	for _, m := range all {
		p := m.asPerson()
		if len(all) > 1 {
			claimed := *p // the topics are those of this post's viewpoints
			p = &claimed
			p.Topics = nil
		}
		post.Record.People = append(post.Record.People, p)
		post.PeopleSlugs = append(post.PeopleSlugs, p.Slug)
	}
	if len(all) == 1 {
		post.PersonSlug = post.PeopleSlugs[0]
	}
}

// shareClaims tells, in a post of several people, which topics and papers are
// whose.
func (d *Document) shareClaims() {
	if len(d.Post.Record.People) < 2 {
		return
	}
	topics, by := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, a := range d.Appearances {
		for _, v := range a.Viewpoints() {
			for _, t := range v.Topics {
				addTo(topics, a.PersonSlug, t)
			}
		}
		for _, rec := range a.Recommendations {
			addTo(by, rec.PaperSlug, a.PersonSlug)
		}
	}
	for _, p := range d.Post.Record.People {
		p.Topics = slices.Sorted(maps.Keys(topics[p.Slug]))
	}
	for i, paper := range d.Post.Record.Papers {
		claimed := *paper
		claimed.RecommendedBy = slices.Sorted(maps.Keys(by[paper.Slug]))
		d.Post.Record.Papers[i] = &claimed
	}
}

// addTo adds a value to the set that a key has.
func addTo(sets map[string]map[string]bool, key, value string) {
	if sets[key] == nil {
		sets[key] = map[string]bool{}
	}
	sets[key][value] = true
}
