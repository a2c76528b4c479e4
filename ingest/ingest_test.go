package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/diagnostic"
	"viewline/ingest/files"
	"viewline/post"
	"viewline/store"
)

func TestFirstRunAndRerun(t *testing.T) {
	dir := folder(t, map[string]string{
		"ada.md":         text("Ada", "2020年", "2021年5月", "2020年"),
		"sub/Bob Lee.md": text("Bob Lee", "2020年"),
	})
	st := open(t)
	first := load(t, st, Options{}, dir)
	expectCounts(t, first, "+4 ~0 =0 -0 !0")
	expect(t, "diagnostics", diagnostics(first, dir), "")
	expect(t, "keys", keys(t, st), "ada.md(ada): ada/2020-第1次访谈 ada/2021-05 ada/2020-第3次访谈\nsub/Bob Lee.md(bob-lee): bob-lee/2020\n")
	if n := revision(t, st); n != 1 {
		t.Errorf("revision %d after the first run; want 1", n)
	}
	before := dump(t, st)

	again := load(t, st, Options{}, dir)
	expectCounts(t, again, "+0 ~0 =4 -0 !0")
	if n := revision(t, st); n != 1 {
		t.Errorf("revision %d after a run that changed nothing; want 1", n)
	}
	expect(t, "store after the same run", dump(t, st), before)
	for i := range first.Posts {
		if c := first.Posts[i].Coverage; c == nil || *c != 1 {
			t.Errorf("coverage of %s = %v, want 1", first.Posts[i].Path, c)
		}
		forget(&first.Posts[i])
	}
	if diff := cmp.Diff(first.Posts, again.Posts); diff != "" {
		t.Errorf("details of parsed and of unchanged posts (-parsed +unchanged):\n%s", diff)
	}
	want := PostReport{
		Path: "sub/Bob Lee.md", Shown: filepath.Join(dir, "sub", "Bob Lee.md"), Outcome: Unchanged, Slug: "bob-lee", Person: "bob-lee",
		Title: "Bob Lee在各个场合的观点", Ranges: []Range{{From: 11, To: 11}},
		People: []post.Reported{{Slug: "bob-lee", Name: "Bob Lee", Evidence: []post.Evidence{}}},
		Appearances: []AppearanceReport{{
			Key: "bob-lee/2020", Title: "第1次访谈", Kind: "INTERVIEW", Date: "2020", DateSource: "HEADING", Sections: 1, Viewpoints: 1,
			Line: 5, Earliest: "2020-01-01", DateText: "2020年",
		}},
	}
	if diff := cmp.Diff(want, again.Posts[1]); diff != "" {
		t.Errorf("details (-want +got):\n%s", diff)
	}
}

// forget removes from a report what only a parsed post has.
func forget(p *PostReport) {
	p.Outcome, p.Coverage, p.Unread = Unchanged, nil, nil
	for i := range p.People {
		p.People[i].Evidence = []post.Evidence{}
	}
	for i := range p.Appearances {
		p.Appearances[i].Evidence = nil
	}
}

