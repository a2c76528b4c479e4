package propose_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/ingest/files"
	"viewline/post"
	"viewline/post/mapping"
	"viewline/propose"
)

// folder writes files below a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// written are the files of a folder after a proposal, which our own readers take
// without a word, and which a second proposal leaves alone.
func written(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, diags, err := propose.Write(t.Context(), dir)
	if err != nil || diags.HasErrors() || len(files) != 4 {
		t.Fatalf("%v, %v, %v", files, diags, err)
	}
	texts := map[string]string{}
	for _, f := range files {
		src, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		texts[f.Name] = string(src)
		if n := entriesIn(t, f.Name, src); f.Kept || n != f.Entries {
			t.Errorf("%+v; the file has %d entries:\n%s", f, n, src)
		}
	}
	again, _, err := propose.Write(t.Context(), dir)
	for _, f := range again {
		if src, _ := os.ReadFile(filepath.Join(dir, f.Name)); !f.Kept || string(src) != texts[f.Name] || err != nil {
			t.Errorf("a second time: %+v, %v, %s", f, err, src)
		}
	}
	return texts
}

func entriesIn(t *testing.T, name string, src []byte) (n int) {
	t.Helper()
	var diags []string
	switch name {
	case "people.yaml":
		people, d := post.ReadPeople(name, src)
		n, diags = len(people), append(diags, fmt.Sprint(d))
	case "topics.yaml":
		topics, d := post.ReadTopics(name, src)
		n, diags = len(topics), append(diags, fmt.Sprint(d))
	case "papers.json":
		papers, d := post.ReadPapers(name, src)
		n, diags = len(papers), append(diags, fmt.Sprint(d))
	default:
		m, d := mapping.Read(name, src)
		diags = append(diags, fmt.Sprint(d))
		for _, part := range mapping.Parts {
			if m.For("a.md").Rule(part) != nil {
				n++
			}
		}
	}
	if diags[0] != "[]" {
		t.Errorf("%s: %s\n%s", name, diags[0], src)
	}
	return n
}

// entries are the lines of a file that are no comments.
func entries(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line, _, _ = strings.Cut(line, " # "); strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.TrimRight(line, "\n"))
		}
	}
	return strings.Join(lines, "\n")
}

const words = "\n\nThe maps stay quiet while others shout.\n"

// several writes one post for each of the names, with a text made of a name and a
// number.
func several(names []string, path, text string) map[string]string {
	files := map[string]string{}
	for i, name := range names {
		fill := strings.NewReplacer("NAME", name, "SLUG", strings.ToLower(strings.ReplaceAll(name, " ", "-")), "N", fmt.Sprint(i+1))
		files[fill.Replace(path)] = fill.Replace(text)
	}
	return files
}

