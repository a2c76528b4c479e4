// Package markdown turns Markdown, as people write it beside Chinese punctuation, into a goldmark tree, safe HTML and
// plain text. Parse gives the tree; HTML and Plain render any node of it. Everything here is safe for concurrent use.
//
// The tree's offsets are those of the source, which stays as it is.
//
// # Beyond CommonMark
//
// The base is CommonMark 0.31 with GFM's tables, strikethrough and autolinks, and footnotes. Posts come from site
// generators and note books that have a syntax of their own. Its words stay, the syntax itself is shown neither by HTML
// nor by Plain:
//
//   - Hugo's {{< shortcodes >}} and {{% shortcodes %}}, Liquid's {% tags %} and {{ values }}: parameters that hold words
//     are text, what stands between a pair is Markdown. {% raw %} keeps Liquid as it is; {{< highlight >}},
//     {% highlight %} and {% codeblock %} hold code. A link's destination may hold a template.
//   - kramdown's {: .class #id} and {:toc}, pandoc's {width=50%} behind a link, an image or code, and {#id .class} at
//     the end of a heading, which become the heading's attributes "id" and "class" as []byte.
//   - ::: containers of VuePress, Docusaurus and pandoc: their title is a paragraph.
//   - MDX: imports and exports at the start of a block, {/* comments */}, and the tags of components. A component has a
//     capital letter or a hyphen in its name, and attributes, a slash at its end or its counterpart in the document.
//   - Obsidian: [[a|b]], [[a#h]], ![[a]], ==marks==, %%comments%%, ^ids, the boxes of tasks (the attribute "task" of a
//     list item has the character in the box as []byte), key:: value and [key:: value], which show one colon, and
//     callouts: the attribute "callout" of a quotation has the kind as []byte, and the title is a paragraph with the
//     attribute "callout-title".
//   - Formulas $…$, $$…$$, \(…\) and \[…\] stay as typed. A $ is one by the rules of pandoc's tex_math_dollars, and if no
//     letter or digit stands before it; \( and \[ are where what they hold is no words and no number.
//
// A block of nothing but such syntax is a [Hidden]; a formula is a [Formula], a mark a [Mark].
//
// # Deviations from CommonMark and GFM
//
//   - Emphasis and strikethrough follow the CJK-friendly amendments; see cjkEmphasis.
//   - Two asterisks behind punctuation and before a letter or digit close where a ** is open: **Topic:**text. Two
//     asterisks behind a letter and before a bracket or quotation mark open where none is, and a ** behind punctuation
//     follows: text**(aside)**.
//   - Four asterisks close a span and open the next where one ** is open: **a****b**. Where none is and a ** follows,
//     they open one: 1.****a**.
//   - Asterisks between digits are signs: 3*5.
//   - A ~ alone is no markup; only ~~ strikes out.
//   - A number of four digits or more begins no list: 1998. Each such line is a paragraph.
//   - What looks like a tag is text if its name is none of HTML's and it is no component: List<String>, <name>. So are a
//     tag of HTML right behind a letter without an end tag, as in Promise<data>, and a tag such as <title> that would
//     hide the rest of the text.
//   - Addresses in the text may follow Chinese without a blank, and take the letters of their path along; see autolinks.
//   - A table whose rows leave out very many cells is text.
//
// spec_test.go lists the examples of CommonMark that come out otherwise; "make clients" compares emphasis with
// markdown-it's.
package markdown
