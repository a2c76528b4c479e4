package mongotest

import (
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
)

func TestStartPrefersMongoDBURI(t *testing.T) {
	const want = "mongodb://db.example:27017/?replicaSet=rs0"
	t.Setenv("MONGODB_URI", want)
	if got := Start(t); got != want {
		t.Errorf("Start = %q, want %q", got, want)
	}
}

func TestStartSharesOneEndpoint(t *testing.T) {
	first, second := Start(t), Start(t)
	if first != second {
		t.Errorf("Start = %q, then %q", first, second)
	}
}

func TestStopRemovesFiles(t *testing.T) {
	t.Setenv("MONGODB_URI", "")
	Start(t) // skips where no endpoint can be had
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	e, err := start()
	if err != nil {
		t.Fatal(err)
	}
	pattern := filepath.Join(dir, "viewline-mongodb-*")
	if got, _ := filepath.Glob(pattern); len(got) != 1 {
		t.Errorf("while running: %q, want one folder", got)
	}
	if err := e.stop(); err != nil {
		t.Error(err)
	}
	if got, _ := filepath.Glob(pattern); len(got) != 0 {
		t.Errorf("after stop: %q, want none", got)
	}
}

func TestExplain(t *testing.T) {
	t.Setenv("MONGODB_URI", "")
	Start(t)
	dir, err := endpointDir()
	if err != nil {
		t.Fatal(err)
	}
	if got := explain(dir, io.EOF); !errors.Is(got, io.EOF) {
		t.Errorf("modules present: %v, want %v", got, io.EOF)
	}
	t.Setenv("GOMODCACHE", t.TempDir())
	if got := explain(dir, io.EOF); !errors.Is(got, errUnavailable) {
		t.Errorf("modules absent: %v, want %v", got, errUnavailable)
	}
}

func TestDatabaseIsDropped(t *testing.T) {
	var name string
	t.Run("use", func(t *testing.T) {
		coll := collection(t)
		name = coll.Database().Name()
		if !regexp.MustCompile(`^viewline_test_[0-9a-f]{16}$`).MatchString(name) {
			t.Errorf("Database = %q", name)
		}
		must(coll.InsertOne(t.Context(), bson.M{"_id": 1}))(t)
	})
	names := must(connect(t).ListDatabaseNames(t.Context(), bson.M{"name": name}))(t)
	if len(names) != 0 {
		t.Errorf("left behind: %q", names)
	}
}