func TestRules(t *testing.T) {
	people := []string{"Anna Berg", "Daniel Reyes", "Mary Stone", "Paul Vogel"}
	for _, tt := range []struct {
		name, path, text, want string
	}{
		{"a key of the front matter", "N.md", "---\ntitle: Gates N\nwith_whom: NAME\n---" + words, "person: {front: with_whom}"},
		{"a key of the front matter for person, date and kind", "N.md", "---\ntitle: Gates N\nwith_whom: NAME\nday_of_it: 2019-03-0N\nsort: talk\n---" + words, "person: {front: with_whom}\ndate: {front: day_of_it}\nkind: {front: sort}"},
		{"a translator, an editor, a place, a company", "N.md", "---\ntitle: Gates N\ntranslator_name: NAME\nedited_by: NAME\nplace: San Jose\n---" + words, ""},
		{"a key that is often no name", "N.md", "---\ntitle: Gates N\nmood: Quiet Maps\n---" + words, ""},
		{"the first folder", "SLUG/N.md", "---\ntitle: Gates N\n---" + words, "root: true\nperson: {path: 1}"},
		{"folders of subjects", "machine-learning/N.md", "---\ntitle: Gates N\n---" + words, ""},
		{"a label", "N.md", "# Gates N\n\n**Heard from:** NAME\n**Heard:** 2019-0N\n" + words, "person: {label: Heard from}\ndate: {label: Heard}"},
		{"a heading", "N.md", "# Notes\n\n## NAME @ the gate\n" + words, "person: {heading: '^(.+?) @ '}"},
		{"a heading “X on a show”", "N.md", "# Notes\n\n## NAME on Slow Waits\n" + words, "person: {heading: '^(.+?) on '}"},
		{"dates of writing", "_posts/2019/0N/a.md", "---\nperson: NAME\ntitle: Talk N\n---" + words, ""},
		{"dates of speeches", "speeches/2019/0N/a.md", "---\nperson: NAME\ntitle: Speech N\n---" + words, "root: true\ndate: {path: '(?i)(?:^|/)(?:speech|talk|interview|podcast|lecture|keynote|演讲|演講|访谈|訪談|采访|讲话)[^/]*.*?/(\\d{4})[-/](\\d\\d)\\b'}"},
		{"what the posts say themselves", "N.md", "---\nspeaker: NAME\ntitle: Talk N\nappearance: {date: 2019-0N}\n---" + words, ""},
		{"no people at all", "N.md", "---\ntitle: Bread N\nbaked: 2019-03-0N\nflour: rye\n---" + words, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			texts := written(t, folder(t, several(people, tt.path, tt.text)))
			if got := entries(texts[mapping.Name]); got != tt.want {
				t.Errorf("suggests\n%s\nwant\n%s", texts[mapping.Name], tt.want)
			}
		})
	}
	for _, tt := range []struct{ name, path, text, want string }{
		{"a Chinese folder", "NAME/N.md", "# 笔记N\n\n地图很安静。\n", "root: true\nperson: {path: 1}"},
		{"a Chinese key", "N.md", "---\ntitle: 笔记N\n谁说的: NAME\n译者: 王小明\n---\n地图很安静。\n", "person: {front: 谁说的}"},
		{"a Chinese label", "N.md", "# 笔记N\n\n**谁说的：** NAME\n\n地图很安静。\n", "person: {label: 谁说的}"},
		{"Chinese subjects", "深度学习/N.md", "# 笔记N\n\n地图很安静。\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			texts := written(t, folder(t, several([]string{"韩雪松", "李慢慢", "王小明"}, tt.path, tt.text)))
			if got := entries(texts[mapping.Name]); got != tt.want {
				t.Errorf("suggests\n%s\nwant\n%s", texts[mapping.Name], tt.want)
			}
		})
	}
	t.Run("too few posts", func(t *testing.T) {
		texts := written(t, folder(t, several(people[:2], "N.md", "---\ntitle: Gates N\nwith_whom: NAME\n---"+words)))
		if got := entries(texts[mapping.Name]); got != "" {
			t.Errorf("suggests %s", got)
		}
	})
}

func TestPeople(t *testing.T) {
	texts := written(t, folder(t, map[string]string{
		"a.md": "---\ntitle: Gates\nspeaker: 韩雪松\ndate: 2019-03-05\n---" + words,
		"b.md": "---\ntitle: Maps\nspeaker: 韓雪松\n---" + words,
		"c.md": "---\ntitle: Roads\nspeaker: Marta Vogel（玛尔塔·沃格尔）\n---\n\nMarta says that roads wait.\n",
		"d.md": "---\ntitle: Marta on rivers\nperson: Marta\nkind: talk\n---" + words,
		"e.md": "---\ntitle: Bridges\nspeaker: Daniel Reyes\n---" + words,
		"f.md": "---\ntitle: Daniel on bridges\nperson: Daniel\n---" + words,
	}))
	want := `- slug: han-xue-song
  name: 韓雪松
  aliases:
    - 韩雪松
- slug: marta-vogel
  name: Marta Vogel
  aliases:
    - 玛尔塔·沃格尔
    - Marta
- slug: daniel
  name: Daniel
- slug: daniel-reyes
  name: Daniel Reyes`
	if diff := cmp.Diff(want, entries(texts["people.yaml"])); diff != "" {
		t.Error(diff)
	}
	for _, reason := range []string{
		"# 2 posts, 2 occasions: a.md, b.md\n- slug: han-xue-song", "- 韩雪松 # Traditional and Simplified, in 1 post\n",
		"- Marta # full and short name in c.md\n", "- 玛尔塔·沃格尔 # beside the name in c.md\n",
	} {
		if !strings.Contains(texts["people.yaml"], reason) {
			t.Errorf("no %q in\n%s", reason, texts["people.yaml"])
		}
	}
}

