package markdown

import (
	"testing"

	"github.com/yuin/goldmark/ast"
)

func TestHTMLOf(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"bold", "**主题：** 学习", "<p><strong>主题：</strong> 学习</p>"},
		{"heading", "## 观点 #", "<h2>观点</h2>"},
		{"list that starts at 3", "3. 三\n4. 四", "<ol start=\"3\">\n<li>三</li>\n<li>四</li>\n</ol>"},
		{"table", "|a|b|\n|:-|-:|\n|1|2|", "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n<th align=\"right\">b</th>\n</tr>\n" +
			"</thead>\n<tbody>\n<tr>\n<td align=\"left\">1</td>\n<td align=\"right\">2</td>\n</tr>\n</tbody>\n</table>"},
		{"code", "```go\nx < y\n```", "<pre><code class=\"language-go\">x &lt; y\n</code></pre>"},
		{"image", "![图：甲](/a.png \"题：甲\")", `<p><img src="/a.png" alt="图：甲" title="题：甲"></p>`},
		{"image in a tag", `<IMG alt='甲' src=' a b/c.png '>`, `<img alt="甲" src="a%20b/c.png">`},
		{"image in a tag with a blank in its text", `<img alt="a src='b c'" src="d e.png">`, `<img alt="a src=&#39;b c&#39;" src="d%20e.png">`},
		{"relative link", "[甲](../a.md#b)", `<p><a href="../a.md#b">甲</a></p>`},
		{"link to elsewhere", "[甲](https://example.org/)", `<p><a href="https://example.org/" rel="nofollow">甲</a></p>`},
		{"autolink", "见 www.example.org", `<p>见 <a href="http://www.example.org" rel="nofollow">www.example.org</a></p>`},
		{
			"footnote", "甲[^1]\n\n[^1]: 注", "<p>甲<sup id=\"fnref:1\"><a href=\"#fn:1\">1</a></sup></p>\n<div>\n<hr>\n<ol>\n" +
				"<li id=\"fn:1\">\n<p>注\u00a0<a href=\"#fnref:1\">↩︎</a></p>\n</li>\n</ol>\n</div>",
		},
		{"details", "<details open><summary>甲</summary>乙</details>", `<details open=""><summary>甲</summary>乙</details>`},
		{"lang", `<span lang="zh-Hant">甲</span>`, `<p><span lang="zh-Hant">甲</span></p>`},
		{"bad lang", `<span lang="zh x">甲</span>`, "<p><span>甲</span></p>"},
		{"sub and sup", "H<sub>2</sub>O<sup>1</sup>", "<p>H<sub>2</sub>O<sup>1</sup></p>"},
		{"entity", "&lt;b&gt; &copy;", "<p>&lt;b&gt; ©</p>"},
		{"NUL and broken UTF-8", "a\x00b\xffc", "<p>a\uFFFDb\uFFFDc</p>"},
		{"stray end tags", "甲</div></p>乙</section>", "<p>甲</p>乙"},
		{"open tags", "<details><summary>甲", "<details><summary>甲</summary></details>"},
		{"crossed tags", "<b>甲<i>乙</b>丙</i>", "<p><b>甲<i>乙</i></b>丙</p>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := HTMLOf(tt.in); got != tt.want {
				t.Errorf("HTMLOf(%q)\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestHTMLOfHostile(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"script", "甲<script>alert(1)</script>乙", "<p>甲乙</p>"},
		{"script block", "<script>\nalert(1)\n</script>\n\n甲", "<p>甲</p>"},
		{"script in capitals", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>甲", "甲"},
		{"split script", "<scr<script>ipt>alert(1)</script>", "<p>&lt;scr</p>"},
		{"style", "<style>p{background:url(javascript:alert(1))}</style>甲", "甲"},
		{"style attribute", `<b style="position:fixed">甲</b>`, "<p><b>甲</b></p>"},
		{"onerror", `<img src="/a.png" onerror="alert(1)">`, `<img src="/a.png">`},
		{"onclick", `<a href="/a" onclick="alert(1)">甲</a>`, `<p><a href="/a">甲</a></p>`},
		{"javascript link", "[甲](javascript:alert(1))", "<p>甲</p>"},
		{"javascript with a tab", "<a href=\"java\tscript:alert(1)\">甲</a>", "<p>甲</p>"},
		{"javascript in entities", "<a href=\"&#106;avascript:alert(1)\">甲</a>", "<p>甲</p>"},
		{"javascript autolink", "<javascript:alert(1)>", "<p>javascript:alert(1)</p>"},
		{"data link", "[甲](data:text/html,<script>alert(1)</script>)", "<p>甲</p>"},
		{"data image", "![甲](data:image/svg+xml;base64,PHN2Zz4=)", `<p><img alt="甲"></p>`},
		{"vbscript", "[甲](vbscript:x)", "<p>甲</p>"},
		{"iframe", `<iframe src="https://evil.example"></iframe>甲`, "甲"},
		{"svg", `<svg onload="alert(1)"><circle/></svg>`, "<p></p>"},
		{"svg script", "<svg><script>alert(1)</script></svg>甲", "<p>甲</p>"},
		{"math", `<math href="javascript:alert(1)">甲</math>`, "<p>甲</p>"},
		{"form", `<form action="/x"><input autofocus onfocus="alert(1)"><button>甲</button></form>`, "甲"},
		{"object and embed", `<object data="x.swf">甲</object><embed src="x.swf">乙`, "<p>乙</p>"},
		{"base and meta", `<base href="//evil.example"><meta http-equiv="refresh" content="0">甲`, "甲"},
		{"comment", "甲<!-- <b> -->乙", "<p>甲乙</p>"},
		{"clobbering id", `<a id="location" href="/a">甲</a><b id="fn:1">乙</b>`, `<p><a href="/a">甲</a><b>乙</b></p>`},
		{"class", `<b class="admin">甲</b>`, "<p><b>甲</b></p>"},
		{"link title", `[甲](/a "&quot; onmouseover=alert(1)")`, `<p><a href="/a" title="&#34; onmouseover=alert(1)">甲</a></p>`},
		{"language of code", "```x\"onclick=\"y\nz\n```", "<pre><code>z\n</code></pre>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := HTMLOf(tt.in); got != tt.want {
				t.Errorf("HTMLOf(%q)\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestHTMLOfNodes(t *testing.T) {
	src := []byte("# 题\n\n- **标签：** 文\n- 乙")
	heading := Parse(src).FirstChild()
	item := heading.NextSibling().FirstChild()
	label := item.FirstChild().FirstChild()
	tests := []struct {
		node ast.Node
		want string
	}{
		{heading, "<h1>题</h1>"},
		{item, "<li><strong>标签：</strong> 文</li>"},
		{label, "<strong>标签：</strong>"},
		{label.NextSibling(), "文"},
	}
	for _, tt := range tests {
		if got := HTML(src, tt.node); got != tt.want {
			t.Errorf("HTML of %s: %q; want %q", tt.node.Kind(), got, tt.want)
		}
	}
}
