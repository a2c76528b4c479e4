package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/timeline"
)

// RecordClaims is for the session of an engine that does not store claims: it reads the
// claims from the records of all posts. Embedded in the session, it has the three methods
// of [Session] for claims.
type RecordClaims struct {
	// From is the session.
	From interface {
		Records
		CountByPaper(ctx context.Context, papers []string) ([]int, error)
		CountViewpointsBy(ctx context.Context, by Dimension, slugs []string, f ViewpointFilter) ([]int, error)
		// Careers count the appearances of people, and find the latest.
		Careers(ctx context.Context, people []string) ([]Counts, error)
	}

	changed bool // whether the session has put or removed posts
	read    bool // whether the claims were read since the last change of the posts
	people  spoken[timeline.Person]
	papers  spoken[timeline.Paper]
	topics  spoken[timeline.Topic]
}

// Changed must be called with each batch that the session puts.
func (c *RecordClaims) Changed(b Batch) {
	if len(b.Posts)+len(b.RemovePosts) > 0 {
		c.changed, c.read = true, false
	}
}

// PersonClaims implements [Session].
func (c *RecordClaims) PersonClaims(ctx context.Context, slug string, limit int) ([]Claims[timeline.Person], error) {
	all, err := claimsAfter(ctx, c, &c.people, c.From.PeopleAfter, personSlug, slug, limit)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return counted(ctx, all, c.From.Careers, func(n Counts) Counts { return n })
}

// PaperClaims implements [Session].
func (c *RecordClaims) PaperClaims(ctx context.Context, slug string, limit int) ([]Claims[timeline.Paper], error) {
	all, err := claimsAfter(ctx, c, &c.papers, c.From.PapersAfter, paperSlug, slug, limit)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return counted(ctx, all, c.From.CountByPaper, func(n int) Counts { return Counts{Recommendations: n} })
}

// TopicClaims implements [Session].
func (c *RecordClaims) TopicClaims(ctx context.Context, slug string, limit int) ([]Claims[timeline.Topic], error) {
	all, err := claimsAfter(ctx, c, &c.topics, c.From.TopicsAfter, topicSlug, slug, limit)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return counted(ctx, all, func(ctx context.Context, topics []string) ([]int, error) {
		return c.From.CountViewpointsBy(ctx, ByTopic, topics, ViewpointFilter{})
	}, func(n int) Counts { return Counts{Viewpoints: n} })
}

// counted gives claims their counts.
func counted[T, N any](ctx context.Context, all []Claims[T], count func(ctx context.Context, slugs []string) ([]N, error), as func(N) Counts) ([]Claims[T], error) {
	slugs := make([]string, len(all))
	for i, c := range all {
		slugs[i] = c.Slug
	}
	counts, err := count(ctx, slugs)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Counts = as(counts[i])
	}
	return all, nil
}

// spoken is what posts say of one kind.
type spoken[T any] struct {
	said  map[string][]*T // the different claims, by slug
	heard map[string]bool // the claims so far, as BSON, to find repetitions
	all   []Claims[T]     // in the order of the slugs; made when a first page is read
}

// add adds the claims of a post, except those that another post has made already.
func (s *spoken[T]) add(claims []*T, slugOf func(*T) string) error {
	for _, claim := range claims {
		doc, err := bson.Marshal(claim)
		if err != nil {
			return err
		}
		if !s.heard[string(doc)] {
			s.heard[string(doc)] = true
			s.said[slugOf(claim)] = append(s.said[slugOf(claim)], claim)
		}
	}
	return nil
}

// readRecords reads the claims of all posts, in the order of their paths.
func (c *RecordClaims) readRecords(ctx context.Context) error {
	c.people = spoken[timeline.Person]{said: map[string][]*timeline.Person{}, heard: map[string]bool{}}
	c.papers = spoken[timeline.Paper]{said: map[string][]*timeline.Paper{}, heard: map[string]bool{}}
	c.topics = spoken[timeline.Topic]{said: map[string][]*timeline.Topic{}, heard: map[string]bool{}}
	for p, err := range All(ctx, documentsPerPage, c.From.RecordsAfter, (*StoredPost).Key) {
		if err != nil {
			return err
		}
		people, papers, topics := ClaimsOf(p.Record)
		if err := errors.Join(
			c.people.add(people, personSlug),
			c.papers.add(papers, paperSlug),
			c.topics.add(topics, topicSlug),
		); err != nil {
			return err
		}
	}
	c.read = true
	return nil
}

func personSlug(p *timeline.Person) string { return p.Slug }
func paperSlug(p *timeline.Paper) string   { return p.Slug }
func topicSlug(t *timeline.Topic) string   { return t.Slug }

// documentsPerPage is how many records, or stored documents, are read at once.
const documentsPerPage = 500

// claimsAfter returns a page of the claims of one kind. For the first page it reads the
// claims of all posts.
func claimsAfter[T any](
	ctx context.Context, c *RecordClaims, s *spoken[T], stored func(context.Context, string, int) ([]*T, error),
	slugOf func(*T) string, slug string, limit int,
) ([]Claims[T], error) {
	if !c.changed {
		return nil, nil
	}
	if !c.read {
		if err := c.readRecords(ctx); err != nil {
			return nil, err
		}
	}
	if slug == "" {
		bySlug := make(map[string]Claims[T], len(s.said))
		for slug, said := range s.said {
			bySlug[slug] = Claims[T]{Slug: slug, Said: said}
		}
		for item, err := range All(ctx, documentsPerPage, stored, slugOf) {
			if err != nil {
				return nil, err
			}
			of := slugOf(item)
			bySlug[of] = Claims[T]{Slug: of, Said: s.said[of], Stored: item}
		}
		s.all = slices.SortedFunc(maps.Values(bySlug), func(a, b Claims[T]) int { return strings.Compare(a.Slug, b.Slug) })
	}
	i, found := slices.BinarySearchFunc(s.all, slug, func(c Claims[T], slug string) int { return strings.Compare(c.Slug, slug) })
	if found {
		i++
	}
	return s.all[i:min(i+limit, len(s.all))], nil
}
