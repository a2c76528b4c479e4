package store

import (
	"slices"

	"viewline/timeline"
)

// Claims are what the stored posts say of one person, paper or topic.
type Claims[T any] struct {
	Slug string
	// Said are the different things that are said, each once, in the order in which
	// they are first said: by the path of the post, then as in the post. There are
	// none where no post speaks of it any more.
	Said []*T
	// Stored is what is stored under the slug; nil for nothing.
	Stored *T
	// Counts are what the engine counts in what the session sees.
	Counts Counts
}

// Counts are numbers that documents of shared things carry, so that lists can be
// sorted by them. Each is of one kind of things, and 0 for the others.
type Counts struct {
	Recommendations int // of a paper; see Reader.CountByPaper
}

// ClaimsOf are what a post claims of people, papers and topics: whom it is about, what
// it recommends, and what its viewpoints are about. A person has the topics of all its
// viewpoints, and recommends all of its papers; where a post reports the views of
// several people, each of them and each paper tells by itself. Nobody may change them.
func ClaimsOf(r timeline.ImportRecord) (people []*timeline.Person, papers []*timeline.Paper, topics []*timeline.Topic) {
	if len(r.People) != 1 {
		return r.People, r.Papers, r.Topics
	}
	person := *r.People[0]
	person.Topics = slices.Clone(person.Topics)
	for _, t := range r.Topics {
		if i, found := slices.BinarySearch(person.Topics, t.Slug); !found {
			person.Topics = slices.Insert(person.Topics, i, t.Slug)
		}
	}
	for _, p := range r.Papers {
		paper := *p
		paper.RecommendedBy = []string{person.Slug}
		papers = append(papers, &paper)
	}
	return []*timeline.Person{&person}, papers, r.Topics
}
