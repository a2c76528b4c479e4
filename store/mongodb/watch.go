package mongodb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// watchPause is the time between the end of a change stream and the next try.
const watchPause = time.Second

// revisions matches the changes by which Commit makes a revision. The begin of an import
// also changes the corpus, but does not replace the document.
var revisions = bson.A{bson.M{"$match": bson.M{
	"documentKey._id": corpusKey,
	"operationType":   bson.M{"$in": bson.A{"insert", "replace"}},
}}}

// Watch implements [store.Reader] by a change stream, which replica sets and sharded
// clusters have; it returns [errors.ErrUnsupported] on any other server, and where the user
// may not read the stream. It also calls changed each time a stream begins, as a revision
// may have been made before. After a stream that breaks, Watch opens another, until ctx is
// done; it returns the error of ctx then.
func (s *Store) Watch(ctx context.Context, changed func()) error {
	for {
		stream, err := s.meta.Watch(ctx, revisions)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
			follow(ctx, stream, changed)
		case refused(err):
			return fmt.Errorf("watch corpus: %w: %w", errors.ErrUnsupported, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(watchPause):
		}
	}
}

// follow calls changed for each event of a stream until the stream breaks. The reason does
// not matter: the next stream works or is refused.
func follow(ctx context.Context, stream *mongo.ChangeStream, changed func()) {
	defer func() { _ = stream.Close(context.WithoutCancel(ctx)) }()
	changed()
	for stream.Next(ctx) {
		changed()
	}
}

// resumable is the label of an error after which a change stream can go on; see the
// drivers' specification of change streams.
const resumable = "ResumableChangeStreamError"

// refused reports whether an error means that the server does not have the stream. It is
// false for passing errors: a lost connection, a new primary.
func refused(err error) bool {
	var answer mongo.ServerError
	return errors.As(err, &answer) && !unavailable(err) && !answer.HasErrorLabel(resumable)
}
