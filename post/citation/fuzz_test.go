package citation_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"viewline/post/citation"
)

func TestBibTeX(t *testing.T) {
	got := citation.BibTeX(`Some words.
@article{ray2015, title={Slow {N}ets}, author={Ray, Ann and Bo Li and others}, year={2015}, journal="Slow {Letters}", eprint={1501.00001}}
@comment{nothing}
@inproceedings{li, title = "Queues", booktitle = {ICML}, year = 2016, doi = {10.1000/182}, url={https://x.example/q}
}
@misc{untitled, year = 2016}
@book{open, title = {Never closed`)
	want := []string{"Slow Nets|Ann Ray; Bo Li|2015|Slow Letters|1501.00001", "Queues||2016|ICML||10.1000/182|https://x.example/q", "Never closed"}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if brief(got[i]) != want[i] {
			t.Errorf("entry %d: got %s, want %s", i, brief(got[i]), want[i])
		}
	}
}

func TestNames(t *testing.T) {
	for list, want := range map[string]string{
		"Ann Ray, Bo Li and Jo van Berg": "Ann Ray; Bo Li; Jo van Berg", "韩雪松、李博": "韩雪松; 李博", "Ray, A., Li, B.": "A. Ray; B. Li",
		"Slow Lab": "Slow Lab", "OpenQueue": "OpenQueue", "Ann Ray et al.": "Ann Ray", "安·雷 著": "安·雷", "": "",
	} {
		if got := strings.Join(citation.Names(list), "; "); got != want {
			t.Errorf("Names(%q) = %q; want %q", list, got, want)
		}
	}
}

// Any text is read: what a citation says stands in it, and its title is clean.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"[Slow](https://arxiv.org/abs/1501.00001), Ann Ray, 2015", "**Slow.** A. Ray, et al.\n*Ann Ray (2015)*", "Ray, A., & Li, B. (2018). Slow. *Queues*, 12(3).",
		"[1] A. Ray, \"Slow,\" in *ICML*, 2014.", "《慢》（韩雪松 著，2015）", "@book{a, title={b}, author={c and d}}", "作者：韩雪松、李博\n标题：慢",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		c, ok := citation.Read(item(s))
		if ok != (c.Title != "") || c.Year != 0 && (c.Year < 1500 || c.Year > time.Now().Year()+1) || citation.Clean(c.Title) != c.Title || strings.ContainsAny(c.Title, "\n\x00") {
			t.Fatalf("%q gave %+v, %v", s, c, ok)
		}
		for _, part := range append(c.Authors, c.Title, c.Venue, c.URL, c.DOI, c.Arxiv) {
			if !utf8.ValidString(part) {
				t.Fatalf("%q gave %+v", s, c)
			}
		}
		citation.BibTeX(s)
		citation.Names(s)
		citation.Venue(s)
	})
}

// The time for a byte stays the same.
func BenchmarkRead(b *testing.B) {
	for _, unit := range []string{"A. Ray, ", "[a](b)", "**a** ", "(", "\n", "“", "2015 ", " - ", "[ ] ", "a, ", "作者：", "@a{b={", "A.-", "and "} {
		for _, size := range []int{1_000, 10_000, 1_000_000} {
			it := item(strings.Repeat(unit, size/len(unit)))
			b.Run(strings.TrimSpace(unit)+map[int]string{1_000: "/1kB", 10_000: "/10kB", 1_000_000: "/1MB"}[size], func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					citation.Read(it)
					citation.BibTeX(it.Plain)
				}
			})
		}
	}
}
