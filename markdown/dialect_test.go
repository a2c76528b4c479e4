package markdown

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
)

// dialectCase is a piece of Markdown and what a reader sees of it.
type dialectCase struct{ name, in, plain, html string }

func testDialect(t *testing.T, tests []dialectCase) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := PlainOf(tt.in); got != tt.plain {
				t.Errorf("PlainOf(%q)\n got %q\nwant %q", tt.in, got, tt.plain)
			}
			if got := HTMLOf(tt.in); tt.html != "" && got != tt.html {
				t.Errorf("HTMLOf(%q)\n got %s\nwant %s", tt.in, got, tt.html)
			}
		})
	}
}

func TestShortcodes(t *testing.T) {
	testDialect(t, []dialectCase{
		{"words in a parameter", `{{<quote body="Haste hides faults." who="Ada">}}`, "Haste hides faults.\nAda", "<p>Haste hides faults.</p>\n<p>Ada</p>"},
		{"words without a name", `{{< button "Read it now" >}}`, "Read it now", "<p>Read it now</p>"},
		{"Chinese without quotes", `{% note info 慢一点 %}`, "慢一点", "<p>慢一点</p>"},
		{"no words", "甲\n\n{{< youtube 3I60uZEq >}}\n\n乙", "甲\n乙", "<p>甲</p>\n<p>乙</p>"},
		{"an id in quotes", `{{< youtube "3I60uZEq" >}}`, "", ""},
		{"classes are no words", `{{< box class="wide dark" src="/图.png" >}}`, "", ""},
		{
			"paired, with Markdown", "{{< details summary=\"More of it\" >}}\nSlow is **good**.\n\n- one\n{{< /details >}}\nAfter", "More of it\nSlow is good.\none\nAfter",
			"<p>More of it</p>\n<p>Slow is <strong>good</strong>.</p>\n<ul>\n<li>one</li>\n</ul>\n<p>After</p>",
		},
		{"paired with percent signs", "{{% notice tip %}}\n**甲**\n{{% /notice %}}", "甲", "<p><strong>甲</strong></p>"},
		{"in a line", "- ship early {{< ref abc >}} and {{<mark>}}often{{</mark>}}", "ship early and often", "<ul>\n<li>ship early and often</li>\n</ul>"},
		{"at the end of a line", "甲 {{< x >}}\n乙", "甲乙", "<p>甲\n乙</p>"},
		{"over lines", "{{< figure\n  src=\"a.png\"\n  caption=\"A quiet street\"\n>}}", "A quiet street", "<p>A quiet street</p>"},
		{"the same words once", `{{< figure src="a.png" alt="A street" caption="A street" >}}`, "A street", ""},
		{"names", `{{< tab name="Python" >}} {{< icon name="star" >}}`, "Python", ""},
		{"Liquid", "{% include youtube.html src=\"FF\" %}\n\n甲 {{ page.title }}乙\n\n{% if site.x == \"a b\" %}\n丙\n{% endif %}", "甲 乙\n丙", "<p>甲 乙</p>\n<p>丙</p>"},
		{"Liquid with words", `{% include figure image_path="/a b.png" alt="An old map" %}`, "An old map", ""},
		{"a quotation of Hexo", "{% blockquote 韩雪松 https://a.example %}\n慢就是快。\n{% endblockquote %}", "韩雪松\n慢就是快。", ""},
		{"raw", "a {% raw %}{{ name }} {% x %}{% endraw %} b", "a {{ name }} {% x %} b", "<p>a {{ name }} {% x %} b</p>"},
		{"code between tags", "{% highlight go %}\na := **b**\n\n# c\n{% endhighlight %}\n甲", "a := **b**\n\n# c\n甲", "<pre><code>a := **b**\n\n# c\n</code></pre>\n<p>甲</p>"},
		{"code of Hugo", "{{< highlight go >}}\na_b_c\n{{< /highlight >}}", "a_b_c", ""},
		{"more", "甲\n\n<!--more-->\n\n乙<!-- more -->", "甲\n乙", "<p>甲</p>\n\n<p>乙</p>"},
		{"in code", "`{{< x >}}`\n\n    {{< y >}}\n", "{{< x >}}\n{{< y >}}", ""},
		{"Chinese in double braces is text", "你好，{{姓名}}！", "你好，{{姓名}}！", ""},
		{"not closed", "a {{< b\n\nc {% d", "a {{< b\nc {% d", ""},
		{"percent sign", "{% 50 %}", "{% 50 %}", ""},
		{
			"link to a page of the site", `[甲]({{< ref "a b.md" >}})和[乙]({% post_url 2015-11-26-c %})`, "甲和乙",
			`<p><a href="a%20b.md">甲</a>和<a href="2015-11-26-c">乙</a></p>`,
		},
		{"picture of the site", `![图]({{ site.baseurl }}/a.png "题")`, "图", `<p><img src="/a.png" alt="图" title="题"></p>`},
		{"in a heading", "## 甲 {{< x >}}\n\n乙", "甲\n乙", "<h2>甲</h2>\n<p>乙</p>"},
		{"in a quotation", "> 甲\n> {{< x >}}\n> 乙", "甲\n乙", "<blockquote>\n<p>甲</p>\n<p>乙</p>\n</blockquote>"},
	})
}

