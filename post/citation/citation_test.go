package citation_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"viewline/post/citation"
)

// inline matches a link, an address, and words in bold or slanted, in the few
// marks that the tables below use.
var inline = regexp.MustCompile(`\[(\[[^\]]*\]|[^\[\]]*)\]\(([^()\s]*)\)|(https?://[!-~]+)|\*\*([^*]+)\*\*|\*([^*]+)\*`)

// item makes an item of a text with marks. Bold words may hold a link.
func item(text string) citation.Item {
	var it citation.Item
	add(&it, text)
	return it
}

func add(it *citation.Item, text string) {
	for {
		m := inline.FindStringSubmatchIndex(text)
		if m == nil {
			it.Plain += text
			return
		}
		it.Plain += text[:m[0]]
		start := len(it.Plain)
		group := func(i int) string { return text[m[2*i]:m[2*i+1]] }
		switch {
		case m[2*2] >= 0:
			add(it, group(1))
			it.Links = append(it.Links, citation.Link{Span: citation.Span{Start: start, End: len(it.Plain)}, URL: group(2)})
		case m[2*3] >= 0:
			it.Plain += group(3)
			it.Links = append(it.Links, citation.Link{Span: citation.Span{Start: start, End: len(it.Plain)}, URL: group(3)})
		case m[2*4] >= 0:
			add(it, group(4))
			it.Bold = append(it.Bold, citation.Span{Start: start, End: len(it.Plain)})
		default:
			add(it, group(5))
			it.Slanted = append(it.Slanted, citation.Span{Start: start, End: len(it.Plain)})
		}
		text = text[m[1]:]
	}
}

