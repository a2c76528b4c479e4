package store

import (
	"slices"

	"viewline/timeline"
)

// Claims has what the stored posts say of one person, paper or topic. What one post says is
// a claim.
type Claims[T any] struct {
	Slug string
	// Said are the different claims, each once, in the order of their first occurrence: by the
	// path of the post, then as in the post. The list is empty where no post has a claim any
	// more.
	Said []*T
	// Stored is the document that is stored under the slug; nil where there is none.
	Stored *T
	// Counts are what the engine counts in what the session sees.
	Counts Counts
}

// Counts are numbers that documents of shared things carry, so that lists can be
// sorted by them. Each is of one kind of things, and 0 for the others.
type Counts struct {
	Recommendations int    // of a paper; see Reader.CountByPaper
	Appearances     int    // of a person
	Latest          string // the last place among dates of a person's appearances; empty for no date
	Viewpoints      int    // on a topic; see Reader.CountViewpointsBy
}

// ClaimsOf are the claims of a post: the people whose views it reports, the papers that it
// recommends, and the topics of its viewpoints. Where the post has one person, the person
// has all of the topics and recommends all of the papers. Where it has several, each person
// and each paper says by itself which topics and whose recommendations they are. Nobody may
// change the results.
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