func TestKramdown(t *testing.T) {
	testDialect(t, []dialectCase{
		{"block", "甲\n{: .lead #x}\n\n乙", "甲\n乙", "<p>甲</p>\n<p>乙</p>"},
		{"contents", "* TOC\n{:toc}\n\n甲", "TOC\n甲", ""},
		{"span", "*甲*{: .red}乙 [丙](/c){:target=\"_blank\"}", "甲乙 丙", `<p><em>甲</em>乙 <a href="/c">丙</a></p>`},
		{"pandoc", "![图](/a.png){width=50%}\n\n`x`{.go} [丙](/c){.a #b}", "图\nx 丙", ""},
		{"braces in text", "集合 {a, b} 与 {: )", "集合 {a, b} 与 {: )", ""},
		{
			"heading", "## 慢访谈 - 2025-11-26 {#slow .big}\n\n### 乙 ### {#b}\n\n丙 {: .x}\n===\n", "慢访谈 - 2025-11-26\n乙\n丙",
			"<h2>慢访谈 - 2025-11-26</h2>\n<h3>乙</h3>\n<h1>丙</h1>",
		},
		{"heading with braces", "## The set {a} and C# {x}", "The set {a} and C# {x}", ""},
	})
}

func TestHeadingID(t *testing.T) {
	for in, want := range map[string]string{
		"## a {#slow}":               "slow",
		"## a {#慢 .x}":               "慢",
		"## a {.x key=\"v w\" #b-c}": "b-c",
		"a {#s}\n---":                "s",
		"## a {: #k}":                "k",
		"## a\n{: #next .x}":         "next",
		"## a {b}":                   "",
		"## a":                       "",
	} {
		id, _ := Parse([]byte(in)).FirstChild().AttributeString("id")
		got, _ := id.([]byte)
		if string(got) != want {
			t.Errorf("id of %q is %q, want %q", in, got, want)
		}
	}
}

func TestContainers(t *testing.T) {
	testDialect(t, []dialectCase{
		{"title", "::: tip 先读这里\n甲**乙**\n:::\n丙", "先读这里\n甲乙\n丙", "<p>先读这里</p>\n<p>甲<strong>乙</strong></p>\n<p>丙</p>"},
		{"title in brackets, nested", "::::note[A **word**]\n\n:::warning\n- a\n:::\n\n::::", "A word\na", "<p>A <strong>word</strong></p>\n<ul>\n<li>a</li>\n</ul>"},
		{"attributes", "::: {.callout-note #x}\n## 甲\n:::", "甲", "<h2>甲</h2>"},
		{"attributes behind the title", "::: details Look here {open}\n甲\n:::", "Look here\n甲", ""},
		{"a title alone", "::: 提示\n甲\n:::", "提示\n甲", ""},
		{"title among attributes", ":::details{summary=\"Look here\" .x}\n甲\n:::", "Look here\n甲", ""},
		{"in a list", "- a\n  ::: tip\n  b\n  :::\n- c", "a\nb\nc", ""},
		{"leaf", "::video[A talk]{#x}", "A talk", ""},
		{"in code", "```\n::: tip\n```", "::: tip", ""},
		{"colons in text", "a ::: b :: c", "a ::: b :: c", ""},
	})
}

