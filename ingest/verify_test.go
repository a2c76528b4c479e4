package ingest

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// findings are those of a store and of posts, the folder's path cut.
func findings(t *testing.T, st store.Store, dir string, o Options) []string {
	t.Helper()
	var all []string
	v, err := VerifyStore(t.Context(), st, o, func(f store.Finding) {
		all = append(all, strings.ReplaceAll(f.String(), dir+string(filepath.Separator), ""))
	})
	if err != nil || v.Findings != len(all) || v.Revision != revision(t, st) {
		t.Errorf("verify: %+v, %v; want the number of findings, %d, and the revision", v, err, len(all))
	}
	return all
}

// TestVerifySound: what was imported is as it should be, whichever of the posts are given.
func TestVerifySound(t *testing.T) {
	dir, st := folder(t, corpus), open(t)
	if all := findings(t, st, dir, Options{}); len(all) > 0 {
		t.Errorf("an empty database: %q; want nothing", all)
	}
	load(t, st, Options{}, dir)
	for _, paths := range [][]string{nil, {dir}, {filepath.Join(dir, slices.Sorted(maps.Keys(corpus))[0])}} {
		if all := findings(t, st, dir, Options{Paths: paths}); len(all) > 0 {
			t.Errorf("%v: %q; want nothing", paths, all)
		}
	}
}

// TestVerifyPosts: posts that came, changed, went or cannot be read since they were
// loaded are told of.
func TestVerifyPosts(t *testing.T) {
	posts := map[string]string{
		"a.md": text("Ada", "2020年"), "b.md": text("Bob", "2021年"), "c.md": text("Cyd", "2022年"), "d.md": text("Dan", "2023年"), "e.md": text("Eve", "2023年"),
	}
	dir, st := folder(t, posts), open(t)
	load(t, st, Options{}, dir)
	write(t, dir, map[string]string{
		"a.md": text("Ada", "2020年", "2021年"), "b.md": "", "c.md": draft(posts["c.md"]), "d.md": "\n", "f.md": text("Fay", "2020年"),
		"e.md": posts["e.md"] + "\n",
	})
	want := []string{
		`post "b.md": it is stored, and no file of it is to be loaded; load its folder again with --prune`,
		"a.md: it is not stored as it is now; load its folder again",
		`a.md: its appearance "ada/2021" is not stored as it is now; load its folder again`,
		`post "c.md": it is stored, and no file of it is to be loaded; load its folder again with --prune`,
		"d.md: it cannot be compared: ",
		"e.md: it is not stored as it is now; load its folder again",
		"f.md: it is not stored; load its folder again",
	}
	got := findings(t, st, dir, Options{Paths: []string{dir}})
	if !slices.EqualFunc(got, want, strings.HasPrefix) {
		t.Errorf("findings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if all := findings(t, st, dir, Options{}); len(all) > 0 {
		t.Errorf("without posts: %q; want nothing", all)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := VerifyStore(t.Context(), st, Options{Paths: []string{dir}}, func(store.Finding) {}); err == nil {
		t.Error("a PATH that is not there: no error")
	}
}

// TestVerifyShared: documents that do not follow from what the posts say are told of,
// although each is stored as it was written.
func TestVerifyShared(t *testing.T) {
	dir, st := folder(t, corpus), open(t)
	load(t, st, Options{}, dir)
	people, err := st.PeopleAfter(t.Context(), "", 1)
	if err != nil {
		t.Fatal(err)
	}
	posts, err := st.RecordsAfter(t.Context(), "", 1)
	if err != nil {
		t.Fatal(err)
	}
	stray := &timeline.Appearance{Key: "nobody/2020", PersonSlug: "nobody", PostPath: posts[0].Path}
	whole, err := st.PostsByPath(t.Context(), []string{posts[0].Path})
	if err != nil {
		t.Fatal(err)
	}
	renamed := *people[0]
	renamed.Name += "?"
	session, err := st.Begin(t.Context(), store.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Put(t.Context(), store.Batch{
		People: []*timeline.Person{&renamed}, Topics: []*timeline.Topic{{Slug: "stray", Name: "Stray"}},
		Posts: []store.PostDocuments{{Post: whole[0], Appearances: []*timeline.Appearance{stray}}},
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := session.Commit(t.Context(), *mustCorpus(t, st).ImportedAt); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(findings(t, st, dir, Options{}), "\n")
	for _, want := range []string{
		`person "` + renamed.Slug + `": it is not stored, or not as the posts have it; restore`, `topic "stray": it is stored, and no post speaks of it; `,
		`post "` + posts[0].Path + `": it lists the appearance "` + posts[0].Record.Appearances[0].Key + `", of which nothing is stored with it; `,
		"appearances are stored, and posts list",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("findings\n%s\nwant %q", got, want)
		}
	}
}

func mustCorpus(t *testing.T, st store.Store) timeline.Corpus {
	t.Helper()
	c, err := st.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}
