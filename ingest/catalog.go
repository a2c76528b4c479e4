package ingest

import (
	"context"

	"viewline/store"
	"viewline/timeline"
)

// settleShared writes the people, papers and topics anew, wherever the stored documents are
// not those that follow from the claims of all posts. A claim is what one post says of a
// person, a paper or a topic. Each person that is written is told to tell before.
func settleShared(ctx context.Context, to store.Session, perPage int, tell func(*timeline.Person)) error {
	err := settleClaims(ctx, to, perPage, to.PersonClaims, mergePerson, countPerson, func(put []*timeline.Person, remove []string) store.Batch {
		for _, p := range put {
			tell(p)
		}
		return store.Batch{People: put, RemovePeople: remove}
	})
	if err != nil {
		return err
	}
	err = settleClaims(ctx, to, perPage, to.PaperClaims, mergePaper, countPaper, func(put []*timeline.Paper, remove []string) store.Batch {
		return store.Batch{Papers: put, RemovePapers: remove}
	})
	if err != nil {
		return err
	}
	return settleClaims(ctx, to, perPage, to.TopicClaims, mergeTopic, countTopic, func(put []*timeline.Topic, remove []string) store.Batch {
		return store.Batch{Topics: put, RemoveTopics: remove}
	})
}

// settleClaims does so for one kind of document: it puts and removes documents where the
// stored ones differ from those that the claims make.
func settleClaims[T any](
	ctx context.Context, to store.Session, perPage int, read func(ctx context.Context, slug string, limit int) ([]store.Claims[T], error),
	merge func(merged, claim *T) *T, count func(merged *T, counts store.Counts), batch func(put []*T, remove []string) store.Batch,
) error {
	for last, more := "", true; more; {
		page, err := read(ctx, last, perPage)
		if err != nil {
			return err
		}
		var put []*T
		var remove []string
		for _, c := range page {
			var merged *T
			for _, claim := range c.Said {
				merged = merge(merged, claim)
			}
			if merged != nil {
				count(merged, c.Counts)
			}
			switch last = c.Slug; {
			case merged == nil && c.Stored != nil:
				remove = append(remove, c.Slug)
			case merged != nil && (c.Stored == nil || !equal(c.Stored, merged)):
				put = append(put, merged)
			}
		}
		if err := to.Put(ctx, batch(put, remove)); err != nil {
			return err
		}
		more = len(page) == perPage
	}
	return nil
}