func TestComponents(t *testing.T) {
	testDialect(t, []dialectCase{
		{"modules", "import Tabs from '@theme/Tabs';\nimport {a, b} from \"./c\"\n\nexport const meta = {\n  title: 'x'\n}\n\n甲", "甲", "<p>甲</p>"},
		{"sentences", "import duties rose from 'nine' to ten\n\nexport default values are high.\n\nimport numpy as np", "import duties rose from 'nine' to ten\nexport default values are high.\nimport numpy as np", ""},
		{"blocks", "<Tabs>\n<TabItem label=\"On a Mac\">\n- **a**\n</TabItem>\n</Tabs>\n\n乙", "On a Mac\na\n乙", "<p>On a Mac</p>\n<ul>\n<li><strong>a</strong></li>\n</ul>\n<p>乙</p>"},
		{"alone", "甲\n\n<YouTube\n  id=\"x\"\n  opts={{a: 1}}\n/>\n\n乙", "甲\n乙", "<p>甲</p>\n<p>乙</p>"},
		{"inline", "甲<Badge text=\"新\" />乙<Hi>丙</Hi>", "甲新乙丙", "<p>甲新乙丙</p>"},
		{"custom element", "<lite-youtube videoid=\"x\"></lite-youtube>\n\n甲 <my-note>乙</my-note>", "甲 乙", "<p>甲 乙</p>"},
		{"comment", "甲 {/* b */}乙\n\n{/*\nc\n\n*/}\n\n丁", "甲 乙\n丁", "<p>甲 乙</p>\n<p>丁</p>"},

		{
			"types are text", "List<String> 与 Map<String, List<T>> 与 Promise<data>", "List<String> 与 Map<String, List<T>> 与 Promise<data>",
			"<p>List&lt;String&gt; 与 Map&lt;String, List&lt;T&gt;&gt; 与 Promise&lt;data&gt;</p>",
		},
		{"type of an element's name", "List<Object> 后文", "List<Object> 后文", "<p>List&lt;Object&gt; 后文</p>"},
		{"placeholders are text", "<姓名>与<name>与<your-name>，a<3", "<姓名>与<name>与<your-name>，a<3", "<p>&lt;姓名&gt;与&lt;name&gt;与&lt;your-name&gt;，a&lt;3</p>"},
		{"placeholder on a line", "<placeholder>\n\n甲", "<placeholder>\n甲", "<p>&lt;placeholder&gt;</p>\n<p>甲</p>"},
		{"an element that hides all", "写 <title> 标签", "写 <title> 标签", "<p>写 &lt;title&gt; 标签</p>"},
		{"elements", "H<sub>2</sub>O<br>x<BR/>y", "H2O\nx\ny", ""},
	})
}

