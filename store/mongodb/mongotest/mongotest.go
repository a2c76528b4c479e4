// Package mongotest turns a test's need for MongoDB into a URI and a database name: those of the server in MONGODB_URI, or
// of the endpoint in ../endpoint, started once per test process. See Start and Database.
package mongotest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// dropWait is how long dropping a test's database may take.
const dropWait = 30 * time.Second

// shared is the endpoint of this test process. Holding it here keeps its stdin open until the process ends.
var shared = sync.OnceValues(start)

// Start returns the URI of a MongoDB server: MONGODB_URI where set, else the endpoint of this test process. Its first
// compilation takes a minute or two. Where its modules cannot be fetched, the test is skipped, or fails under CI=true.
func Start(tb testing.TB) (uri string) {
	tb.Helper()
	if uri := os.Getenv("MONGODB_URI"); uri != "" {
		return uri
	}
	e, err := shared()
	if errors.Is(err, errUnavailable) && os.Getenv("CI") != "true" {
		tb.Skipf("MongoDB tests need MONGODB_URI, or one run online that fetches the test endpoint: %v", err)
	}
	if err != nil {
		tb.Fatalf("start the MongoDB endpoint: %v", err)
	}
	return e.uri
}

// Database returns the name of a database that no other test uses, on the server of Start. It is dropped after the test.
func Database(tb testing.TB) string {
	tb.Helper()
	uri := Start(tb)
	name := fmt.Sprintf("viewline_test_%016x", rand.Uint64())
	tb.Cleanup(func() {
		if err := drop(uri, name); err != nil {
			tb.Errorf("drop database %s: %v", name, err)
		}
	})
	return name
}

func drop(uri, name string) (err error) {
	ctx, cancel := context.WithTimeout(context.Background(), dropWait)
	defer cancel()
	client, err := mongo.Connect(options.Client().ApplyURI(uri))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, client.Disconnect(ctx)) }()
	return client.Database(name).Drop(ctx)
}