func TestChanges(t *testing.T) {
	dir := folder(t, map[string]string{"b.md": text("Ada", "2020年", "2021年"), "c.md": text("Ada", "2020年")})
	st := open(t)
	load(t, st, Options{}, dir)
	for _, step := range []struct {
		name   string
		files  map[string]string
		counts string
		keys   string
	}{
		{
			"an earlier post comes in",
			map[string]string{"a.md": text("Ada", "2020年", "2020年")},
			"+2 ~0 =3 -0 !0",
			"a.md(a): ada/2020-第1次访谈-a ada/2020-第2次访谈\nb.md(b): ada/2020-第1次访谈-b ada/2021\nc.md(c): ada/2020-第1次访谈-c\n",
		},
		{
			"an appearance goes",
			map[string]string{"a.md": text("Ada", "2020年")},
			"+0 ~0 =4 -1 !0",
			"a.md(a): ada/2020-第1次访谈-a\nb.md(b): ada/2020-第1次访谈-b ada/2021\nc.md(c): ada/2020-第1次访谈-c\n",
		},
		{
			"a date changes",
			map[string]string{"b.md": text("Ada", "2022年", "2021年")},
			"+0 ~1 =3 -0 !0",
			"a.md(a): ada/2020-第1次访谈-a\nb.md(b): ada/2022 ada/2021\nc.md(c): ada/2020-第1次访谈-c\n",
		},
		{
			"a post breaks",
			map[string]string{"b.md": "\x00"},
			"+0 ~0 =2 -0 !1",
			"a.md(a): ada/2020-第1次访谈-a\nb.md(b): ada/2022 ada/2021\nc.md(c): ada/2020-第1次访谈-c\n",
		},
		{
			"a post goes, but nobody prunes",
			map[string]string{"a.md": ""},
			"+0 ~0 =1 -0 !1",
			"a.md(a): ada/2020-第1次访谈-a\nb.md(b): ada/2022 ada/2021\nc.md(c): ada/2020-第1次访谈-c\n",
		},
		{
			"the person changes",
			map[string]string{"c.md": text("Bob", "2020年")},
			"+1 ~0 =0 -1 !1",
			"a.md(a): ada/2020\nb.md(b): ada/2022 ada/2021\nc.md(c): bob/2020\n",
		},
	} {
		write(t, dir, step.files)
		t.Run(step.name, func(t *testing.T) {
			expectCounts(t, load(t, st, Options{}, dir), step.counts)
			expect(t, "keys", keys(t, st), step.keys)
		})
	}
	if n := revision(t, st); n != 5 {
		t.Errorf("revision %d; want 5: two of seven runs changed nothing", n)
	}
}

func TestPeopleFollowFromPosts(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020年"), "b.md": text("Ada", "2021年")})
	st := open(t)
	names := func(want string) {
		t.Helper()
		m, err := readManifest(t.Context(), st)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range m.People {
			got = append(got, p.Slug+"="+p.Name+"("+strings.Join(p.Aliases, ",")+")")
		}
		expect(t, "people", strings.Join(got, " "), want)
	}
	load(t, st, Options{}, dir)
	names("ada=Ada()")
	write(t, dir, map[string]string{"people.yaml": "- slug: ada-l\n  name: Ada\n  aliases: [爱达]\n"})
	expectCounts(t, load(t, st, Options{}, dir), "+2 ~0 =0 -2 !0")
	names("ada-l=Ada(爱达)")
	write(t, dir, map[string]string{"people.yaml": "- slug: ada-l\n  name: Lovelace\n  aliases: [Ada, Ada L]\n"})
	expectCounts(t, load(t, st, Options{}, dir), "+0 ~0 =2 -0 !0") // the name of a person is no part of the appearance's document
	names("ada-l=Lovelace(Ada,Ada L)")
	write(t, dir, map[string]string{"a.md": "", "b.md": text("Bob", "2021年")})
	expectCounts(t, load(t, st, Options{Prune: true}, dir), "+1 ~0 =0 -2 !0")
	names("bob=Bob()")
}

// topicsOf lists who has a view on which topics, who recommends which papers,
// and the topics.
func topicsOf(t *testing.T, st store.Store) string {
	t.Helper()
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range m.People {
		fmt.Fprintf(&b, "%s: %s\n", p.Slug, strings.Join(p.Topics, " "))
	}
	for _, p := range m.Papers {
		fmt.Fprintf(&b, "%s: %s\n", p.Slug, strings.Join(p.RecommendedBy, " "))
	}
	var topics []string
	for _, topic := range m.Topics {
		topics = append(topics, topic.Slug+"="+topic.Name+"("+strings.Join(topic.Aliases, ",")+")")
	}
	return b.String() + strings.Join(topics, " ") + "\n"
}