// brief writes a citation in one line: title | authors | year | venue | arXiv |
// DOI | address, without the empty parts at its end.
func brief(c citation.Citation) string {
	year := ""
	if c.Year > 0 {
		year = fmt.Sprint(c.Year)
	}
	return strings.TrimRight(strings.Join([]string{c.Title, strings.Join(c.Authors, "; "), year, c.Venue, c.Arxiv, c.DOI, c.URL}, "|"), "|")
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// a link
		{"[Slow Nets for Minds](https://arxiv.org/abs/1501.00001), Ann Ray, 2015", "Slow Nets for Minds|Ann Ray|2015||1501.00001||https://arxiv.org/abs/1501.00001"},
		{"[ ] [Snails Are Few-Shot Walkers](https://arxiv.org/abs/1601.00002v3)", "Snails Are Few-Shot Walkers||||1601.00002||https://arxiv.org/abs/1601.00002v3"},
		{"[x] 3. [Snails.](https://x.example/s) [[pdf]](https://x.example/s.pdf)", "Snails||||||https://x.example/s"},
		{"[译] [慢网入门](https://x.example/a)（2015）", "慢网入门||2015||||https://x.example/a"},
		{"[慢网（译）](https://x.example/a)", "慢网||||||https://x.example/a"},
		{"Bo Li, Ann Ray: [Slow Nets](https://x.example/a) (NeurIPS 2016)", "Slow Nets|Bo Li; Ann Ray|2016|NeurIPS|||https://x.example/a"},
		{"Ray et al. (2016) [Slow nets](https://x.example/a)", "Slow nets|Ray|2016||||https://x.example/a"},
		{"[Ann Ray](https://ray.example/): “Slow Nets” (2016)", "Slow Nets|Ann Ray|2016||||https://ray.example/"},
		{"**[Slow Nets](https://x.example/a)** by Ann Ray", "Slow Nets|Ann Ray|||||https://x.example/a"},
		{"[Slow Nets (2017)](https://x.example/a): why slow works", "Slow Nets||2017||||https://x.example/a"},
		// bold
		{"**Slow Nets.** Ann Ray, et al. [[ArXiv]](https://arxiv.org/abs/1501.00001) [[pdf]](https://arxiv.org/pdf/1501.00001) [[Code]](https://github.com/ann/slow)", "Slow Nets|Ann Ray|||1501.00001||https://arxiv.org/abs/1501.00001"},
		{"**Slow Nets.** Ann B. Ray and Bo van Berg. [[Code]](https://github.com/ann/slow) [[Paper]](https://dl.x.example/doi/10.1145/168.306)", "Slow Nets|Ann B. Ray; Bo van Berg||||10.1145/168.306|https://dl.x.example/doi/10.1145/168.306"},
		{"**Slow Nets.** A.Ray, B. C. Li, and N. Berg.", "Slow Nets|A.Ray; B. C. Li; N. Berg"},
		{"**CS01: Slow Courses.**", "CS01: Slow Courses"},
		{"**1. Slow Nets for Fast Minds**\n*Ann Ray (2015)*\nWhy slow nets work since 1999.\nhttps://arxiv.org/abs/1501.00001", "Slow Nets for Fast Minds|Ann Ray|2015||1501.00001||https://arxiv.org/abs/1501.00001"},
		{"**2. Patience Is All You Want**\n*Bo Li et al. (2017)*\nhttps://arxiv.org/abs/1701.00002", "Patience Is All You Want|Bo Li|2017||1701.00002||https://arxiv.org/abs/1701.00002"},
		{"**慢网**\n作者：韩雪松、李博\n年份：2015\n会议：NeurIPS\n链接：https://x.example/a", "慢网|韩雪松; 李博|2015|NeurIPS|||https://x.example/a"},
		{"**Ann Ray** – *Slow Nets* (2015)", "Slow Nets|Ann Ray|2015"},
		{"**Slow Nets (2015)**: Explains slowness in 3 steps.", "Slow Nets||2015"},
		{"**Slow Nets** | Ann Ray | ICML 2015", "Slow Nets|Ann Ray|2015|ICML"},
		// quotation marks
		{"Bo Li, et al. \"Queues Considered Useful.\" *NeurIPS* 2017.", "Queues Considered Useful|Bo Li|2017|NeurIPS"},
		{"[1] A. Ray, \"Numbered Refs,\" 2014.", "Numbered Refs|A. Ray|2014"},
		{"[12] A. Ray and B. Li, “Numbered Refs,” in *Proceedings of Slowness*, 2014, pp. 1–9.", "Numbered Refs|A. Ray; B. Li|2014|Proceedings of Slowness"},
		{"“Slow Nets” — Ann Ray", "Slow Nets|Ann Ray"},
		{"《慢网》韩雪松", "慢网|韩雪松"},
		{"《慢网》（韩雪松 著，2015）", "慢网|韩雪松|2015"},
		{"《慢网》，[美]安·雷 著", "慢网|安·雷"},
		{"《慢网》推荐阅读", "慢网"},
		{"《慢网》讲解了排队。", "慢网"},
		// authors and a year first
		{"Ray, A. (2018). Waiting rooms. https://doi.org/10.1000/182", "Waiting rooms|A. Ray|2018|||10.1000/182|https://doi.org/10.1000/182"},
		{"Ray, A., Li, B. C., & van Berg, N. (2018, May). Waiting rooms: A study. *Journal of Queues*, 12(3), 45–67. doi:10.1000/xyz(9).", "Waiting rooms: A study|A. Ray; B. C. Li; N. van Berg|2018|Journal of Queues||10.1000/xyz(9)"},
		{"Ray, A. (2018). *Waiting rooms.* Slow Press.", "Waiting rooms|A. Ray|2018|Slow Press"},
		{"A. Ray, B. Li. Slow nets for fast minds. NeurIPS 2015.", "Slow nets for fast minds|A. Ray; B. Li|2015|NeurIPS"},
		{"Bo Li, Ann Ray, et al. Slow nets. arXiv:1501.00001", "Slow nets|Bo Li; Ann Ray|||1501.00001"},
		{"A. Ray, Slow nets, 2014.", "Slow nets|A. Ray|2014"},
		// the title first
		{"Patience Is All You Want (2017)", "Patience Is All You Want||2017"},
		{"Slow Nets, Ann Ray, 2015", "Slow Nets|Ann Ray|2015"},
		{"Slow Nets, 2015", "Slow Nets||2015"},
		{"Slow Nets by Ann Ray (2015)", "Slow Nets|Ann Ray|2015"},
		{"Slow Nets (Ray et al., 2015)", "Slow Nets|Ray|2015"},
		{"Slow Nets (Ann Ray, NeurIPS 2015)", "Slow Nets|Ann Ray|2015|NeurIPS"},
		{"Slow Nets. Ann Ray, Bo Li. NeurIPS 2015.", "Slow Nets|Ann Ray; Bo Li|2015|NeurIPS"},
		{"Slow nets for minds - Ann Ray", "Slow nets for minds|Ann Ray"},
		{"慢网 - 韩雪松", "慢网|韩雪松"},
		{"慢网——韩雪松著", "慢网|韩雪松"},
		{"Slow nets for minds, arXiv:1501.00001v2 [cs.LG]", "Slow nets for minds||||1501.00001"},
		{"*Slow Nets for Minds*, Ann Ray (2015)", "Slow Nets for Minds|Ann Ray|2015"},
		{"1984 - George Orville", "1984|George Orville"},
		{"Title: Slow Nets\nAuthors: Ann Ray and Bo Li\nPublished: 2015-03-05\nVenue: ICML 2015", "Slow Nets|Ann Ray; Bo Li|2015|ICML"},
		// the same in other orders
		{"**Slow Nets** (2015) by Ann Ray — a classic on slowness", "Slow Nets|Ann Ray|2015"},
		{"📄 [Slow Nets](https://x.example/a) | Ann Ray | 2015", "Slow Nets|Ann Ray|2015||||https://x.example/a"},
		{"[论文] 慢网，韩雪松等，2015", "慢网|韩雪松|2015"},
		{"[Slow Nets] Ann Ray. https://x.example/a", "Slow Nets|Ann Ray|||||https://x.example/a"},
		{"Ray, Ann, and Bo Li. \"Slow Nets.\" *Journal of Queues* 12, no. 3 (2015): 45-67.", "Slow Nets|Ann Ray; Bo Li|2015|Journal of Queues"},
		{"Ray A, Li B, Berg C. Slow nets for all. Slow Lett. 2015;3(2):45-67. doi:10.1000/182", "Slow nets for all|Ray A; Li B; Berg C|2015|Slow Lett||10.1000/182"},
		{"Ann Ray. Slow Nets for Minds. Slow Press, 2015.", "Slow Nets for Minds|Ann Ray|2015|Slow Press"},
		{"[arXiv:1501.00001](https://arxiv.org/abs/1501.00001) Slow Nets for Minds", "Slow Nets for Minds||||1501.00001||https://arxiv.org/abs/1501.00001"},
		{"Week 1: [Slow Nets](https://x.example/a)", "Slow Nets||||||https://x.example/a"},
		{"[2015] Slow Nets for Minds", "Slow Nets for Minds||2015"},
		{"(2015) Slow Nets for Minds", "Slow Nets for Minds||2015"},
		{"Patience is all you want, Li et al. 2017", "Patience is all you want|Li|2017"},
		{"Li et al. (2017) — Patience is all you want", "Patience is all you want|Li|2017"},
		{"Ann Ray's \"Slow Nets\" is great (2015).", ""},
		// no citation: only addresses are read
		{"Read them all, slowly.", ""},
		{"See [pdf](https://x.example/a.pdf)", "||||||https://x.example/a.pdf"},
		{"In Paris (2015) we met.", ""},
		{"My friend gave me [this list](https://x.example/l) in 2020", "||||||https://x.example/l"},
		{"Patience Is All You Want (2917)", ""},
		{"", ""},
	} {
		got, ok := citation.Read(item(c.text))
		if brief(got) != c.want || ok != (got.Title != "") {
			t.Errorf("%q\n got %s\nwant %s", c.text, brief(got), c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for title, want := range map[string]string{
		"1. Slow Nets.": "Slow Nets", "[ ] Slow Nets,": "Slow Nets", "[译] 慢网": "慢网", "慢网（译）": "慢网", "“Slow Nets.”": "Slow Nets",
		"《慢网》": "慢网", "12、慢网：": "慢网", "①慢网": "慢网", "Why Slow?": "Why Slow?", "Slow in the U.S.": "Slow in the U.S.", "Wait...": "Wait...",
		"3D Nets": "3D Nets", "1984": "1984", "2001: A Walk": "2001: A Walk", "  Slow \n Nets ": "Slow Nets", "": "", "...": "...",
	} {
		if got := citation.Clean(title); got != want {
			t.Errorf("Clean(%q) = %q; want %q", title, got, want)
		}
	}
}

func TestIdentify(t *testing.T) {
	for text, want := range map[string]string{
		"https://arxiv.org/abs/1501.00001v2": "1501.00001 ", "https://arxiv.org/pdf/1501.00001.pdf": "1501.00001 ", "arXiv:cs/0112017v1": "cs/0112017 ",
		"arXiv: 1501.00001": "1501.00001 ", "https://doi.org/10.1000/182).": " 10.1000/182", "doi:10.1000/a(b)c": " 10.1000/a(b)c",
		"https://x.example/doi/full/10.1000/182?cookie=1": " 10.1000/182", "1501.00001": " ", "10.1000/182": " ",
	} {
		arxiv, doi := citation.Identify(text)
		if got := arxiv + " " + doi; got != want {
			t.Errorf("Identify(%q) = %q; want %q", text, got, want)
		}
	}
}
