package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"viewline/web/words"
)

func TestReason(t *testing.T) {
	for english, want := range map[string]string{
		"the heading":       "标题行",
		"the label 日期":      "标签“日期”",
		`the label "Guest"`: `标签“"Guest"”`,
		"the label 日期, with the year of the post":                                                             "标签“日期”，年份取自文章",
		"the title: “interview with …”":                                                                       "文章标题：“interview with …”",
		"the first words: whom the title is about":                                                            "开头的文字：文章标题所写的人",
		"the file's name: a half of the title":                                                                "文件名：标题的一半",
		"the file's name is the name, and the headings ask":                                                   "文件名就是名字，各标题行是提问",
		"the text has the person speak 12 times":                                                              "正文中有 12 处写到此人发言",
		"front matter: found a list; want a key: value on each line":                                          "元数据：这里是列表；每行应为一个“键: 值”",
		"tags: found a mapping; want a list of texts":                                                         "tags：这里是键值对；应为文本列表",
		"title: month 13; want 1 to 12":                                                                       "文章标题：月份 13；应为 1 到 12",
		`date "2025-13": month 13; want 1 to 12, as in 2025, 2025年6月 or 2025年6月6日`:                            `日期 "2025-13"：月份 13；应为 1 到 12，例如 2025、2025年6月或2025年6月6日`,
		"the rule finds nothing here; want a line Gast: … (viewline.yaml:2)":                                  "规则在这里什么也没有找到；应有一行“Gast: …”（viewline.yaml:2）",
		`the rule finds "Rain" in heading "Rain"; that has not the form of a person's name (viewline.yaml:2)`: `规则在 标题行 "Rain" 中找到 "Rain"；这不像人名（viewline.yaml:2）`,
	} {
		if got, ok := words.Chinese.Reason(english); got != want || !ok {
			t.Errorf("%s: %q, %v; want %q", english, got, ok, want)
		}
		if got, ok := words.English.Reason(english); got != english || !ok {
			t.Errorf("%s in English: %q, %v", english, got, ok)
		}
	}
	for _, unknown := range []string{"", "a sentence of another kind", "key: a sentence of another kind", "the heading, more or less", "the label ", "month 13; want 1 to 12 or so, said somebody: no"} {
		if got, ok := words.Chinese.Reason(unknown); got != unknown || ok {
			t.Errorf("%q: %q, %v; want it as it is", unknown, got, ok)
		}
	}
}

// tellers are the functions whose arguments are the sentences of a reader, and told the fields
// that hold some.
var (
	tellers = []string{"fail", "warn", "doubt", "overlook", "Errorf", "New", "Add", "report", "sure", "found", "unruled", "misruled", "date", "ofDay"}
	told    = []string{"what", "Why", "why"}
	verb    = regexp.MustCompile(`%[0-9]*[a-z]`)
	letter  = regexp.MustCompile(`[a-z]{3}`)
	quoted  = regexp.MustCompile(`^(7: )?“[^”]*”$`) // words of a title, which stay as they are
	han     = regexp.MustCompile(`[\p{Han}：]`)

	// partial are parts of sentences, which have their Chinese as parts of these, and what no post can
	// have said of it.
	partial = []string{
		"the rule finds nothing here; want 7", "the rule finds 7 in 7; 7", "the text has the person speak 7", "the last one is taken", "7; want 7",
		"partial date: BSON type 0x7; want a string",
	}
)

// Every sentence that the reader of posts can say of a place has its Chinese.
func TestReasonsAreComplete(t *testing.T) {
	found := 0
	for _, pattern := range []string{"post/*.go", "post/*/*.go", "ingest/*.go", "ingest/files/*.go", "timeline/date.go", "picture/kind/*.go"} {
		files, err := filepath.Glob("../../" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || ofCommands(file) {
				continue
			}
			for _, sentence := range sentences(t, file) {
				found++
				if said, ok := words.Chinese.Reason(sentence); !ok || !han.MatchString(said) {
					t.Errorf("%s: reasons.json has no Chinese of %q", file, sentence)
				}
			}
		}
	}
	if found < 200 {
		t.Errorf("%d sentences were found, want 200 and more", found)
	}
}

// ofCommands reports whether what a file says is about the command line or the database rather
// than a post.
func ofCommands(file string) bool {
	return slices.ContainsFunc([]string{"ingest/verify", "ingest/files/options.go", "ingest/files/files.go", "ingest/run.go"}, func(name string) bool { return strings.Contains(file, name) })
}

// sentences are the sentences in a file, with 7 in place of each value.
func sentences(t *testing.T, file string) (all []string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	take := func(e ast.Expr) {
		sentence, ok := sentenceOf(e)
		if rest := strings.ReplaceAll(sentence, "7", ""); ok && !quoted.MatchString(sentence) && !slices.Contains(partial, sentence) && strings.Contains(rest, " ") && letter.MatchString(rest) {
			all = append(all, sentence)
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if slices.Contains(tellers, nameOf(n.Fun)) {
				for _, arg := range n.Args {
					take(arg)
				}
			}
		case *ast.KeyValueExpr:
			if slices.Contains(told, nameOf(n.Key)) {
				take(n.Value)
			}
		case *ast.AssignStmt:
			if i := slices.IndexFunc(n.Lhs, func(e ast.Expr) bool {
				_, field := e.(*ast.SelectorExpr)
				return field && slices.Contains(told, nameOf(e))
			}); i >= 0 && len(n.Rhs) == len(n.Lhs) && n.Tok == token.ASSIGN {
				take(n.Rhs[i])
			}
		}
		return true
	})
	return all
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// sentenceOf is a text that is written out, at least in part, with 7 in place of the rest.
func sentenceOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return verb.ReplaceAllString(text, "7"), err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, one := sentenceOf(e.X)
		right, other := sentenceOf(e.Y)
		return left + right, e.Op == token.ADD && (one || other)
	case *ast.CallExpr:
		if nameOf(e.Fun) == "Sprintf" {
			return sentenceOf(e.Args[0])
		}
	}
	return "7", false
}
