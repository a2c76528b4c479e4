package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

func TestAutolinksBesideChinese(t *testing.T) {
	tests := []struct {
		in    string
		links string // parted by blanks
	}{
		{"见https://a.example/x，然后", "https://a.example/x"},
		{"见https://zh.a.example/wiki/深度学习，后文", "https://zh.a.example/wiki/深度学习"},
		{"见https://a.example/深度/b-c?问=答#节。", "https://a.example/深度/b-c?问=答#节"},
		{"见https://a.example然后", "https://a.example"},
		{"见https://a.example:8080/a然后", "https://a.example:8080/a然后"},
		{"（见https://a.example/x）", "https://a.example/x"},
		{"(见https://a.example/x)", "https://a.example/x"},
		{"(https://a.example/深度)和https://a.example/w_(深)", "https://a.example/深度 https://a.example/w_(深)"},
		{"【https://a.example/1】「https://a.example/2」《https://a.example/3》", "https://a.example/1 https://a.example/2 https://a.example/3"},
		{"甲：https://a.example/1、https://a.example/2；https://a.example/3！https://a.example/4？", "https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4"},
		{"地址:https://a.example/x 和\"https://a.example/y\"好", "https://a.example/x https://a.example/y"},
		{"(https://a.example/x)和 https://a.example/y,然后", "https://a.example/x https://a.example/y"},
		{"见https://a.example/a_b和https://b.example/中_文_c。", "https://a.example/a_b https://b.example/中_文_c"},
		{"看www.a.example/x，信箱ada@a.example。", "www.a.example/x ada@a.example"},
		{"“https://a.example/x”——https://a.example/y…", "https://a.example/x https://a.example/y"},
		{"**https://a.example/x**和**见https://a.example/y**", "https://a.example/x https://a.example/y"},
		{"👉https://a.example/x👈", "https://a.example/x"},
		{"读https://a.example/데이터 와 https://a.example/é", "https://a.example/데이터 https://a.example/é"},
		{"[见https://a.example/x](/y)", ""},
		{"xhttps://a.example/x éhttps://a.example/x 时间12:30 甲:// 甲@乙", ""},
		{"`见https://a.example/x` \\https://a.example", ""},
	}
	for _, tt := range tests {
		src := []byte(tt.in)
		if got := strings.Join(autolinksIn(src, Parse(src)), " "); got != tt.links {
			t.Errorf("links of %q\n got %s\nwant %s", tt.in, got, tt.links)
		}
		if got, want := PlainOf(tt.in), strings.NewReplacer("**", "", "`", "", "[", "", "](/y)", "").Replace(tt.in); got != want {
			t.Errorf("plain text of %q is %q", tt.in, got)
		}
	}
}

func autolinksIn(src []byte, doc ast.Node) []string {
	var links []string
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.AutoLink); ok && entering {
			links = append(links, string(link.Label(src)))
		}
		return ast.WalkContinue, nil
	})
	return links
}

// TestAutolinksAreLinkify holds the addresses in ASCII texts to goldmark's Linkify.
func TestAutolinksAreLinkify(t *testing.T) {
	pieces := strings.Split("http:// https:// ftp:// www. a.b example.org a@b.c x_y@z.org ada . , : ; ! ? ( ) [ ] < > * ** _ ~ ~~ ` \" ' / /p ?q=1 #f & &amp; % - + = \\ | { } ^ $ @ \n", " ")
	pieces = append(pieces, " ", " ", "\t")
	ours := goldmark.New(goldmark.WithExtensions(extension.Strikethrough),
		goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(autolinks{}, 999))))
	theirs := goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.Linkify))
	random := rand.New(rand.NewPCG(13, 7))
	found := 0
	for range 100_000 {
		var b strings.Builder
		for range 1 + random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		var got, want strings.Builder
		if err := ours.Convert([]byte(b.String()), &got); err != nil {
			t.Fatal(err)
		}
		if err := theirs.Convert([]byte(b.String()), &want); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Fatalf("%q\n got %s\nwant %s", b.String(), got.String(), want.String())
		}
		if strings.Contains(want.String(), "<a ") {
			found++
		}
	}
	if found < 2000 {
		t.Errorf("%d texts with addresses; want 2000 or more", found)
	}
}
