package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"viewline/search"
)

// sought are what the search of a built site is asked for: Chinese, English, one ideograph, several
// words, beginnings, other forms, names, Traditional characters, and what is not there.
var sought = []string{
	"价值函数", "编译", "价", "数", "人", "模型", "大模型", "學習", "價值", "函数 学习", "价值函数 value", "深度学习 网络",
	"scal", "scaling", "Scaling Laws", "agents", "agent", "learning", "LEARN", "the", "a", "GPT-4", "rl", "value function", "compiler", "comp",
	"Ilya Sutskever", "ilya", "图灵", "Turing", "2020", "１９３６", "zzzz", "价值 zzzz", "", "?!", "Ada's", "née",
}

// cutTexts are further texts, of which only the words are compared.
var cutTexts = []string{
	"O'Neil's 3.14 and 1,000", "GPT-4o：新模型", "a_b c.d e:f", "ﾊﾟｿｺﾝ パソコン", "か\u3099き がき", "프로그래밍 언어", "葛\U000E0100城", "naïve café Straße", "ŁUKASZ Ørsted",
	"价\u200d值", "(价)值", "价，值", "3，4；5", "½ cup", "สวัสดี", "data's datas boxes flies news buses", "Привет, мир", "Ελληνικός λόγος", "👩🏽‍🚀 astronaut", "x", "ab", "abc", "“AI”《x》", "中a中1中", "l’été",
}

type foundByServer struct {
	Data struct {
		Search struct {
			PageInfo struct {
				HasNextPage bool
				EndCursor   string
			}
			Nodes []struct{ Node struct{ PageURL string } }
		}
	}
}

// searched are the paths of all that the search of a server finds of a type, in its order.
func searched(t *testing.T, s *server, text, kind, order string) []string {
	t.Helper()
	paths := []string{}
	for after := ""; ; {
		query := fmt.Sprintf(`query($text: String!, $after: String) { search(text: $text, first: 100, after: $after, filter: {type: %s}%s) { pageInfo { hasNextPage endCursor }
			nodes { node { ... on Viewpoint { pageUrl } ... on Appearance { pageUrl } ... on Paper { pageUrl } ... on Person { pageUrl } ... on Topic { pageUrl } ... on Post { pageUrl } } } } }`, kind, order)
		variables := map[string]any{"text": text}
		if after != "" {
			variables["after"] = after
		}
		body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
		if err != nil {
			t.Fatal(err)
		}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/query", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		var found foundByServer
		err = json.NewDecoder(answer.Body).Decode(&found)
		_ = answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range found.Data.Search.Nodes {
			paths = append(paths, strings.TrimPrefix(n.Node.PageURL, s.url))
		}
		if !found.Data.Search.PageInfo.HasNextPage {
			return paths
		}
		after = found.Data.Search.PageInfo.EndCursor
	}
}

// foundByPage has the page of the search find something: the paths of all items by type, as the
// server has them.
func foundByPage(b *tab, text string, newest bool) map[string][]string {
	b.t.Helper()
	script := fmt.Sprintf(`(async () => {
  const seek = await import(new URL('../static/seek.js', document.baseURI).href);
  const { types } = await seek.find(%q, %t);
  const all = {};
  for (const [type, numbers] of Object.entries(types)) {
    all[type] = await Promise.all(numbers.map(async (n) => {
      const item = await seek.item(n);
      return '/' + item.at.replace(/\/$/, '') + (type === 'Viewpoint' ? '#' + item.says[0].anchor : '');
    }));
  }
  return all;
})()`, text, newest)
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[map[string][]string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%q: %v", text, err)
	}
	return found
}

// The search of a built site, below a path of a plain web server, finds what the search of the
// server finds, in the same order, by relevance and by date.
func TestSearchOfABuiltSite(t *testing.T) {
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), filepath.Join(bin, "viewline"), "build", dir, "--data="+t.TempDir(), "--content=../content")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	mux := http.NewServeMux()
	mux.Handle("/blog/timeline/", http.StripPrefix("/blog/timeline", http.FileServer(http.Dir(dir))))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	root := server.URL + "/blog/timeline/"
	s := serve(t)
	b := open(t, narrow)
	b.visit(root + "search/")

	for _, text := range append(slices.Clone(sought), cutTexts...) {
		want := [][]any{}
		for _, term := range search.Parse(text) {
			others := term.Others()
			slices.Sort(others)
			want = append(want, []any{term.Text, term.Prefix, strings.Join(others, " ")})
		}
		got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](fmt.Sprintf(`import(new URL('../static/seek.js', document.baseURI).href).then(async (seek) => {
  await seek.find(%q);
  return JSON.stringify(seek.parse(%q).map((term) => [term.text, term.prefix, term.forms.filter((form) => !term.prefix || !form.startsWith(term.text)).sort().join(' ')]));
})`, "价", text), chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := json.Marshal(want); err != nil || got != string(text) {
			t.Errorf("%q is cut into %s, want %s", text, got, text)
		}
	}

	hits := 0
	for _, text := range sought {
		for _, order := range []string{"", ", orderBy: {field: DATE, direction: DESC}"} {
			got := foundByPage(b, text, order != "")
			for _, kind := range []string{"Viewpoint", "Appearance", "Paper", "Person", "Topic", "Post"} {
				want, found := searched(t, s, text, strings.ToUpper(kind), order), append([]string{}, got[kind]...)
				hits += len(want)
				if kind == "Person" || kind == "Topic" || kind == "Post" { // which the page names in the order of their slugs
					slices.Sort(want)
				}
				if !slices.Equal(found, want) {
					t.Errorf("%q, %s%s: the page finds %d\n%q\nand the server %d\n%q", text, kind, order, len(found), found, len(want), want)
				}
			}
		}
	}
	t.Logf("%d queries, %d hits", len(sought), hits)
	if hits < 500 {
		t.Errorf("%d hits in all: the queries show little", hits)
	}

	// As a reader searches: in both languages, with a click that leads to the sentence.
	for path, label := range map[string]string{"": "By relevance", "zh/": "按相关度"} {
		b.visit(root + path + "search/")
		b.click(`[name=text]`)
		b.keys("编译")
		b.click(`#filter button`)
		b.until(`location.search.includes('text=') && document.querySelectorAll('.finds .find').length > 0`)
		if shown := value[string](b, `document.querySelector('.choices').innerText`); !strings.Contains(shown, label) {
			t.Errorf("the choices are %q, want %q among them", shown, label)
		}
		if titles := value[[]string](b, `[...document.querySelectorAll('.finds > li h3 a')].map((a) => a.href)`); len(slices.Compact(slices.Clone(titles))) != len(titles) {
			t.Errorf("the occasions are %q: one stands there twice in a row", titles)
		}
		if marked := value[[]string](b, `[...new Set([...document.querySelectorAll('.find mark')].map((mark) => mark.innerText))]`); len(marked) != 1 || marked[0] != "编译" {
			t.Errorf("marked are %q, want the word", marked)
		}
		b.shoot("built-search-" + strings.Trim(path, "/"))
		b.click(`.finds .find a`)
		b.until(fmt.Sprintf(`location.pathname.startsWith('/blog/timeline/%speople/') && document.querySelector(':target') !== null`, path))
	}
	b.visit(root + "search/?text=zzzz")
	b.until(`document.querySelector('#finds .none')?.innerText.startsWith('Nothing has all of these words.')`)
	for _, address := range b.requests() {
		if !strings.HasPrefix(address, root) {
			t.Errorf("a page asked for %s, which is not below %s", address, root)
		}
	}
}