func TestTopicsFollowFromPosts(t *testing.T) {
	list := "\n## Ada - 书单 - 2022年\n\n推荐论文：\n\n1. Attention Is All You Need\n"
	dir := folder(t, map[string]string{
		"a.md": text("Ada", "2020年", "2021年"), "b.md": text("Ada", "2021年"), "c.md": text("Bob", "2021年"),
		"topics.yaml": "- slug: two\n  name: 内容2\n- slug: unused\n  name: 无关\n",
	})
	st := open(t)
	step := func(counts, want string) {
		t.Helper()
		expectCounts(t, load(t, st, Options{Prune: true}, dir), counts)
		expect(t, "topics", topicsOf(t, st), want)
		expectCounted(t, st)
		before := dump(t, st)
		r := load(t, st, Options{}, dir)
		expectCounts(t, r, fmt.Sprintf("+0 ~0 =%d -0 !0", r.Appearances))
		expect(t, "store after the same run", dump(t, st), before)
	}
	step("+4 ~0 =0 -0 !0", "ada: two\nbob: \ntwo=内容2()\n")

	write(t, dir, map[string]string{"topics.yaml": "- slug: two\n  name: Two\n  aliases: [内容2]\n- slug: one\n  name: 内容1\n"})
	step("+0 ~3 =1 -0 !0", "ada: one two\nbob: one\none=内容1() two=Two(内容2)\n") // b.md, c.md and a.md's first

	write(t, dir, map[string]string{"b.md": text("Ada", "2021年") + list, "c.md": text("Bob", "2021年") + strings.Replace(list, "Ada", "Bob", 1)})
	step("+2 ~0 =4 -0 !0", "ada: one two\nbob: one\nattention-is-all-you-need: ada bob\none=内容1() two=Two(内容2)\n")

	write(t, dir, map[string]string{"a.md": "", "b.md": text("Ada", "2021年")})
	step("+0 ~0 =3 -3 !0", "ada: one\nbob: one\nattention-is-all-you-need: bob\none=内容1()\n")

	write(t, dir, map[string]string{"topics.yaml": "", "c.md": ""})
	step("+0 ~1 =0 -2 !0", "ada: \n\n")
}

// Folders may know a topic by different names; the post that comes first by its
// path names it.
func TestTopicOfTwoFolders(t *testing.T) {
	dir := folder(t, map[string]string{
		"x/a.md": text("Ada", "2020年"), "x/topics.yaml": "- slug: content\n  name: 内容\n  aliases: [要点]\n",
		"y/b.md": text("Bob", "2020年"), "y/topics.yaml": "- slug: content\n  name: Texts\n  aliases: [要点, 内容]\n",
	})
	x, y := filepath.Join(dir, "x"), filepath.Join(dir, "y")
	for _, paths := range [][]string{{x, y}, {y, x}} {
		st := open(t)
		for _, path := range paths {
			load(t, st, Options{}, path)
		}
		expect(t, "topics", topicsOf(t, st), "ada: content\nbob: content\ncontent=内容(要点,Texts)\n")
	}
}

func TestBrokenFilesBesideThePosts(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020年"), "b.md": text("Bob", "2021年")})
	st := open(t)
	load(t, st, Options{}, dir)
	before := dump(t, st)
	write(t, dir, map[string]string{"people.yaml": "- name: [", "b.md": text("Bob", "2022年")})
	r := load(t, st, Options{}, dir)
	expectCounts(t, r, "+0 ~0 =0 -0 !2")
	if got := diagnostics(r, dir); !r.HasErrors() || !strings.HasPrefix(got, "people.yaml:1:") || !strings.Contains(got, "not read, since a file beside them cannot be understood: 2") {
		t.Errorf("diagnostics %q; want the position in people.yaml, and what becomes of the 2 posts", got)
	}
	expect(t, "store after a run with a broken people.yaml", dump(t, st), before)

	write(t, dir, map[string]string{"people.yaml": "", "topics.yaml": "name: 内容"})
	r = load(t, st, Options{}, dir)
	expectCounts(t, r, "+0 ~0 =0 -0 !2")
	if got := diagnostics(r, dir); !strings.HasPrefix(got, "topics.yaml:1:1: found a mapping; want a list\n") {
		t.Errorf("diagnostics %q; want the position in topics.yaml", got)
	}
	expect(t, "store after a run with a broken topics.yaml", dump(t, st), before)

	write(t, dir, map[string]string{"topics.yaml": "", "people.yaml": "- name: Ada\n- slug: nobody\n"})
	r = load(t, st, Options{}, dir)
	expectCounts(t, r, "+0 ~1 =1 -0 !0")
	if errs := errorsOf(r); len(errs) != 1 || errs[0].Line != 2 {
		t.Errorf("errors %v; want one, for the entry in line 2", errs)
	}
}

