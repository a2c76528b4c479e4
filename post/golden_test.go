package post_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"
	"golang.org/x/tools/txtar"

	"viewline/diagnostic"
	"viewline/post"
)

var update = flag.Bool("update", false, "rewrite the goldens; read the diff before you commit it")

// A golden is a txtar file: its comment says which rule it pins, the file that
// ends in .md is the input under its path, and beside it may stand people.yaml,
// papers.json, topics.yaml and sections.yaml; want.json holds the documents as
// they are stored and want.diag the diagnostics.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			documents, diagnostics := parseArchive(t, archive)
			if *update {
				rewrite(t, file, archive, documents, diagnostics)
				return
			}
			if diff := cmp.Diff(member(archive, "want.json"), documents); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(member(archive, "want.diag"), diagnostics); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

func member(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// input is the path of the post in a golden.
func input(a *txtar.Archive) string {
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return strings.HasSuffix(f.Name, ".md") })
	return a.Files[i].Name
}

func parseArchive(t *testing.T, a *txtar.Archive) (documents, diagnostics string) {
	lib, diags := library(t, a)
	path := input(a)
	doc, more := post.Parse(path, []byte(unescape(member(a, path))), lib)
	if doc != nil {
		doc.Post.Record.Body = "" // says nothing to a reader
		documents = asJSON(t, doc)
	}
	var b strings.Builder
	for _, d := range append(diags, more...) {
		b.WriteString(d.String() + "\n")
	}
	return documents, b.String()
}

// library is what the files beside the post know.
func library(t *testing.T, a *txtar.Archive) (*post.Library, diagnostic.List) {
	t.Helper()
	var c post.Contents
	var diags [4]diagnostic.List
	c.People, diags[0] = post.ReadPeople("people.yaml", []byte(member(a, "people.yaml")))
	if src := member(a, "papers.json"); src != "" {
		c.Papers, diags[1] = post.ReadPapers("papers.json", []byte(src))
	}
	c.Topics, diags[2] = post.ReadTopics("topics.yaml", []byte(member(a, "topics.yaml")))
	c.Sections, diags[3] = post.ReadSections("sections.yaml", []byte(member(a, "sections.yaml")))
	return post.NewLibrary(c), slices.Concat(diags[:]...)
}

// unescape lets a golden hold what txtar cannot: \r for a carriage return and
// \uFEFF for a byte order mark.
func unescape(s string) string { return strings.NewReplacer(`\r`, "\r", `\uFEFF`, "\ufeff").Replace(s) }

func asJSON(t *testing.T, doc *post.Document) string {
	t.Helper()
	stored := post.Document{Post: doc.Post.Stored()}
	for _, a := range doc.Appearances {
		stored.Appearances = append(stored.Appearances, a.Stored())
	}
	raw, err := bson.MarshalExtJSON(bson.M{"document": stored}, false, false)
	if err != nil {
		t.Fatal(err)
	}
	var wrapped struct{ Document json.RawMessage }
	if err := json.Unmarshal(raw, &wrapped); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, wrapped.Document, "", " "); err != nil {
		t.Fatal(err)
	}
	return b.String() + "\n"
}

func rewrite(t *testing.T, file string, a *txtar.Archive, documents, diagnostics string) {
	t.Helper()
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		if !strings.HasPrefix(f.Name, "want.") {
			out.Files = append(out.Files, f)
		}
	}
	if documents != "" {
		out.Files = append(out.Files, txtar.File{Name: "want.json", Data: []byte(documents)})
	}
	if diagnostics != "" {
		out.Files = append(out.Files, txtar.File{Name: "want.diag", Data: []byte(diagnostics)})
	}
	if err := os.WriteFile(file, txtar.Format(out), 0o644); err != nil {
		t.Fatal(err)
	}
}