func TestObsidian(t *testing.T) {
	testDialect(t, []dialectCase{
		{"links", "[[慢软件|慢的]]胜过[[快软件]]，见[[甲#乙]]、[[#丙]]与[[丁#^a1]]", "慢的胜过快软件，见甲 > 乙、丙与丁", "<p>慢的胜过快软件，见甲 &gt; 乙、丙与丁</p>"},
		{"in a table", "|a|b|\n|-|-|\n|[[x\\|y]]|c|", "a b\ny c", ""},
		{"links of Markdown", "[[Blog]](https://a.example) [[1]][x]\n\n[x]: /b", "[Blog] [1]", ""},
		{"no link", "if [[ -f x ]] and [[[a]]] and a[[1]", "if [[ -f x ]] and [[[a]]] and a[[1]", ""},
		{"pictures", "甲![[x.png]]乙![[y.png|300]]丙![[z.png|海边]]", "甲乙丙海边", "<p>甲乙丙海边</p>"},
		{"embedded notes", "![[笔记]] ![[a b|别名]]", "笔记 别名", ""},
		{"a picture alone", "甲\n\n![[x.png]]\n\n乙", "甲\n乙", "<p>甲</p>\n<p>乙</p>"},
		{"marks", "==重点==和==two words==", "重点和two words", "<p><mark>重点</mark>和<mark>two words</mark></p>"},
		{"comparisons", "a==b 且 c==d；x == y == z；=====", "a==b 且 c==d；x == y == z；=====", ""},
		{"comments", "甲%%x%%乙 %%y%% 丙\n\n%%\nz\n\n- w\n%%\n\n丁", "甲乙 丙\n丁", "<p>甲乙 丙</p>\n<p>丁</p>"},
		{"percent signs", "50%% 与 60%%，%%", "50%% 与 60%%，%%", ""},
		{"ids", "甲 ^b1\n\n- 乙 ^37066d\n\n^abc\n\nx ^2", "甲\n乙\nx ^2", "<p>甲</p>\n<ul>\n<li>乙</li>\n</ul>\n<p>x ^2</p>"},
		{"fields", "评分:: 5\n**地点**:: 上海\n[导演:: 林可]和(年份:: 2020)", "评分: 5 地点: 上海导演: 林可和(年份: 2020)", ""},
		{"no fields", "std::vector 与 a :: b，例：：\n\nx::", "std::vector 与 a :: b，例：：\nx::", ""},
		{"tasks", "- [ ] 甲\n- [x] **乙：** 丙\n- [-] 丁\n- [a] 戊\n- [x](/y)", "甲\n乙： 丙\n丁\n[a] 戊\nx", ""},
		{
			"callout", "> [!quote] 林可\n> 慢就是快。\n\n> [!NOTE]\n> 甲\n\n> [!tip]- *题*\n\n> [!x]y", "林可\n慢就是快。\n甲\n题\n[!x]y",
			"<blockquote><p>林可</p>\n<p>慢就是快。</p>\n</blockquote>\n<blockquote><p>甲</p>\n</blockquote>\n<blockquote><p><em>题</em></p>\n</blockquote>\n<blockquote>\n<p>[!x]y</p>\n</blockquote>",
		},
		{"callout with a table", "> [!note] T\n> |a|\n> |-|\n> |b|", "T\na\nb", ""},
	})
}

func TestAttributesOfObsidian(t *testing.T) {
	src := []byte("> [!Quote] 林可\n> 慢。\n\n- [x] a\n- b")
	doc := Parse(src)
	quote, list := doc.FirstChild(), doc.LastChild()
	kind, _ := quote.AttributeString("callout")
	_, titled := quote.FirstChild().AttributeString("callout-title")
	task, _ := list.FirstChild().AttributeString("task")
	_, other := list.LastChild().AttributeString("task")
	if b, _ := kind.([]byte); string(b) != "quote" || !titled || quote.ChildCount() != 2 {
		t.Errorf("callout %q, titled %t, %d children; want quote, true, 2", b, titled, quote.ChildCount())
	}
	if b, _ := task.([]byte); string(b) != "x" || other {
		t.Errorf("task %q, of the other item %t; want x, false", b, other)
	}
}

func TestFormulas(t *testing.T) {
	testDialect(t, []dialectCase{
		{"dollars", `设$a_1 * b_1$与$c_2 * d_2 < \{x\}$成立`, `设$a_1 * b_1$与$c_2 * d_2 < \{x\}$成立`, `<p>设$a_1 * b_1$与$c_2 * d_2 &lt; \{x\}$成立</p>`},
		{"money", "costs $5 and **$6**, US$**7**和HK$**8**", "costs $5 and $6, US$7和HK$8", "<p>costs $5 and <strong>$6</strong>, US$<strong>7</strong>和HK$<strong>8</strong></p>"},
		{"escaped", `\$a*b\$*c*`, "$a*b$c", ""},
		{"display", "$$ x_1*y_1*z $$", "$$ x_1*y_1*z $$", "<p>$$ x_1*y_1*z $$</p>"},
		{"display over lines", "甲\n$$\n- a_1 \\\\\n# b\n\n+ c\n$$\n乙", "甲\n$$\n- a_1 \\\\\n# b\n+ c\n$$\n乙", "<p>甲</p>\n<p>$$\n- a_1 \\\\\n# b\n+ c\n$$</p>\n<p>乙</p>"},
		{"round", `设 \(a_1*b_1*c\) 成立`, `设 \(a_1*b_1*c\) 成立`, ""},
		{"square", "\\[\n\\frac{a}{b} * c * d\n\\]", "\\[\n\\frac{a}{b} * c * d\n\\]", ""},
		{"escaped brackets", `\[译\] \[1\] \(see below\) 1\) a`, "[译] [1] (see below) 1) a", ""},
		{"code", "`$a*b$`", "$a*b$", ""},
	})
}

