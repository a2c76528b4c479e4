package mongodb_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// Several loaders at once, some of which are killed and started again, leave the same
// documents as one import of all posts, on MongoDB and on SQLite.
func TestLoadersAtOnceEqualOneImport(t *testing.T) {
	loader := filepath.Join(t.TempDir(), "loader")
	build := exec.Command("go", "build", "-o", loader, "viewline/loader")
	build.Env = append(os.Environ(), "GOFLAGS=") // the race detector may be on
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the loader: %v: %s", err, out)
	}
	dir := t.TempDir()
	const loaders, posts = 3, 4
	random := rand.New(rand.NewPCG(14, 2026))
	for i := range loaders {
		for j := range posts {
			writePost(t, filepath.Join(dir, fmt.Sprint(i), fmt.Sprintf("post-%d-%d.md", i, j)), random)
		}
	}
	uri, many, one := mongotest.Start(t), mongotest.Database(t), mongotest.Database(t)
	on := func(database string, folder string) *exec.Cmd {
		return exec.Command(loader, "--wait", "5m", "--mongodb-uri", uri, "--database", database, folder)
	}
	var all sync.WaitGroup
	for i := range loaders {
		killed := on(many, filepath.Join(dir, fmt.Sprint(i)))
		pause := time.Duration(random.IntN(1500)) * time.Millisecond
		all.Go(func() {
			if i > 0 { // one goes on
				if err := killed.Start(); err != nil {
					t.Error(err)
					return
				}
				time.Sleep(pause)
				_ = killed.Process.Kill()
				_ = killed.Wait()
			}
			if out, err := on(many, filepath.Join(dir, fmt.Sprint(i))).CombinedOutput(); err != nil {
				t.Errorf("loader %d: %v: %s", i, err, out)
			}
		})
	}
	all.Wait()
	for i := range loaders { // paths and claims depend on the folder that is given
		if out, err := on(one, filepath.Join(dir, fmt.Sprint(i))).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if out, err := exec.Command(loader, "--data", filepath.Join(dir, "data"), filepath.Join(dir, fmt.Sprint(i))).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	embedded, err := sqlite.Open(t.Context(), filepath.Join(dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	defer embedded.Close() //nolint:errcheck // only read
	want := dump(t, embedded)
	if len(want) < loaders*posts {
		t.Fatalf("only %d documents", len(want))
	}
	for name, database := range map[string]string{"at once": many, "one after the other": one} {
		s, err := mongodb.Open(t.Context(), uri, database)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, dump(t, s)); diff != "" {
			t.Errorf("loaders %s (-SQLite +MongoDB):\n%s", name, diff)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// writePost writes a post of one of a few people, with a paper that others recommend as well.
func writePost(t *testing.T, path string, random *rand.Rand) {
	t.Helper()
	person := []string{"Ada Byron", "Ben Noether", "Cyd Hopper"}[random.IntN(3)]
	text := fmt.Sprintf("---\ntitle: \"%s的观点\"\n---\n## %s - 某播客访谈 - 20%02d年%d月\n**主题:** 机器\n### 1. 看法\n* **会学习:** 机器会学习%d次。\n",
		person, person, 10+random.IntN(10), 1+random.IntN(12), random.IntN(100))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// dump has all stored documents, one line of JSON for each.
func dump(t *testing.T, s store.Store) []string {
	t.Helper()
	var lines []string
	add := func(kind string, document any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		data, err := bson.MarshalExtJSON(document, true, false)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, kind+" "+string(data))
	}
	ctx := t.Context()
	for p, err := range store.All(ctx, 20, s.PeopleAfter, func(p *timeline.Person) string { return p.Slug }) {
		add("person", p, err)
	}
	for p, err := range store.All(ctx, 20, s.PapersAfter, func(p *timeline.Paper) string { return p.Slug }) {
		add("paper", p, err)
	}
	for p, err := range store.All(ctx, 20, s.TopicsAfter, func(p *timeline.Topic) string { return p.Slug }) {
		add("topic", p, err)
	}
	for p, err := range store.All(ctx, 20, s.RecordsAfter, (*store.StoredPost).Key) {
		add("record", p, err)
		posts, err := s.PostsByPath(ctx, []string{p.Path})
		add("post", posts[0].Stored(), err)
	}
	q := relay.Query{Limit: 20}
	for more := true; more; {
		page, err := s.ListAppearances(ctx, store.AppearanceFilter{}, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Items {
			add("appearance", a.Stored(), nil)
			q.After = store.AppearanceCursor(a)
		}
		more = page.HasNext
	}
	c, err := s.Corpus(ctx)
	c.Revision, c.State, c.ImportedAt = 0, "", nil
	add("corpus", c, err)
	return lines
}
