package mongodb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// watchPause is how long a broken watch waits before it tries again.
const watchPause = time.Second

// revisions are the changes by which a Commit makes one. The beginning of an
// import changes the same document, but does not replace it.
var revisions = bson.A{bson.M{"$match": bson.M{
	"documentKey._id": corpusKey,
	"operationType":   bson.M{"$in": bson.A{"insert", "replace"}},
}}}

// Watch implements [store.Reader] by a change stream, which replica sets and
// sharded clusters have; it answers with [errors.ErrUnsupported] on any other
// server, and where the user may not read the stream. It calls changed once
// more each time a stream begins, as a revision may have been made before it.
// A stream that breaks is followed by another until ctx is done, whose error
// it then answers with.
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

// follow follows a stream until it breaks. Why it broke is no matter: the next
// one stands, or is refused.
func follow(ctx context.Context, stream *mongo.ChangeStream, changed func()) {
	defer func() { _ = stream.Close(context.WithoutCancel(ctx)) }()
	changed()
	for stream.Next(ctx) {
		changed()
	}
}

// resumable marks an error after which a change stream can go on; see the
// specification of the drivers' change streams.
const resumable = "ResumableChangeStreamError"

// refused tells an answer of the server by which it has no stream from what
// goes by: lost connections, a new primary.
func refused(err error) bool {
	var answer mongo.ServerError
	return errors.As(err, &answer) && !unavailable(err) && !answer.HasErrorLabel(resumable)
}
