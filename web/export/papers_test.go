package export_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

const oddPapers = `
  {"slug": "engines-and-looms", "title": "Engines & Looms: 100% of $x_1^2$ #~ {a\\b}", "authors": ["Ada Byron", "Research and Development", "Acme, Inc.", "李四", "others", " "],
   "published": "1843-07-05", "venue": "R&D {Memoirs}", "url": "https://looms.example/a_b%20c?x={y}&z=~#~", "arxiv": "1706.03762", "doi": "10.1000/a_{b}<c>"},
  {"slug": "书单~x", "title": "两\n行 \"q\"\u0007", "authors": [], "published": "2017-06", "venue": null, "url": null, "arxiv": null, "doi": null},
  {"slug": "bare", "title": "Bare", "authors": [], "published": null, "venue": null, "url": null, "arxiv": null, "doi": null}`

func readingList(papers string, total int) *canned {
	return &canned{data: map[string]string{"ReadingList": fmt.Sprintf(`"papers": {"totalCount": %d, %s, "nodes": [%s]}`, total, onePage, papers)}}
}

func TestBibTeX(t *testing.T) {
	c := readingList(oddPapers, 5)
	r := c.get(t, "/papers.bib?recommendedBy=ada")
	if got := r.Header.Get("Content-Type"); got != "application/x-bibtex; charset=utf-8" {
		t.Errorf("content type %q", got)
	}
	want := `2 of 5 papers are not in it: they are recommended less than these.

@article{engines-and-looms,
  title = {{Engines \& Looms: 100\% of \$x\_1\textasciicircum{}2\$ \#\textasciitilde{} \textbraceleft{}a\textbackslash{}b\textbraceright{}}},
  author = {Ada Byron and {Research and Development} and {Acme, Inc.} and 李四 and {others}},
  journal = {R\&D \textbraceleft{}Memoirs\textbraceright{}},
  year = {1843},
  month = jul,
  day = {5},
  eprint = {1706.03762},
  archiveprefix = {arXiv},
  doi = {10.1000/a_%7Bb%7D<c>},
  url = {https://looms.example/a_b%20c?x=%7By%7D&z=~#~}
}

@misc{+4e66.+5355.+7e.x,
  title = {{两 行 "q"}},
  year = {2017},
  month = jun
}

@misc{bare,
  title = {{Bare}}
}

`
	if got := body(t, r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := c.variables["ReadingList"]["filter"]; !reflect.DeepEqual(got, map[string]any{"recommendedBy": "ada"}) {
		t.Errorf("the filter is %v", got)
	}
}

func TestCitations(t *testing.T) {
	r := readingList(oddPapers, 3).get(t, "/papers.json")
	if got := r.Header.Get("Content-Type"); got != "application/vnd.citationstyles.csl+json" {
		t.Errorf("content type %q", got)
	}
	var got, want any
	if err := json.Unmarshal([]byte(body(t, r)), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`[
	  {"id": "engines-and-looms", "type": "article-journal", "title": "Engines & Looms: 100% of $x_1^2$ #~ {a\\b}",
	   "author": [{"literal": "Ada Byron"}, {"literal": "Research and Development"}, {"literal": "Acme, Inc."}, {"literal": "李四"}, {"literal": "others"}, {"literal": " "}],
	   "issued": {"date-parts": [[1843, 7, 5]]}, "container-title": "R&D {Memoirs}", "number": "arXiv:1706.03762", "publisher": "arXiv", "URL": "https://looms.example/a_b%20c?x={y}&z=~#~", "DOI": "10.1000/a_{b}<c>"},
	  {"id": "书单~x", "type": "article", "title": "两\n行 \"q\"\u0007", "issued": {"date-parts": [[2017, 6]]}},
	  {"id": "bare", "type": "article", "title": "Bare"}]`), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if got := body(t, readingList("", 0).get(t, "/papers.json")); got != "[]" {
		t.Errorf("no papers are %q, want []", got)
	}
	if got := body(t, readingList("", 0).get(t, "/papers.bib")); got != "" {
		t.Errorf("no papers are %q, want nothing", got)
	}
}

// A filter that cannot be read is the reader's error, in both formats.
func TestReadingListErrors(t *testing.T) {
	for _, path := range []string{"/papers.bib", "/papers.json"} {
		r := readingList("", 0).get(t, path+"?minRecommenders=x")
		text, _ := io.ReadAll(r.Body)
		if r.StatusCode != http.StatusBadRequest || string(text) != "minRecommenders \"x\"; want a number of people, such as 2\n" {
			t.Errorf("%s: status %d, %q", path, r.StatusCode, text)
		}
		r = readingList(`{"slug": "x", "title": "X", "published": "20x7"}`, 1).get(t, path)
		if text, _ := io.ReadAll(r.Body); r.StatusCode != http.StatusInternalServerError || string(text) != "something went wrong on the server\n" {
			t.Errorf("%s with a broken date: status %d, %q", path, r.StatusCode, text)
		}
	}
}

var commands = strings.NewReplacer(
	`\textbackslash{}`, `\`, `\textbraceleft{}`, `{`, `\textbraceright{}`, `}`, `\textasciitilde{}`, `~`, `\textasciicircum{}`, `^`,
	`\$`, `$`, `\&`, `&`, `\%`, `%`, `\#`, `#`, `\_`, `_`,
)

// Whatever a title and a slug hold, an entry is one entry, its braces match, and LaTeX
// typesets the title.
func FuzzBibTeX(f *testing.F) {
	f.Add("a}b", "x,y")
	f.Add(`\`, "{")
	f.Add("%", "a b")
	f.Add(`\textbackslash{}`, "")
	f.Fuzz(func(t *testing.T, title, slug string) {
		if strings.ToValidUTF8(title, "") != title || strings.ToValidUTF8(slug, "") != slug {
			t.Skip("no text of JSON")
		}
		node, err := json.Marshal(map[string]any{"slug": slug, "title": title, "authors": []string{title}})
		if err != nil {
			t.Fatal(err)
		}
		text := body(t, readingList(string(node), 1).get(t, "/papers.bib"))
		depth := 0
		for i, r := range text {
			switch r {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth < 0 || depth == 0 && r == '}' && text[i:] != "}\n\n" {
				t.Fatalf("the entry ends early:\n%s", text)
			}
		}
		m := regexp.MustCompile(`(?s)^@misc\{[A-Za-z0-9+_.:-]*,\n  title = \{\{([^\n]*)\}\}`).FindStringSubmatch(text)
		if depth != 0 || m == nil {
			t.Fatalf("no entry with a title:\n%s", text)
		}
		if got, want := commands.Replace(m[1]), strings.Join(strings.Fields(printed(title)), " "); got != want {
			t.Errorf("the title is typeset as %q, want %q", got, want)
		}
	})
}

// printed is a text without control characters.
func printed(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < ' ' || r >= 0x7f && r < 0xa0) || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, text)
}
