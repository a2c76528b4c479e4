//go:build unix

package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"viewline/ingest/files"
	"viewline/post/mapping"
)

func pipe(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
}

func sortedDiagnostics(r *Report, dir string) string {
	lines := strings.SplitAfter(diagnostics(r, dir), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// TestFilesBesideThatAreNone: a file beside posts that is no regular file is refused
// without being opened, and so are the posts that depend on it.
func TestFilesBesideThatAreNone(t *testing.T) {
	for _, name := range []string{"people.yaml", "papers.json", "topics.yaml", "sections.yaml", mapping.Name} {
		for what, make := range map[string]func(dir, path string){
			"it leads out of the folder, to /dev/zero": func(_, path string) { link(t, "/dev/zero", path) },
			"it is a named pipe, no regular file":      func(_, path string) { pipe(t, path) },
			"it is a folder, no regular file": func(_, path string) {
				if err := os.Mkdir(path, 0o755); err != nil {
					t.Fatal(err)
				}
			},
			"it has more than 16777216 bytes": func(_, path string) {
				f, err := os.Create(path)
				if err == nil {
					err = errors.Join(f.Truncate(files.MaxSize+1), f.Close())
				}
				if err != nil {
					t.Fatal(err)
				}
			},
			"no such file or directory": func(_, path string) { link(t, "nowhere", path) },
		} {
			dir := folder(t, map[string]string{"a.md": text("Ada", "2020")})
			make(dir, filepath.Join(dir, name))
			r := load(t, open(t), Options{}, dir)
			expectCounts(t, r, "+0 ~0 =0 -0 !1")
			if got, want := diagnostics(r, dir), name+": "+what+"; want a file that can be read\n"; !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s; want %s", name, got, want)
			}
		}
	}
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020")})
	link(t, "/dev/null", filepath.Join(dir, "people.yaml"))
	r := load(t, open(t), Options{FollowLinks: true}, dir)
	if got := diagnostics(r, dir); !strings.HasPrefix(got, "people.yaml: it is a device, no regular file; want") {
		t.Errorf("a device, with links followed: %s", got)
	}
}

// TestPostsThatAreNone: a pipe, a device or the like with the name of a post is refused
// without being opened, and is reported.
func TestPostsThatAreNone(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020"), "folder.md/b.md": text("Bob", "2020")})
	pipe(t, filepath.Join(dir, "pipe.md"))
	link(t, "pipe.md", filepath.Join(dir, "link.md"))
	link(t, "/dev/zero", filepath.Join(dir, "zero.md"))
	link(t, "folder.md", filepath.Join(dir, "twice.md"))
	link(t, "loop.md", filepath.Join(dir, "loop.md"))
	r := load(t, open(t), Options{}, dir)
	expectCounts(t, r, "+2 ~0 =0 -0 !4")
	expect(t, "diagnostics", sortedDiagnostics(r, dir), `link.md: it is a named pipe, no regular file; want a regular file
loop.md: it is a link in a circle of links; want a file that can be read
pipe.md: it is a named pipe, no regular file; want a regular file
zero.md: it leads out of the folder, to /dev/zero; want a file or folder in it, or --follow-links
`)
}

// TestLinks: links that leave the folder are refused, be they of files or of folders,
// and by however many steps; those within it are followed.
func TestLinks(t *testing.T) {
	outside := folder(t, map[string]string{"secret": "root:x:0:0", "o.md": text("Ola", "2020"), "sub/p.md": text("Pia", "2020")})
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020"), "sub/.hidden/b.md": text("Bob", "2020"), "text": text("Cid", "2020")})
	link(t, filepath.Join(outside, "secret"), filepath.Join(dir, "secret.md"))
	link(t, filepath.Join(outside, "secret"), filepath.Join(dir, "secret.txt"))
	link(t, filepath.Join(outside, "sub"), filepath.Join(dir, "sub", "out"))
	link(t, "sub/out/p.md", filepath.Join(dir, "p.md"))
	link(t, dir, filepath.Join(outside, "back"))
	link(t, filepath.Join(outside, "back", "text"), filepath.Join(dir, "round.md")) // leads out of the folder and into it again
	link(t, "sub/.hidden", filepath.Join(dir, "seen"))
	r := load(t, open(t), Options{}, dir)
	expectCounts(t, r, "+3 ~0 =0 -0 !3")
	out := func(path, to string) string {
		return path + ": it leads out of the folder, to " + filepath.Join(outside, to) + "; want a file or folder in it, or --follow-links\n"
	}
	expect(t, "diagnostics", sortedDiagnostics(r, dir), out("p.md", "sub/p.md")+out("secret.md", "secret")+out("sub/out", "sub"))

	r = load(t, open(t), Options{FollowLinks: true}, dir)
	if r.Inserted != 4 || r.Failed != 0 { // and secret.md is a post without an occasion
		t.Errorf("with links followed: %s, %v; want four", counts(r), r.Diagnostics)
	}
	// A PATH that is a link itself may lead anywhere: whoever gave it meant it.
	link(t, filepath.Join(outside, "o.md"), filepath.Join(dir, "named.md"))
	expectCounts(t, load(t, open(t), Options{}, filepath.Join(dir, "named.md")), "+1 ~0 =0 -0 !0")
	link(t, outside, filepath.Join(dir, "sub", "named"))
	expectCounts(t, load(t, open(t), Options{}, filepath.Join(dir, "sub", "named")), "+2 ~0 =0 -0 !1") // the link back leads out of the folder
}

// TestSwappedFile: a file that is replaced by a link or a pipe between the walk and the
// reading is not read.
func TestSwappedFile(t *testing.T) {
	outside := folder(t, map[string]string{"secret": text("Eve", "2020")})
	for want, swap := range map[string]func(path string){
		"it leads out of the folder, to " + filepath.Join(outside, "secret"): func(path string) { link(t, filepath.Join(outside, "secret"), path) },
		"it is a named pipe, no regular file":                                func(path string) { pipe(t, path) },
		"no such file or directory":                                          func(string) {},
	} {
		dir := folder(t, map[string]string{"a.md": text("Ada", "2020")})
		p, err := files.New(t.Context(), files.Options{Paths: []string{dir}})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "a.md")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		swap(path)
		got := read(p.File(0), false, nil, nil)
		if len(got.diags) != 1 || !strings.HasPrefix(got.diags[0].Message, want) || got.doc != nil {
			t.Errorf("%v; want %s", got.diags, want)
		}
	}
}

