package mongodb_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// The primary steps down while readers read and an import runs. Reads succeed, or say that
// the database is away; the import is stored completely.
func TestStepDownUnderLoad(t *testing.T) {
	if os.Getenv("MONGODB_URI") == "" {
		t.Skip("MONGODB_URI is not set: the test endpoint has no elections")
	}
	s, database := open(t)
	admin := raw(t, database).Client().Database("admin")
	var hello struct{ SetName string }
	if err := admin.RunCommand(t.Context(), bson.D{{Key: "hello", Value: 1}}).Decode(&hello); err != nil || hello.SetName == "" {
		t.Skipf("MONGODB_URI is no replica set (%v)", err)
	}
	seed(t, s, 20)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for ctx.Err() == nil {
				n, err := s.CountAppearances(ctx, store.AppearanceFilter{})
				switch {
				case errors.Is(err, store.ErrUnavailable), errors.Is(err, context.Canceled):
				case err != nil:
					t.Errorf("error %v; want ErrUnavailable, or none", err)
				case n != 20*appearancesEach:
					t.Errorf("%d appearances; want %d", n, 20*appearancesEach)
				}
			}
		})
	}
	c := storetest.Import(t, s, time.Now(), func(ctx context.Context, se store.Session) error {
		for i := range 20 {
			if i == 5 {
				// the connection is cut by the step-down itself
				_ = admin.RunCommand(ctx, bson.D{{Key: "replSetStepDown", Value: 20}, {Key: "force", Value: true}}).Err()
			}
			if err := se.Put(ctx, store.Batch{Papers: []*timeline.Paper{{Slug: "paper-" + personSlug(i)}}}); err != nil {
				return err
			}
		}
		return nil
	})
	if c.Revision != 2 || c.Papers != 40 {
		t.Errorf("corpus %+v; want revision 2 with 40 papers", c)
	}
	eventually(t, "to be ready", func() bool { return s.Ready() == nil })
	stop()
	readers.Wait()
}