func TestBadPosts(t *testing.T) {
	dir := folder(t, map[string]string{
		"empty.md": "\n", "good.md": text("Ada", "2020年"), "nul.md": "a\x00b", "latin1.md": "caf\xe9", "large.md": strings.Repeat("a", files.MaxSize+1),
	})
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "dangling.md")); err != nil {
		t.Fatal(err)
	}
	st := open(t)
	r := load(t, st, Options{}, dir)
	expectCounts(t, r, "+1 ~0 =0 -0 !5")
	expect(t, "diagnostics", diagnostics(r, dir), `dangling.md: no such file or directory; want a file that can be read
empty.md: the file is empty; want a post in Markdown
large.md: 16777217 bytes; want at most 16777216
latin1.md:1:4: byte 0xe9 is not valid UTF-8; want text in UTF-8
nul.md:1:2: a NUL byte, as in a binary file; want text
`)
	expect(t, "keys", keys(t, st), "good.md(good): ada/2020\n")
}

// TestDocumentTooLarge: a post may be read and yet be too large for MongoDB,
// for each text is stored in three forms.
func TestDocumentTooLarge(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020年") + "\n" + strings.Repeat("看法 ", 1_000_000) + "\n"})
	r := load(t, open(t), Options{}, dir)
	expectCounts(t, r, "+0 ~0 =0 -0 !1")
	if got := diagnostics(r, dir); !strings.HasPrefix(got, "a.md:5:1: an appearance takes ") || !strings.HasSuffix(got, " bytes when stored; want at most 16760832\n") {
		t.Errorf("diagnostics %q; want the appearance of line 5, its size and the limit", got)
	}
}

// TestEntriesTooLarge: a post of 110 kB is small enough, but not with its index entries,
// since each viewpoint's entry has the words of the heading. Only this post fails.
func TestEntriesTooLarge(t *testing.T) {
	var heading, views strings.Builder
	for i := range 300 {
		_, _ = fmt.Fprintf(&heading, " word%d", i)
	}
	for i := range 5_000 {
		_, _ = fmt.Fprintf(&views, "- 第%d个看法\n", i)
	}
	large := text("Ada", "2020年") + "\n### 2." + heading.String() + "\n\n" + views.String()
	dir := folder(t, map[string]string{"a.md": large, "b.md": text("Bob", "2021年")})
	st := open(t)
	r := load(t, st, Options{}, dir)
	expectCounts(t, r, "+1 ~0 =0 -0 !1")
	if got := diagnostics(r, dir); len(large) > 150_000 || !strings.HasPrefix(got, "a.md:5:1: an appearance takes ") || !strings.HasSuffix(got, " bytes when stored; want at most 16760832\n") {
		t.Errorf("a post of %d bytes has diagnostics %q; want its appearance, its size and the limit", len(large), got)
	}
	expect(t, "keys", keys(t, st), "b.md(b): bob/2021\n")
}

func TestCheck(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020年", "2020年"), "b.md": "\x00", "c.md": text("Ada", "2020年")})
	r := load(t, nil, Options{Check: true}, dir)
	expectCounts(t, r, "+0 ~0 =0 -0 !1")
	if r.Files != 3 || r.Appearances != 3 || r.Written || !r.HasErrors() {
		t.Errorf("report %+v; want 3 files, 3 appearances, errors and nothing written", r)
	}
	if got := r.Posts[2].Appearances[0].Key; got != "ada/2020-第1次访谈-c" {
		t.Errorf("key %s; want that of its occasion and its post", got)
	}
}

