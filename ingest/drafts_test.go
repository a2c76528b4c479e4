package ingest

import (
	"path/filepath"
	"strings"
	"testing"
)

func draft(text string) string { return strings.Replace(text, "---\n", "---\ndraft: true\n", 1) }

func TestDraftsArePassedOver(t *testing.T) {
	dir := folder(t, map[string]string{"ada.md": text("Ada", "2020"), "bob.md": draft(text("Bob", "2021"))})
	st := open(t)
	report := load(t, st, Options{}, dir)
	expectCounts(t, report, "+1 ~0 =0 -0 !0")
	if report.Drafts != 1 || report.Posts[1].Outcome != Draft {
		t.Errorf("drafts = %d, outcome = %s", report.Drafts, report.Posts[1].Outcome)
	}
	expect(t, "keys", keys(t, st), "ada.md(ada): ada/2020\n")

	expectCounts(t, load(t, st, Options{Drafts: true}, dir), "+1 ~0 =1 -0 !0")
	expect(t, "keys with drafts", keys(t, st), "ada.md(ada): ada/2020\nbob.md(bob): bob/2021\n")
}

// A stored post that becomes a draft stays, unless the run prunes.
func TestStoredPostBecomesDraft(t *testing.T) {
	dir := folder(t, map[string]string{"ada.md": text("Ada", "2020"), "bob.md": text("Ada", "2020")})
	st := open(t)
	load(t, st, Options{}, dir)
	write(t, dir, map[string]string{"ada.md": draft(text("Ada", "2020"))})
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~0 =1 -0 !0")
	expect(t, "keys", keys(t, st), "ada.md(ada): ada/2020-第1次访谈-ada\nbob.md(bob): ada/2020-第1次访谈-bob\n")
	load(t, st, Options{Prune: true}, dir)
	expect(t, "keys after pruning", keys(t, st), "bob.md(bob): ada/2020\n")
}

// A draft that was loaded with Drafts is removed by a run that prunes without Drafts, even
// though its file did not change. A wider PATH alone removes nothing.
func TestLoadedDraft(t *testing.T) {
	dir := folder(t, map[string]string{"sub/bob.md": draft(text("Bob", "2021"))})
	st := open(t)
	load(t, st, Options{Drafts: true}, filepath.Join(dir, "sub"))
	expectCounts(t, load(t, st, Options{Drafts: true}, filepath.Join(dir, "sub")), "+0 ~0 =1 -0 !0")
	load(t, st, Options{}, dir)
	expect(t, "keys", keys(t, st), "bob.md(bob): bob/2021\n")
	load(t, st, Options{Prune: true}, filepath.Join(dir, "sub"))
	expect(t, "keys after pruning", keys(t, st), "")
}

func TestSameTextIsReported(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020"), "b.md": text("Ada", "2020"), "c.md": text("Bob", "2020")})
	report := load(t, open(t), Options{}, dir)
	expectCounts(t, report, "+3 ~0 =0 -0 !0")
	expect(t, "diagnostics", diagnostics(report, dir), "b.md: warning: has the same text as a.md; want each post once\n")
}

func TestSectionKindsBesideThePosts(t *testing.T) {
	dir := folder(t, map[string]string{
		"ada.md":        text("Ada", "2020"),
		"sections.yaml": "- kind: REFERENCES\n  starts: [看法]\n",
	})
	report := load(t, open(t), Options{}, dir)
	if got := report.Posts[0].Appearances[0].Viewpoints; got != 0 {
		t.Errorf("%d viewpoints in a section of references, want 0", got)
	}
}
