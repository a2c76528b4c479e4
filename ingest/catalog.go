package ingest

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// claimsInMemory is how many bytes of claims of one kind are kept in memory.
const claimsInMemory = 2 << 20

// catalog brings the stored people, papers and topics to what follows from the
// claims of all posts. It must be closed.
type catalog struct {
	people *shelf[timeline.Person]
	papers *shelf[timeline.Paper]
	topics *shelf[timeline.Topic]
}

func newCatalog(to store.Session, inMemory, perPage int) *catalog {
	claims := sorter{limit: inMemory}
	return &catalog{
		people: &shelf[timeline.Person]{
			after: to.PeopleAfter, perPage: perPage, claims: claims,
			slug: func(p *timeline.Person) string { return p.Slug }, merge: mergePerson, said: saidOfPerson,
		},
		papers: &shelf[timeline.Paper]{
			after: to.PapersAfter, perPage: perPage, claims: claims,
			slug: func(p *timeline.Paper) string { return p.Slug }, merge: mergePaper,
		},
		topics: &shelf[timeline.Topic]{
			after: to.TopicsAfter, perPage: perPage, claims: claims,
			slug: func(t *timeline.Topic) string { return t.Slug }, merge: mergeTopic, said: saidOfTopic,
		},
	}
}

// claim takes what a post claims, in the order of the posts' paths.
func (c *catalog) claim(s timeline.ImportRecord) error {
	of := claimsOf(s)
	return errors.Join(c.people.claim(of.people), c.papers.claim(of.papers), c.topics.claim(of.topics))
}

// introduce adds to a batch the people, papers and topics of a post that are
// not stored yet, as far as this post tells, so that nobody reads an appearance
// of a person who is not there.
func (c *catalog) introduce(ctx context.Context, s timeline.ImportRecord, b *store.Batch) error {
	of := claimsOf(s)
	return errors.Join(
		c.people.introduce(ctx, of.people, &b.People),
		c.papers.introduce(ctx, of.papers, &b.Papers),
		c.topics.introduce(ctx, of.topics, &b.Topics),
	)
}

// settle writes what it takes for the claims of all posts.
func (c *catalog) settle(ctx context.Context, w *batches) error {
	if err := c.people.settle(ctx, w, &w.batch.People, &w.batch.RemovePeople); err != nil {
		return err
	}
	if err := c.papers.settle(ctx, w, &w.batch.Papers, &w.batch.RemovePapers); err != nil {
		return err
	}
	if err := c.topics.settle(ctx, w, &w.batch.Topics, &w.batch.RemoveTopics); err != nil {
		return err
	}
	return w.flush(ctx)
}

func (c *catalog) close() error {
	return errors.Join(c.people.claims.close(), c.papers.claims.close(), c.topics.claims.close())
}

// shelf is the part of the catalog for one kind of documents.
type shelf[T any] struct {
	after   func(ctx context.Context, slug string, limit int) ([]*T, error) // reads what is stored
	perPage int
	slug    func(*T) string
	merge   func(merged, claim *T) *T
	said    func(*T) string // all that a claim says; nil where claims hardly repeat
	claims  sorter
	heard   map[string]struct{} // what was said of late
	known   *set                // slugs that are stored or introduced; nil before the first introduction
}

func (s *shelf[T]) stored(ctx context.Context) iter.Seq2[*T, error] {
	return store.All(ctx, s.perPage, s.after, s.slug)
}

// mostHeard is how many claims are known to have been heard.
const mostHeard = 10_000

// claim takes the claims of a post. One that was made before adds nothing.
func (s *shelf[T]) claim(claims []*T) error {
	for _, claim := range claims {
		if s.said != nil {
			said := s.said(claim)
			if _, again := s.heard[said]; again {
				continue
			}
			if s.heard == nil || len(s.heard) == mostHeard {
				s.heard = map[string]struct{}{}
			}
			s.heard[said] = struct{}{}
		}
		doc, err := bson.Marshal(claim)
		if err != nil {
			return err
		}
		if err := s.claims.add(record{s.slug(claim), doc}); err != nil {
			return err
		}
	}
	return nil
}

// introduce adds to a list what the claims of a post say of those that are not
// stored yet, in the order of the slugs.
func (s *shelf[T]) introduce(ctx context.Context, claims []*T, to *[]*T) error {
	if s.known == nil {
		s.known = &set{}
		for item, err := range s.stored(ctx) {
			if err != nil {
				return err
			}
			s.known.put(brief(s.slug(item)), struct{}{})
		}
	}
	added := map[string]*T{}
	for _, claim := range claims {
		slug := s.slug(claim)
		if !s.known.has(brief(slug)) {
			added[slug] = s.merge(added[slug], claim)
		}
	}
	for _, slug := range slices.Sorted(maps.Keys(added)) {
		s.known.put(brief(slug), struct{}{})
		*to = append(*to, added[slug])
	}
	return nil
}

// wanted yields what follows from all claims, in the order of the slugs.
func (s *shelf[T]) wanted() iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		var merged *T
		for r, err := range s.claims.all() {
			claim := new(T)
			if err == nil {
				err = bson.Unmarshal(r.value, claim)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if merged != nil && s.slug(merged) != r.key {
				if !yield(merged, nil) {
					return
				}
				merged = nil
			}
			merged = s.merge(merged, claim)
		}
		if merged != nil {
			yield(merged, nil)
		}
	}
}

// settle puts and removes where what is stored differs from what is wanted.
func (s *shelf[T]) settle(ctx context.Context, w *batches, put *[]*T, remove *[]string) error {
	next, stop := iter.Pull2(s.stored(ctx))
	defer stop()
	have, err, more := next()
	removeBefore := func(last bool, slug string) error {
		for ; err == nil && more && (last || s.slug(have) < slug); have, err, more = next() {
			*remove = append(*remove, s.slug(have))
			if err := w.grow(ctx); err != nil {
				return err
			}
		}
		return err
	}
	for wanted, failed := range s.wanted() {
		if failed != nil {
			return failed
		}
		if err := removeBefore(false, s.slug(wanted)); err != nil {
			return err
		}
		if more && s.slug(have) == s.slug(wanted) {
			same := equal(have, wanted)
			if have, err, more = next(); same {
				continue
			}
		}
		*put = append(*put, wanted)
		if err := w.grow(ctx); err != nil {
			return err
		}
	}
	return removeBefore(true, "")
}

// batches writes the documents of the catalog.
type batches struct {
	to    store.Session
	limit int // documents per batch
	batch store.Batch
	size  int // documents in the batch
}

// grow is told of a document more.
func (w *batches) grow(ctx context.Context) error {
	if w.size++; w.size < w.limit {
		return nil
	}
	return w.flush(ctx)
}

func (w *batches) flush(ctx context.Context) error {
	if w.size == 0 {
		return nil
	}
	err := w.to.Put(ctx, w.batch)
	w.batch, w.size = store.Batch{}, 0
	return err
}
