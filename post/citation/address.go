package citation

import (
	"strings"
	"unicode/utf8"

	"viewline/post/pattern"
)

var (
	// arxiv is an identifier of arXiv, of 2007 and later or earlier, as in
	// arxiv.org/abs/1501.00001v2, arxiv.org/pdf/cs/0112017 and arXiv:1501.00001.
	arxiv = pattern.MustCompile(`(?i)arxiv(?:\.org/(?:abs|pdf|html|ps)/|:\s*|\s+)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?`)
	// doi is a DOI behind doi.org/, doi: or a publisher's /doi/ (ISO 26324).
	doi = pattern.MustCompile(`(?i)(?:doi\.org/|\bdoi:\s*|/doi/(?:abs/|full/|pdf/|epdf/|epub/)?)(10\.\d{4,9}/[!-~]+)`)
)

// kinds of links that do not lead to the paper itself.
var besides = words("code github gitlab repo repository implementation demo video youtube bilibili talk slides ppt poster tweet twitter podcast colab notebook dataset data " +
	"代码 源码 视频 幻灯片 演示 推特 播客 数据 数据集 解读 讲解 笔记 notes review 译文 翻译")

// linkWords are texts of links that are no title.
var linkWords = words("pdf html arxiv paper link url here doi abs abstract blog post article website web page homepage project book read more full text download source " +
	"original amazon douban goodreads wikipedia pubmed scholar acm ieee openreview springer jstor ps bib bibtex cite " +
	"论文 链接 原文 地址 全文 下载 博客 主页 项目 豆瓣 官网 网页 网址 维基百科 文章 书 原文链接 论文链接 下载链接 リンク 原論文")

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// bare is the text of a link in lower case, without the brackets around it.
func bare(text string) string {
	return strings.ToLower(strings.Trim(text, " \t[]()（）【】「」.,:：#*!↗→🔗📄"))
}

// allIn reports whether all words of a short text are in one of two sets.
func allIn(text string, a, b map[string]bool) bool {
	if len(text) > 60 {
		return false
	}
	some := false
	for w := range strings.FieldsFuncSeq(text, func(c rune) bool { return strings.ContainsRune(" \t/|,.-_+&", c) }) {
		if !a[w] && !b[w] && !linkFillers[w] && strings.Trim(w, "0123456789") != "" {
			return false
		}
		some = true
	}
	return some
}

// linkFillers stand beside link words.
var linkFillers = words("the a to on of in at and official my your version v by via see this it")

// isTitleText reports whether a link's words can be a title.
func isTitleText(text string) bool {
	b := bare(text)
	return utf8.RuneCountInString(b) > 1 && hasLetter(b) && !besides[b] && !linkWords[b] &&
		!allIn(b, linkWords, besides) && !isAddress(b) && !strings.Contains(b, "et al")
}

func isAddress(text string) bool {
	return strings.Contains(text, "://") || strings.HasPrefix(text, "www.") ||
		!strings.Contains(text, " ") && strings.Contains(text, "/") && strings.Contains(text, ".") ||
		strings.HasPrefix(text, "arxiv:") || strings.HasPrefix(text, "doi:") || strings.HasPrefix(text, "10.")
}

// addresses reads the item's links, and hides those that are no title.
func (r *reading) addresses() {
	second := ""
	for _, l := range r.Links {
		text := r.Plain[l.Start:l.End]
		r.identify(l.URL)
		if !isTitleText(text) {
			clear(r.shown[l.Start:l.End])
		}
		b := bare(text)
		switch {
		case !strings.Contains(l.URL, "://") && !strings.HasPrefix(l.URL, "//"):
		case allIn(b, besides, nil):
			continue
		case isAddress(b) && isBesides(l.URL):
			second = orElse(second, l.URL)
		default:
			r.c.URL = orElse(r.c.URL, l.URL)
		}
	}
	r.c.URL = orElse(r.c.URL, second)
	if r.c.Arxiv == "" || r.c.DOI == "" {
		r.identify(r.Plain)
	}
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// isBesides reports whether a bare address leads to code or a video.
func isBesides(url string) bool {
	for _, host := range []string{"//github.com/", "//gitlab.com/", "//www.youtube.com/", "//youtube.com/", "//youtu.be/", "//www.bilibili.com/", "//twitter.com/", "//x.com/"} {
		if strings.Contains(url, host) {
			return true
		}
	}
	return false
}

// identify reads an arXiv identifier and a DOI in an address or a text.
func (r *reading) identify(text string) {
	arxivID, name := Identify(text)
	r.c.Arxiv = orElse(r.c.Arxiv, arxivID)
	r.c.DOI = orElse(r.c.DOI, name)
}

// Identify finds the arXiv identifier, without its version, and the DOI in an
// address or a text; either is empty where there is none.
func Identify(text string) (arxivID, doiName string) {
	if len(text) > mostLines*longestLine {
		return "", ""
	}
	lower := strings.ToLower(text)
	if strings.Contains(lower, "arxiv") {
		if m := arxiv.FindStringSubmatch(text); m != nil {
			arxivID = m[1]
		}
	}
	if strings.Contains(lower, "doi") {
		if m := doi.FindStringSubmatch(text); m != nil {
			doiName = trimDOI(m[1])
		}
	}
	return arxivID, doiName
}

// trimDOI takes what belongs to the sentence or the address off a DOI's end.
func trimDOI(name string) string {
	if i := strings.IndexAny(name, "?#<>\"{}|"); i >= 0 {
		name = name[:i]
	}
	for {
		short := strings.TrimRight(name, ".,;:!*_'")
		for _, pair := range []string{"()", "[]"} {
			if strings.HasSuffix(short, pair[1:]) && strings.Count(short, pair[:1]) < strings.Count(short, pair[1:]) {
				short = short[:len(short)-1]
			}
		}
		if short == name {
			return name
		}
		name = short
	}
}