func TestTopics(t *testing.T) {
	files := map[string]string{}
	for i, labels := range [][3]string{
		{"The value function", "价值函数的意义", "Quiet Maps"}, {"Value functions learn", "价值函数", "quiet maps"}, {"On the value function", "新的價值函數", "QUIET MAPS"}, {"Bread", "面包", "Key points"},
	} {
		files[fmt.Sprintf("%d.md", i)] = fmt.Sprintf("---\ntitle: Talk by Anna Berg\nperson: Anna Berg\nappearance: {date: 201%d}\n---\n\n* **%s:** a b.\n* **%s：** 内容。\n* **%s:** c d.\n* **Key points:** e.\n* **Anna Berg:** f.\n", i, labels[0], labels[1], labels[2])
	}
	texts := written(t, folder(t, files))
	want := `- slug: quiet-maps
  name: quiet maps
- slug: value-function
  name: value function
  aliases:
    - Value functions
- slug: jia-zhi-han-shu
  name: 价值函数
  aliases:
    - 價值函數`
	if diff := cmp.Diff(want, entries(texts["topics.yaml"])); diff != "" {
		t.Error(diff + texts["topics.yaml"])
	}
}

func TestPapers(t *testing.T) {
	list := "* [Gates that wait for nobody](https://arxiv.org/abs/1706.03762), Ana Ruiz, 2017\n* “Maps and \"quotes\" & <signs>” by Bo Stone\n"
	texts := written(t, folder(t, map[string]string{
		"a.md": "---\ntitle: Anna Berg's reading list\nperson: Anna Berg\nappearance: {date: 2019, kind: reading-list}\n---\n\n" + list,
		"b.md": "---\ntitle: Paul Vogel's reading list\nperson: Paul Vogel\nappearance: {date: 2020, kind: reading-list}\n---\n\n" + list,
	}))
	papers, _ := post.ReadPapers("papers.json", []byte(texts["papers.json"]))
	if len(papers) == 0 || papers[0].Arxiv != "1706.03762" || papers[0].Title != "Gates that wait for nobody" || len(papers[0].Aliases) > 0 {
		t.Errorf("%s", texts["papers.json"])
	}
	if want := `"note": "Suggested by loader --propose: recommended in 2 posts: a.md, b.md"`; !strings.Contains(texts["papers.json"], want) {
		t.Errorf("no %s in %s", want, texts["papers.json"])
	}
}

// What is there stays, and counts.
func TestNothingIsOverwritten(t *testing.T) {
	dir := folder(t, map[string]string{
		"people.yaml": "- {slug: bb, name: Anna Berg, aliases: [ab]}\n", mapping.Name: "person: {path: 1}\n",
		"ab/a.md": "# Gates" + words, "ab/b.md": "# Maps" + words,
	})
	files, diags, err := propose.Write(t.Context(), dir)
	if err != nil || diags.HasErrors() {
		t.Fatal(diags, err)
	}
	want := []propose.File{{Name: mapping.Name, Kept: true}, {Name: "people.yaml", Kept: true}, {Name: "topics.yaml"}, {Name: "papers.json"}}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Error(diff)
	}
	if src, _ := os.ReadFile(filepath.Join(dir, mapping.Name)); string(src) != "person: {path: 1}\n" {
		t.Errorf("viewline.yaml has become %q", src)
	}
}

func TestRefused(t *testing.T) {
	dir := folder(t, map[string]string{"notes.txt": "no post", "sub/empty.md": ""})
	for path, want := range map[string]error{dir: propose.ErrNoPost, filepath.Join(dir, "nowhere"): files.ErrPath, filepath.Join(dir, "notes.txt"): files.ErrPath} {
		if files, _, err := propose.Write(t.Context(), path); len(files) > 0 || !strings.Contains(fmt.Sprint(err), want.Error()) {
			t.Errorf("%s: %v, %v; want %v", path, files, err, want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.yaml")); len(left) > 0 {
		t.Errorf("wrote %v", left)
	}
}

// Whatever a post calls its people and labels, what is written can be read.
func FuzzWrite(f *testing.F) {
	f.Add("Anna Berg", "with: colon # and 'quotes'", "a\tb\\")
	f.Add("yes", "- [x] {y}", "韩雪松")
	f.Fuzz(func(t *testing.T, name, label, key string) {
		files := map[string]string{}
		for i := range 3 {
			files[fmt.Sprintf("%d.md", i)] = fmt.Sprintf("---\n%q: %q\nperson: %q\nappearance: {date: 201%d}\n---\n\n* **%s:** a.\n", key, name, name, i, label)
		}
		dir := folder(t, files)
		if _, _, err := propose.Write(t.Context(), dir); err != nil {
			return // no post can be read
		}
		for _, file := range []string{mapping.Name, "people.yaml", "topics.yaml", "papers.json"} {
			src, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			entriesIn(t, file, src)
		}
	})
}