func TestStrict(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020年"), "b.md": "\x00"})
	st := open(t)
	var given []string
	o := Options{Strict: true, Diagnose: func(d diagnostic.Diagnostic) { given = append(given, d.String()) }}
	r := load(t, st, o, dir)
	expectCounts(t, r, "+0 ~0 =0 -0 !1")
	if r.Written || r.Files != 2 || len(given) != 1 || len(r.Diagnostics) != 1 {
		t.Errorf("report %+v, diagnostics %q; want nothing written, 2 files, 1 diagnostic", r, given)
	}
	expect(t, "keys", keys(t, st), "")
	if n := revision(t, st); n != 0 {
		t.Errorf("revision %d; want 0", n)
	}
	write(t, dir, map[string]string{"b.md": text("Bob", "2021年")})
	var progress [][2]int
	o.Progress = func(done, total int) { progress = append(progress, [2]int{done, total}) }
	r = load(t, st, o, dir)
	expectCounts(t, r, "+2 ~0 =0 -0 !0")
	if want := [][2]int{{1, 2}, {2, 2}}; !r.Written || !cmp.Equal(progress, want) {
		t.Errorf("written %v, progress %v; want true, %v", r.Written, progress, want)
	}
}

// TestStdinUnread: the error for standard input that cannot be read is an files.ErrPath.
func TestStdinUnread(t *testing.T) {
	dir, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close() //nolint:errcheck // nothing was written
	_, err = Run(t.Context(), nil, Options{Check: true, Paths: []string{"-"}, Stdin: dir})
	if !errors.Is(err, files.ErrPath) || !strings.HasPrefix(err.Error(), "path -: standard input: ") || !strings.HasSuffix(err.Error(), "; give a post on it") {
		t.Errorf("error %v; want files.ErrPath that says what to do", err)
	}
}

func TestStdin(t *testing.T) {
	for _, strict := range []bool{false, true} {
		st := open(t)
		r := load(t, st, Options{Stdin: strings.NewReader(text("Ada", "2020年")), Strict: strict}, "-", "-")
		expectCounts(t, r, "+1 ~0 =0 -0 !0")
		expect(t, "keys", keys(t, st), "stdin.md(stdin): ada/2020\n")
		r = load(t, st, Options{Stdin: strings.NewReader(""), Strict: strict, Prune: true}, "-")
		expectCounts(t, r, "+0 ~0 =0 -0 !1")
		expect(t, "diagnostics", diagnostics(r, ""), "stdin.md: the file is empty; want a post in Markdown\n")
		expect(t, "keys", keys(t, st), "stdin.md(stdin): ada/2020\n")
	}
}

func TestErrors(t *testing.T) {
	st := open(t)
	_, err := Run(t.Context(), st, Options{Paths: []string{filepath.Join(t.TempDir(), "nope")}})
	if !errors.Is(err, files.ErrPath) || !strings.HasSuffix(err.Error(), `nope": no such file or directory; give a folder of posts or a Markdown file that exists and can be read`) {
		t.Errorf("error %v; want files.ErrPath that says what to do", err)
	}
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020年")})
	if _, err = Run(t.Context(), &mortal{Store: st}, Options{Paths: []string{dir}}); !errors.Is(err, errKilled) {
		t.Errorf("error %v; want the store's", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancelling := &canceller{st, cancel}
	if _, err = Run(ctx, cancelling, Options{Paths: []string{dir}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want the context's", err)
	}
	expect(t, "keys", keys(t, st), "")
}

// canceller cancels a context once an import has begun.
type canceller struct {
	store.Store
	cancel context.CancelFunc
}

func (c *canceller) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	defer c.cancel()
	return c.Store.Begin(ctx, o)
}
