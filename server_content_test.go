package main

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"viewline/ingest"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/sqlite"
)

// postsOf are the slugs of the posts that a server has, in their order.
func (r *running) postsOf(t *testing.T) []string {
	t.Helper()
	var data struct {
		Posts struct{ Nodes []struct{ Slug string } }
	}
	r.query(t, "{ posts(first: 100) { nodes { slug } } }", &data)
	slugs := []string{}
	for _, p := range data.Posts.Nodes {
		slugs = append(slugs, p.Slug)
	}
	return slugs
}

func (r *running) expectPosts(t *testing.T, want ...string) {
	t.Helper()
	if got := r.postsOf(t); !reflect.DeepEqual(got, want) {
		t.Errorf("posts %q, want %q; stdout %q, stderr %q", got, want, r.stdout, r.stderr)
	}
}

// until waits for something that the server comes to, and fails the test where it does not.
func (r *running) until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s did not come about; stdout %q, stderr %q", what, r.stdout, r.stderr)
		}
	}
}

func (r *running) untilPosts(t *testing.T, want ...string) {
	t.Helper()
	r.until(t, strings.Join(want, " and "), func() bool { return reflect.DeepEqual(r.postsOf(t), want) })
}

// save writes a post into a folder that is followed, as an editor does: no reader sees half of
// it.
func save(t *testing.T, dir, name, text string) {
	t.Helper()
	write(t, dir, "."+name, text)
	if err := os.Rename(filepath.Join(dir, "."+name), filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

var sampleSlugs = []string{"alan-turing", "barbara-liskov", "claude-shannon", "edsger-dijkstra", "grace-hopper", "ilya-sutskever", "richard-hamming"}

// load imports a folder into the embedded engine, as another process does.
func load(t *testing.T, data, folder string) {
	t.Helper()
	st, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	if _, err := ingest.Run(t.Context(), st, ingest.Options{Paths: []string{folder}, Wait: patience}); err != nil {
		t.Fatal(err)
	}
}

// A folder that the command line names is imported into a database that is not empty, and what
// the sample had put there goes. The sample does not come back by itself.
func TestContentReplacesTheSample(t *testing.T) {
	data, content := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--data", data)
	r.expectPosts(t, sampleSlugs...)
	r.stop()
	r = begin(t, "--data", data, "--content", content)
	r.expectPosts(t, "ada")
	if got, want := r.stdout.String(), "1 post, 1 appearance imported from "+content+"\n7 posts of the sample removed\ntimeline "; !strings.HasPrefix(got, want) {
		t.Errorf("stdout %q, want %q first", got, want)
	}
	if code := r.stop(); code != 0 || r.stderr.String() != "" {
		t.Errorf("exit code %d, stderr %q", code, r.stderr)
	}
	r = begin(t, "--data", data)
	r.expectPosts(t, "ada")
	if got := r.stdout.String(); !strings.HasPrefix(got, "timeline ") {
		t.Errorf("stdout %q without --content; want that nothing is imported", got)
	}
}

// The sample stays where --content is the sample itself.
func TestContentIsTheSample(t *testing.T) {
	data := t.TempDir()
	begin(t, "--data", data).stop()
	r := begin(t, "--data", data, "--content", "content")
	r.expectPosts(t, sampleSlugs...)
	if got := r.stdout.String(); strings.Contains(got, "removed") {
		t.Errorf("stdout %q", got)
	}
}

// Posts of other folders stay, and the server says so: also a post that began as one of the
// sample, and one with the text of a sample post under another name.
func TestContentLeavesWhatCameFromElsewhere(t *testing.T) {
	data, content, other := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "content")
	write(t, content, "ada.md", adaPost)
	sampled, err := os.ReadFile("content/alan-turing.md")
	if err == nil {
		err = os.Mkdir(other, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	write(t, other, "alan-turing.md", string(sampled)+"\nMine.\n")
	write(t, other, "copy.md", string(sampled))
	write(t, other, "bela.md", strings.ReplaceAll(adaPost, "Ada", "Bela"))
	write(t, other, "grace-hopper.md", adaPost)
	write(t, other, "ada.md", strings.ReplaceAll(adaPost, "Ada", "Eva"))
	load(t, data, other)
	r := begin(t, "--data", data, "--content", content)
	r.expectPosts(t, "ada", "alan-turing", "bela", "copy", "grace-hopper")
	want := "1 post, 1 appearance imported from " + content + "\n" +
		"4 posts from elsewhere in the database as before, such as " + filepath.Join(other, "alan-turing.md") + "; start with another --data or --database to be without\n"
	if got := r.stdout.String(); !strings.HasPrefix(got, want) {
		t.Errorf("stdout %q, want %q first", got, want)
	}
	want = filepath.Join(content, "ada.md") + ": warning: replaces the post of the same path, ada.md, that was loaded from " + filepath.Join(other, "ada.md") + "; "
	if got := r.stderr.String(); !strings.Contains(got, want) {
		t.Errorf("stderr %q; want that a post of the same path is replaced", got)
	}
}

// A server on MongoDB imports what --content names as well, in its turn with other imports, and
// follows the folder only where that is asked for.
func TestContentOnMongoDB(t *testing.T) {
	uri, name, content := mongotest.Start(t), mongotest.Database(t), t.TempDir()
	write(t, content, "ada.md", adaPost)
	args := []string{"--mongodb-uri", uri, "--database", name}
	begin(t, args...).stop()
	other, err := mongodb.Open(t.Context(), uri, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	session, err := other.Begin(t.Context(), store.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := begin(t, append(args, "--content", content, "--watch")...)
	r.expectPosts(t, sampleSlugs...)
	if err := session.Abort(); err != nil {
		t.Fatal(err)
	}
	r.untilPosts(t, "ada")
	save(t, content, "bela.md", strings.ReplaceAll(adaPost, "Ada", "Bela"))
	r.untilPosts(t, "ada", "bela")
	if code := r.stop(); code != 0 || r.stderr.String() != "" {
		t.Errorf("exit code %d, stderr %q", code, r.stderr)
	}
	if s, _, err := parse(append(args, "--content", content), noEnv); err != nil || s.watch {
		t.Errorf("follows without being asked: %t, error %v", s.watch, err)
	}
}

// What changes below --content is imported while the server serves: a post that is saved, a new
// one, one that is removed. A post that cannot be read is reported as the loader does, and what
// it said before stays.
func TestFollowsContent(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--data", t.TempDir())
	page := func() string { _, page := get(t, r.url+"/people/ada"); return page }
	save(t, content, "ada.md", strings.ReplaceAll(adaPost, "机器会学习", "机器会思考"))
	r.until(t, "the saved post", func() bool { return strings.Contains(page(), "机器会思考。") })
	r.until(t, "a line", func() bool {
		return strings.Contains(r.stdout.String(), content+": 0 appearances inserted, 1 updated, 0 removed\n")
	})
	save(t, content, "bela.md", strings.ReplaceAll(adaPost, "Ada", "Bela"))
	r.untilPosts(t, "ada", "bela")

	save(t, content, "bela.md", "---\n- Bela\n---\n## Bela - 2020\n")
	said := filepath.Join(content, "bela.md") + ":2:"
	r.until(t, "a diagnostic", func() bool { return strings.Contains(r.stderr.String(), said) })
	r.expectPosts(t, "ada", "bela")

	if err := os.Remove(filepath.Join(content, "bela.md")); err != nil {
		t.Fatal(err)
	}
	r.untilPosts(t, "ada")
	if err := os.Remove(filepath.Join(content, "ada.md")); err != nil {
		t.Fatal(err)
	}
	r.until(t, "a word on the empty folder", func() bool {
		return strings.Contains(r.stderr.String(), content+": no post in it, so nothing is removed; want files that end in .md, .markdown or .mdx, or the loader with --prune --allow-empty where all posts are to go\n")
	})
	r.expectPosts(t, "ada")
	if code := r.stop(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// A post that was removed while the server was away goes when the server starts.
func TestContentWithoutWatch(t *testing.T) {
	content, data := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	write(t, content, "bela.md", strings.ReplaceAll(adaPost, "Ada", "Bela"))
	r := begin(t, "--content", content, "--data", data, "--watch=false")
	r.expectPosts(t, "ada", "bela")
	if err := os.Remove(filepath.Join(content, "bela.md")); err != nil {
		t.Fatal(err)
	}
	r.stop()
	begin(t, "--content", content, "--data", data, "--watch=false").expectPosts(t, "ada")
	select {
	case <-importsOf(t, content, data).done:
	case <-time.After(patience):
		t.Error("the folder is followed with --watch=false")
	}
}

// importsOf are those of a server with --watch=false, made as the server makes them.
func importsOf(t *testing.T, content, data string) *contentImport {
	t.Helper()
	s, _, err := parse([]string{"--content", content, "--watch=false"}, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	st, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	c, err := importContent(t.Context(), st, s.contentSettings, new(output), new(output))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The default folder is followed by the server that filled the database from there, and by
// later ones as long as the database holds nothing else.
func TestFollowsTheDefaultContent(t *testing.T) {
	data, elsewhere := t.TempDir(), t.TempDir()
	t.Chdir(t.TempDir())
	if err := os.Mkdir("content", 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, "content", "ada.md", adaPost)
	r := begin(t, "--data", data)
	save(t, "content", "bela.md", strings.ReplaceAll(adaPost, "Ada", "Bela"))
	r.untilPosts(t, "ada", "bela")
	r.stop()
	r = begin(t, "--data", data)
	save(t, "content", "cora.md", strings.ReplaceAll(adaPost, "Ada", "Cora"))
	r.untilPosts(t, "ada", "bela", "cora")
	r.stop()
	write(t, elsewhere, "dora.md", strings.ReplaceAll(adaPost, "Ada", "Dora"))
	load(t, data, elsewhere)
	write(t, "content", "eva.md", strings.ReplaceAll(adaPost, "Ada", "Eva"))
	r = begin(t, "--data", data)
	r.expectPosts(t, "ada", "bela", "cora", "dora")
	if got := r.stdout.String(); !strings.HasPrefix(got, "timeline ") {
		t.Errorf("stdout %q; want that nothing is imported into a database with posts of other folders", got)
	}
}

// A first import that takes long does not keep a server from serving what the database has.
func TestServesWhileItImports(t *testing.T) {
	defer func(was time.Duration) { importPatience = was }(importPatience)
	importPatience = 0
	data, before, content := t.TempDir(), t.TempDir(), t.TempDir()
	write(t, before, "ada.md", adaPost)
	load(t, data, before)
	write(t, content, "bela.md", strings.ReplaceAll(adaPost, "Ada", "Bela"))
	st, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	slow := &slowStore{Store: st, begin: make(chan struct{})}
	s, _, err := parse([]string{"--content", content, "--watch=false"}, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr := new(output), new(output)
	c, err := importContent(t.Context(), slow, s.contentSettings, stdout, stderr)
	if err != nil {
		t.Fatal(err)
	}
	if want := content + " is still being imported; until that ends, the pages have what was there before\n"; stdout.String() != want {
		t.Errorf("stdout %q, want %q", stdout, want)
	}
	close(slow.begin)
	<-c.done
	if corpus, err := st.Corpus(t.Context()); err != nil || corpus.Posts != 2 || !strings.Contains(stdout.String(), "1 post, 1 appearance imported") || stderr.String() != "" {
		t.Errorf("in the end %d posts, %v, stdout %q, stderr %q; want 2 posts", corpus.Posts, err, stdout, stderr)
	}
}

// slowStore begins no import before the channel is closed.
type slowStore struct {
	store.Store
	begin chan struct{}
}

func (s *slowStore) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	<-s.begin
	return s.Store.Begin(ctx, o)
}
