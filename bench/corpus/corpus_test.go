package corpus_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"viewline/bench/corpus"
	"viewline/post"
)

// Viewline understands each post completely, and a number always gives the same post.
func TestPosts(t *testing.T) {
	for n := range 200 {
		name, text := corpus.Post(n)
		if _, again := corpus.Post(n); !bytes.Equal(text, again) {
			t.Fatalf("post %d is another one the second time", n)
		}
		doc, diags := post.Parse(name, text, nil)
		if doc == nil || len(doc.Appearances) != corpus.AppearancesAPost || len(diags) > 0 {
			t.Fatalf("post %d: %v; want %d appearances in\n%s", n, diags, corpus.AppearancesAPost, text)
		}
		if share, lost := post.Coverage(text, doc); share != 1 {
			t.Errorf("post %d: %v is lost of\n%s", n, lost, text)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	size, err := corpus.Write(dir, 1001)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		found += int(info.Size())
	}
	if len(files) != 1001 || found != size {
		t.Errorf("%d posts of %d bytes; want 1001 of %d", len(files), found, size)
	}
	if _, err := os.Stat(filepath.Join(dir, "topics.yaml")); err != nil {
		t.Error(err)
	}
}