// TestVerifyRefusesPipes: a PATH that is neither a folder nor a regular file is refused
// at once, and not opened.
func TestVerifyRefusesPipes(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "pipe.md")
	pipe(t, path)
	for _, p := range []string{path, "/dev/null"} {
		err := files.Verify([]string{p})
		if !errors.Is(err, files.ErrPath) || !strings.Contains(err.Error(), "no") && !strings.Contains(err.Error(), "regular file") {
			t.Errorf("%s: %v; want that a regular file is asked for", p, err)
		}
	}
}

// TestStdinThatNeverEnds: a run that waits for standard input ends with its context.
func TestStdinThatNeverEnds(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = read.Close(), write.Close() }()
	for _, o := range []Options{{}, {Check: true}, {Strict: true}} {
		ctx, cancel := context.WithCancel(t.Context())
		o.Paths, o.Stdin = []string{"-"}, read
		done := make(chan error, 1)
		go func() { _, err := Run(ctx, open(t), o); done <- err }()
		cancel()
		select {
		case err := <-done:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v; want that it was cancelled", err)
			}
		case <-time.After(time.Minute):
			t.Fatal("it still waits")
		}
	}
}

// TestPruneAnEmptiedFolder: where no post is left below a PATH nothing is removed, unless
// that is allowed; nor where the folder itself was removed or replaced during the run.
func TestPruneAnEmptiedFolder(t *testing.T) {
	dir := folder(t, map[string]string{"x/a.md": text("Ada", "2020"), "y/b.md": text("Bob", "2020"), "y/c.md": text("Cid", "2020")})
	x, y := filepath.Join(dir, "x"), filepath.Join(dir, "y")
	st := open(t)
	load(t, st, Options{}, x, y)
	write(t, dir, map[string]string{"x/a.md": "", "y/c.md": ""})
	r := load(t, st, Options{Prune: true}, x, y)
	expectCounts(t, r, "+0 ~0 =1 -0 !0")
	if !r.HasErrors() {
		t.Error("no error")
	}
	expect(t, "diagnostics", diagnostics(r, dir), "x: no post in it, so nothing is removed; want files that end in .md, .markdown or .mdx, or the loader with --prune --allow-empty where all posts are to go\n")
	expectCounts(t, load(t, st, Options{Prune: true}, y), "+0 ~0 =1 -1 !0")
	expectCounts(t, load(t, st, Options{Prune: true, AllowEmpty: true}, x), "+0 ~0 =0 -1 !0")

	for name, away := range map[string]func(dir string) error{
		"went": func(dir string) error { return os.Rename(dir, dir+"-away") },
		"was replaced": func(dir string) error {
			return errors.Join(os.Rename(dir, dir+"-away"), os.Mkdir(dir, 0o755))
		},
	} {
		dir := folder(t, map[string]string{"z/a.md": text("Ada", "2020"), "z/b.md": text("Bob", "2020")})
		z, st := filepath.Join(dir, "z"), open(t)
		load(t, st, Options{}, z)
		write(t, dir, map[string]string{"z/b.md": ""})
		p, err := files.New(t.Context(), files.Options{Paths: []string{z}, Prune: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := away(z); err != nil {
			t.Fatal(err)
		}
		m, err := readManifest(t.Context(), st)
		if err != nil {
			t.Fatal(err)
		}
		for _, stored := range m.Posts {
			p.Join(stored)
		}
		p.Settle()
		if len(p.Remove) > 0 || !p.Diagnostics().HasErrors() {
			t.Errorf("the folder %s: %d posts are removed, with %v; want none, and an error", name, len(p.Remove), p.Diagnostics())
		}
	}
}

// TestHostileTree: a tree of folders that is made to be as hard as possible is walked once,
// to its end, and everything that cannot be read is reported.
func TestHostileTree(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020"), "x/b.md": text("Bob", "2020")})
	deep := dir // far below the longest path that the system takes at once
	for range 8 {
		deep = filepath.Join(deep, strings.Repeat("d", 250))
		if err := os.Mkdir(deep, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, deep, map[string]string{"c.md": text("Cid", "2020")})
	t.Chdir(deep)
	for range 12 { // and above it
		name := strings.Repeat("e", 250)
		if err := os.Mkdir(name, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chdir(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("lost.md", []byte(text("Lou", "2020")), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for i := range 30 { // two links at each level: 2^30 ways
		level := filepath.Join(dir, "bomb", fmt.Sprint(i))
		if err := os.MkdirAll(level, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"l", "r"} {
			link(t, fmt.Sprintf("../%d", i+1), filepath.Join(level, name))
		}
	}
	write(t, dir, map[string]string{"bomb/30/d.md": text("Dee", "2020"), "e\x1b[2J.md": text("Eva", "2020")})
	for name, target := range map[string]string{"self": ".", "x/up": "..", "ping": "pong", "pong": "ping"} {
		link(t, target, filepath.Join(dir, name))
	}
	for _, name := range []string{"\xff.md", "\xfe/f.md"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("f"), 0o600); err != nil {
			t.Skipf("this disk takes no such names: %v", err)
		}
	}
	r := load(t, open(t), Options{}, dir)
	expectCounts(t, r, "+5 ~0 =0 -0 !2")
	var long, names int
	for _, d := range r.Diagnostics {
		switch said := d.String(); {
		case strings.HasSuffix(said, "file name too long; want a folder that can be read"):
			long++
		case strings.HasSuffix(said, ".md: the file's name is not valid UTF-8; want one that is"):
			names++
		default:
			t.Errorf("unexpected: %s", said)
		}
		if strings.Contains(d.String(), "\x1b") || !utf8.ValidString(d.String()) {
			t.Errorf("%q steers terminals", d.String())
		}
	}
	if long != 1 || names != 2 {
		t.Errorf("%d paths too long and %d names that are no UTF-8; want 1 and 2", long, names)
	}
}
