package markdown

import "testing"

func TestPlainOf(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"blank", " \n\n\t\n", ""},
		{"emphasis", "**“真”（a）**的 *b* ~~c~~", "“真”（a）的 b c"},
		{"heading", "### **摘要 (Abstract)** ###", "摘要 (Abstract)"},
		{"blocks", "# 题\n\n甲\n\n> 乙\n\n---\n\n丙", "题\n甲\n乙\n丙"},
		{"list", "- 甲\n- 乙\n  1. 丙\n\n  丁", "甲\n乙\n丙\n丁"},
		{"table", "|甲|乙|\n|-|-|\n|**1**| |\n|3|4|", "甲 乙\n1\n3 4"},

		{"soft break in Chinese", "甲乙\n丙丁", "甲乙丙丁"},
		{"soft break after CJK punctuation", "甲，\nok", "甲，ok"},
		{"soft break before CJK punctuation", "ok\n（甲）", "ok（甲）"},
		{"soft break beside a curly quote", "甲\n“乙”\n丙", "甲“乙”丙"},
		{"soft break between quotes", "“a”\n“b”", "“a” “b”"},
		{"soft break in English", "a\nb", "a b"},
		{"soft break between English and Chinese", "a\n甲\nb", "a 甲 b"},
		{"soft break in Korean", "한국\n사람", "한국 사람"},
		{"soft break beside markup", "甲\n**乙**\n[丙](/a)", "甲乙丙"},
		{"hard break", "甲  \n乙\\\n丙<br>丁", "甲\n乙\n丙\n丁"},
		{"CRLF", "甲\r\n乙  \r\n丙\r\n\r\n    x\r\n    y\r\n", "甲乙\n丙\nx\ny"},

		{"link", "[甲 **乙**](/a \"b\")", "甲 乙"},
		{"reference link", "[甲][x]\n\n[x]: /a", "甲"},
		{"image", "a ![图**一**](/a.png) b", "a 图一 b"},
		{"autolinks", "<https://a.b/?x=1&amp;y> 见 www.a.b", "https://a.b/?x=1&amp;y 见 www.a.b"},
		{"mail", "<me@a.b>", "me@a.b"},
		{"code span", "`a*b*  &amp; \\c`", "a*b*  &amp; \\c"},
		{"code span over lines", "`a\nb`", "a b"},
		{"code blocks", "甲\n\n```go\nfor {\n\n  x\n}\n```\n乙\n\n    p\n      q\n", "甲\nfor {\n\n  x\n}\n乙\np\n  q"},
		{"footnote", "甲[^1]乙\n\n[^1]: 注**一**\n\n丙", "甲乙\n丙\n注一"},

		{"escapes", `M\*N \_x\_ \\ \a`, `M*N _x_ \ \a`},
		{"entities", "&lt;b&gt; &amp;amp; &#20013; &copy; &nosuch;", "<b> &amp; 中 © &nosuch;"},
		{"escaped entity", `\&amp;`, "&amp;"},
		{"NUL and broken UTF-8", "a\x00b\xffc", "a\uFFFDb\uFFFDc"},

		{"raw inline", "a<b>b</b> <!-- c -->d", "ab d"},
		{"raw script", "甲<script>x()</script>乙", "甲乙"},
		{"raw image", `甲<img alt="图" src=x>`, "甲图"},
		{
			"raw block", "<div class=x>\n<p>甲<b>乙</b>\n丙</p>\n<p>a &lt;\n b</p>\n</div>",
			"甲乙丙\na < b",
		},
		{"raw table", "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", "甲 乙\n丙"},
		{"raw pre", "<pre>\na\nb\n</pre>", "a\nb"},
		{"raw style block", "<style>\np { color: red }\n</style>\n甲", "甲"},
		{"script over a blank line", "<div><script>\na()\n\nb()\n</script></div>\n\n甲", "甲"},
		{"details", "<details><summary>甲</summary>\n\n乙\n\n</details>", "甲\n乙"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := PlainOf(tt.in); got != tt.want {
				t.Errorf("PlainOf(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

// TestPlainOfStrays pins which marks that emphasis could not pair are left out of plain text.
func TestPlainOfStrays(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"never closed", "- **数据工具", "数据工具"},
		{"never closed, in the text", "他说**重点在此。", "他说重点在此。"},
		{"never opened", "重点**：文", "重点：文"},
		{"blanks inside", "说 ** 重点 ** 吧", "说 重点 吧"},
		{"blanks inside, line end", "** 重点 **\n文", "重点 文"},
		{"three", "***重点", "重点"},
		{"beside a quote", "他说**“好”", "他说“好”"},
		{"English label never closed", "**Data tools", "Data tools"},

		{"escaped", `\*\*重点\*\*`, "**重点**"},
		{"half escaped", `\**重点`, "**重点"},
		{"code", "`**重点`", "**重点"},
		{"code block", "```\n**重点\n```", "**重点"},
		{"operator", "算 x ** 2", "算 x ** 2"},
		{"operator after Chinese", "变量 ** 2", "变量 ** 2"},
		{"arguments", "传入**kwargs即可", "传入**kwargs即可"},
		{"arguments in parentheses", "f(**kwargs)", "f(**kwargs)"},
		{"mask", "密码****吗", "密码****吗"},
		{"one", "他说*重点", "他说*重点"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := PlainOf(tt.in); got != tt.want {
				t.Errorf("PlainOf(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestPlainOfNodes(t *testing.T) {
	src := []byte("## 观点 **一**\n\n- **标签：** 文\n- 乙")
	heading := Parse(src).FirstChild()
	item := heading.NextSibling().FirstChild()
	label := item.FirstChild().FirstChild()
	for want, got := range map[string]string{
		"观点 一":     Plain(src, heading),
		"标签： 文":    Plain(src, item),
		"标签：":      Plain(src, label),
		"文":        Plain(src, label.NextSibling()),
		"标签： 文\n乙": Plain(src, item.Parent()),
	} {
		if got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}
