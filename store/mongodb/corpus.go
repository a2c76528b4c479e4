package mongodb

import (
	"context"
	"errors"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/timeline"
)

const corpusKey = "corpus"

// corpusDocument is the corpus as stored. Pending says that something was
// written since the revision was made.
type corpusDocument struct {
	Key             string `bson:"_id"`
	timeline.Corpus `bson:",inline"`
	Pending         bool `bson:"pending"`
}

// Corpus implements [store.Reader], in one command.
func (s *Store) Corpus(ctx context.Context) (timeline.Corpus, error) {
	d, err := s.readCorpus(ctx)
	return d.Corpus, err
}

func (s *Store) readCorpus(ctx context.Context) (corpusDocument, error) {
	var d corpusDocument
	ctx, end, err := s.meta.begin(ctx)
	if err != nil {
		return d, err
	}
	defer end()
	err = s.meta.FindOne(ctx, bson.M{"_id": corpusKey}).Decode(&d)
	if errors.Is(err, mongo.ErrNoDocuments) {
		return corpusDocument{}, nil
	}
	return d, s.meta.wrap(err, "read corpus")
}

// mark puts on record that the corpus changes, once until the next Commit.
func (s *Store) mark(ctx context.Context) error {
	s.marking.Lock()
	defer s.marking.Unlock()
	if s.marked {
		return nil
	}
	_, err := s.meta.UpdateOne(ctx, bson.M{"_id": corpusKey},
		bson.M{"$set": bson.M{"pending": true}, "$setOnInsert": bson.M{"revision": 0}},
		options.UpdateOne().SetUpsert(true))
	s.marked = err == nil
	return wrap(err, "mark corpus as changed")
}

// Commit implements [store.Writer]. Where another process has made the next
// revision meanwhile, this one makes the one after it.
func (s *Store) Commit(ctx context.Context, at time.Time) (timeline.Corpus, error) {
	s.writing.Lock() // marked needs no lock beside this one
	defer s.writing.Unlock()
	at = at.UTC().Truncate(time.Millisecond) // as BSON keeps it
	for {
		last, err := s.readCorpus(ctx)
		if err != nil || !last.Pending && !s.marked {
			return last.Corpus, err
		}
		next, err := s.measure(ctx)
		if err != nil {
			return timeline.Corpus{}, err
		}
		next.Revision, next.ImportedAt = last.Revision+1, &at
		_, err = s.meta.ReplaceOne(ctx, bson.M{"_id": corpusKey, "revision": last.Revision},
			corpusDocument{Key: corpusKey, Corpus: next}, options.Replace().SetUpsert(true))
		if mongo.IsDuplicateKeyError(err) { // the revision is another by now
			continue
		}
		if err != nil {
			return timeline.Corpus{}, wrap(err, "commit revision %d", next.Revision)
		}
		s.marked = false
		return next, nil
	}
}

// measure counts what is stored.
func (s *Store) measure(ctx context.Context) (timeline.Corpus, error) {
	var c timeline.Corpus
	for _, count := range []struct {
		of collection
		to *int
	}{{s.people, &c.People}, {s.appearances, &c.Appearances}, {s.topics, &c.Topics}, {s.papers, &c.Papers}, {s.posts, &c.Posts}} {
		var err error
		if *count.to, err = countDocuments(ctx, count.of, nil); err != nil {
			return c, err
		}
	}
	sums, err := aggregate[struct{ Viewpoints int }](ctx, s.posts, bson.A{
		bson.M{"$match": bson.M{"record.viewpoints": bson.M{"$gte": 0}}},
		bson.M{"$group": bson.M{"_id": nil, "viewpoints": bson.M{"$sum": "$record.viewpoints"}}},
	})
	for _, sum := range sums {
		c.Viewpoints = sum.Viewpoints
	}
	return c, err
}
