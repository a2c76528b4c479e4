package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/diagnostic"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// text is a post about a person, with one appearance for each of the dates and
// one view in each.
func text(person string, dates ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: \"%s在各个场合的观点\"\n---\n", person)
	for i, date := range dates {
		fmt.Fprintf(&b, "\n## %s - 第%d次访谈 - %s\n\n**主题:** 题目%d\n\n### 1. 看法\n\n* **要点：** 内容%d。\n", person, i+1, date, i+1, i+1)
	}
	return b.String()
}

// write makes files below dir; a text of "" removes the file.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if text == "" {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	return dir
}

func open(t *testing.T) store.Store {
	t.Helper()
	st, err := sqlite.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// load runs an import, and expects no error.
func load(t *testing.T, st store.Store, o Options, paths ...string) *Report {
	t.Helper()
	o.Paths, o.Detailed = paths, true
	report, err := Run(t.Context(), st, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// counts is a report in short: the numbers of inserted, updated, unchanged and removed
// appearances, and of failed posts.
func counts(r *Report) string {
	return fmt.Sprintf("+%d ~%d =%d -%d !%d", r.Inserted, r.Updated, r.Unchanged, r.Removed, r.Failed)
}

func expectCounts(t *testing.T, r *Report, want string) {
	t.Helper()
	if got := counts(r); got != want {
		t.Errorf("counts %s; want %s; diagnostics %v", got, want, r.Diagnostics)
	}
}

// diagnostics are the texts of a report's diagnostics, the folder's path cut.
func diagnostics(r *Report, dir string) string {
	var b strings.Builder
	for _, d := range r.Diagnostics {
		b.WriteString(strings.ReplaceAll(d.String(), dir+string(filepath.Separator), "") + "\n")
	}
	return b.String()
}

// manifest has those parts of the stored documents that an import reads.
type manifest struct {
	Posts  []*store.StoredPost
	People []*timeline.Person
	Papers []*timeline.Paper
	Topics []*timeline.Topic
}

func readManifest(ctx context.Context, st store.Store) (*manifest, error) {
	var m manifest
	var errs [4]error
	const all = 10_000
	m.Posts, errs[0] = st.RecordsAfter(ctx, "", all)
	m.People, errs[1] = st.PeopleAfter(ctx, "", all)
	m.Papers, errs[2] = st.PapersAfter(ctx, "", all)
	m.Topics, errs[3] = st.TopicsAfter(ctx, "", all)
	return &m, errors.Join(errs[:]...)
}

// dump has all stored documents, without the revision.
func dump(t *testing.T, st store.Store) string {
	t.Helper()
	var b strings.Builder
	show := func(v any) {
		data, err := bson.MarshalExtJSON(v, false, false)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(data, '\n'))
	}
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.Posts {
		posts, err := st.PostsByPath(t.Context(), []string{p.Path})
		if err != nil {
			t.Fatal(err)
		}
		posts[0].Record = p.Record
		show(posts[0])
		appearances, err := st.Appearances(t.Context(), p.Record.AppearanceKeys())
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range appearances {
			show(a)
		}
	}
	for _, p := range m.People {
		show(p)
	}
	for _, p := range m.Papers {
		show(p)
	}
	for _, topic := range m.Topics {
		show(topic)
	}
	c, err := st.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.Revision, c.State, c.ImportedAt = 0, "", nil
	show(c)
	return b.String()
}

// strangers lists the people and topics that stored appearances name and that
// are not stored.
func strangers(t *testing.T, st store.Store) []string {
	t.Helper()
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	known, strange := map[string]bool{}, map[string]bool{}
	for _, p := range m.People {
		known["person "+p.Slug] = true
	}
	for _, topic := range m.Topics {
		known["topic "+topic.Slug] = true
	}
	for _, p := range m.Posts {
		appearances, err := st.Appearances(t.Context(), p.Record.AppearanceKeys())
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range appearances {
			strange["person "+a.PersonSlug] = true
			for s := range timeline.AllSections(a.Sections) {
				for _, v := range s.Viewpoints {
					for _, topic := range v.Topics {
						strange["topic "+topic] = true
					}
				}
			}
		}
	}
	maps.DeleteFunc(strange, func(name string, _ bool) bool { return known[name] })
	return slices.Sorted(maps.Keys(strange))
}

// keys lists the stored keys of each post: "a.md: ada/2020 ada/2020-2\n…".
func keys(t *testing.T, st store.Store) string {
	t.Helper()
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range m.Posts {
		fmt.Fprintf(&b, "%s(%s): %s\n", p.Path, p.Slug, strings.Join(p.Record.AppearanceKeys(), " "))
	}
	return b.String()
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

func revision(t *testing.T, st store.Store) int {
	t.Helper()
	c, err := st.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c.Revision
}

var errKilled = errors.New("killed")

// mortal is a store whose imports fail at the n-th write and at all later ones.
type mortal struct {
	store.Store
	left int
}

func (m *mortal) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	s, err := m.Store.Begin(ctx, o)
	if err != nil {
		return nil, err
	}
	return &mortalSession{s, m}, nil
}

type mortalSession struct {
	store.Session
	m *mortal
}

func (m *mortal) die() error {
	if m.left--; m.left < 0 {
		return errKilled
	}
	return nil
}

func (m *mortalSession) Put(ctx context.Context, b store.Batch) error {
	if err := m.m.die(); err != nil {
		return err
	}
	return m.Session.Put(ctx, b)
}

func (m *mortalSession) Move(ctx context.Context, moves []store.Move) error {
	for _, move := range moves { // one by one, so that the store can fail between any two
		if err := m.m.die(); err != nil {
			return err
		}
		if err := m.Session.Move(ctx, []store.Move{move}); err != nil {
			return err
		}
	}
	return nil
}

func (m *mortalSession) Rename(ctx context.Context, slugs map[string]string) error {
	if err := m.m.die(); err != nil {
		return err
	}
	return m.Session.Rename(ctx, slugs)
}

func (m *mortalSession) Commit(ctx context.Context, at time.Time) (timeline.Corpus, error) {
	if err := m.m.die(); err != nil {
		return timeline.Corpus{}, err
	}
	return m.Session.Commit(ctx, at)
}

func errorsOf(r *Report) (errs diagnostic.List) {
	for _, d := range r.Diagnostics {
		if d.Severity == diagnostic.Error {
			errs = append(errs, d)
		}
	}
	return errs
}