func TestChineseAsTyped(t *testing.T) {
	testDialect(t, []dialectCase{
		{"range", "大概3~5年，约10~20人，好~吧~", "大概3~5年，约10~20人，好~吧~", "<p>大概3~5年，约10~20人，好~吧~</p>"},
		{"struck out", "~~旧~~新", "旧新", "<p><del>旧</del>新</p>"},
		{"products", "3*5，10*20，2**3与４＊５，3*5*7", "3*5，10*20，2**3与４＊５，3*5*7", ""},
		{"years", "1998. 创立公司\n2005. 上市\n续行\n\n2010) 退休", "1998. 创立公司\n2005. 上市续行\n2010) 退休", "<p>1998. 创立公司</p>\n<p>2005. 上市\n续行</p>\n<p>2010) 退休</p>"},
		{"year at the start of a line", "He left in\n1998. Then he rested.", "He left in 1998. Then he rested.", ""},
		{"years behind a list", "1. 甲\n1998. 乙\n2005. 丙", "甲\n1998. 乙\n2005. 丙", "<ol>\n<li>甲</li>\n</ol>\n<p>1998. 乙</p>\n<p>2005. 丙</p>"},
		{"lists", "1. 甲\n2. 乙\n\n100) 丙", "甲\n乙\n丙", ""},
		{"links on lines of their own", "[甲篇](https://a.example/1)\n[乙篇](https://a.example/2)\nhttps://a.example/3\n丙", "甲篇 乙篇 https://a.example/3 丙", ""},
		{"emoji", "## 🔬 一、甲", "🔬 一、甲", ""},
		{"lines with numbers", "1、甲\n①乙\n（1）丙\n１．丁\n一、戊\n(1)己", "1、甲 ①乙（1）丙１．丁一、戊 (1)己", ""},
	})
}

func TestStrong(t *testing.T) {
	testDialect(t, []dialectCase{
		{"label before a digit", "**主题:**3 Key Habits", "主题:3 Key Habits", "<p><strong>主题:</strong>3 Key Habits</p>"},
		{"labels before letters", "**Topic:**slow **Place (new):**here", "Topic:slow Place (new):here", "<p><strong>Topic:</strong>slow <strong>Place (new):</strong>here</p>"},
		{"opening before a quotation", `a**"b c"**d`, `a"b c"d`, `<p>a<strong>&#34;b c&#34;</strong>d</p>`},
		{"opening behind a label", "see:**a** and **b:**c", "see:a and b:c", "<p>see:<strong>a</strong> and <strong>b:</strong>c</p>"},
		{"powers", "x**(1/2) + y**(1/3), f(**args)", "x**(1/2) + y**(1/3), f(**args)", ""},
		{"spans without a gap", "**第一。****第二。**他", "第一。第二。他", "<p><strong>第一。</strong><strong>第二。</strong>他</p>"},
		{"three of them", "**甲****乙****丙**丁", "甲乙丙丁", "<p><strong>甲</strong><strong>乙</strong><strong>丙</strong>丁</p>"},
		{"an empty span before", "01.****小标题**", "01.小标题", "<p>01.<strong>小标题</strong></p>"},
		{"an empty span behind", "**小标题****", "小标题", "<p><strong>小标题</strong></p>"},
		{"mask", "密码****吗", "密码****吗", "<p>密码****吗</p>"},
	})
}

// TestLineStarts pins that each line of a paragraph begins with its own text node.
func TestLineStarts(t *testing.T) {
	src := []byte("1、甲\n①乙\n（1）丙\n１．丁\n一、戊\n(1)己")
	var starts []string
	for n := Parse(src).FirstChild().FirstChild(); n != nil; n = n.NextSibling() {
		starts = append(starts, string(n.(*ast.Text).Segment.Value(src)))
	}
	if got, want := strings.Join(starts, "\n"), string(src); got != want {
		t.Errorf("lines %q; want %q", got, want)
	}
}
