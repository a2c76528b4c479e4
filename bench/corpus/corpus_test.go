package corpus_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"viewline/bench/corpus"
	"viewline/post"
	"viewline/timeline"
)

// Viewline understands each post completely, and a number always gives the same post.
func TestPosts(t *testing.T) {
	for n := range 600 {
		dates := []corpus.Dates{corpus.Ordinary, corpus.Years, corpus.None}[n%3]
		name, text := corpus.Post(n, dates)
		if _, again := corpus.Post(n, dates); !bytes.Equal(text, again) {
			t.Fatalf("post %d is another one the second time", n)
		}
		doc, diags := post.Parse(name, text, nil)
		warnings := 0
		if dates == corpus.None {
			warnings = corpus.AppearancesAPost // each tells of an appearance without a date
		}
		if doc == nil || len(doc.Appearances) != corpus.AppearancesAPost || len(diags) != warnings {
			t.Fatalf("post %d: %v; want %d appearances in\n%s", n, diags, corpus.AppearancesAPost, text)
		}
		for _, a := range doc.Appearances {
			if dates == corpus.Years && a.Date.Precision() != timeline.PrecisionYear || dates == corpus.None != a.Date.IsZero() {
				t.Errorf("post %d has the date %q in\n%s", n, a.Date, text)
			}
		}
		if share, lost := post.Coverage(text, doc); share != 1 {
			t.Errorf("post %d: %v is lost of\n%s", n, lost, text)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	size, err := corpus.Write(dir, 1001, corpus.Ordinary)
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
