package e2e_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// Without a topics.yaml the pages offer the words that come back in labels, and how a view on
// one of them changed.
func TestTopicsOnTheFirstDay(t *testing.T) {
	t.Parallel()
	content := t.TempDir()
	for i, label := range []string{"Small steps", "Steps at night", "The last step"} {
		keep(t, content, fmt.Sprintf("slow-%d.md", i), fmt.Sprintf("---\ntitle: Interview with Marta Vogel\n---\n\n## Interview %d - 202%d-03-05\n\n* **%s:** Said %d.\n* **Looms:** Weave.\n", i, i, label, i))
	}
	s := serve(t, "--content="+content)
	b := open(t, wide)
	b.visit(s.url + "/")
	b.until(`document.querySelector('#counts a[href="/topics"]').innerText.startsWith('2')`)
	b.click(`#counts a[href="/topics"]`)
	b.until(`document.querySelector('.hint')?.innerText.startsWith('Proposed from labels; topics.yaml decides')`)
	if got, want := value[string](b, `[...document.querySelectorAll('.names .name')].map(a => a.innerText).join()`), "Looms,step"; got != want {
		t.Errorf("the topics are %q; want %q", got, want)
	}
	b.click(`.names a[href="/topics/step"]`)
	b.until(`location.pathname === '/topics/step' && document.querySelector('.names .name')?.innerText === 'Marta Vogel'`)
	b.click(`.names .name`)
	b.until(`location.pathname === '/people/marta-vogel' && document.querySelectorAll('.moments-beside article').length === 3`)
	if got, want := value[string](b, `[...document.querySelectorAll('.moments-beside .views')].map(v => /Said \d/.exec(v.innerText)[0]).join()`), "Said 0,Said 1,Said 2"; got != want {
		t.Errorf("the moments have %q; want %q", got, want)
	}
	b.visit(s.url + "/search?text=steps")
	b.until(`!!document.querySelector('.named a[href="/topics/step"]')`)
	b.visit(s.url + "/topics?lang=zh")
	b.until(`document.querySelector('.hint')?.innerText.includes('以 topics.yaml 为准')`)
	b.check()
	for _, page := range []string{"/topics.md", "/topics/step.md"} {
		if text := s.get(page); !strings.Contains(text, "Proposed from labels; topics.yaml decides.") {
			t.Errorf("%s does not say that the topic is proposed:\n%s", page, text)
		}
	}
	if text := s.get("/topics/step.md"); !strings.Contains(text, "/people/marta-vogel.md?topic=step") {
		t.Errorf("/topics/step.md does not lead to the person:\n%s", text)
	}
	const query = `{ topics { nodes { slug proposed viewpoints { totalCount } } } viewpoints(filter: {topic: "steps"}) { totalCount } }`
	if got, want := s.get("/query?query="+url.QueryEscape(query)), `{"data":{"topics":{"nodes":[{"slug":"looms","proposed":true,"viewpoints":{"totalCount":3}},{"slug":"step","proposed":true,"viewpoints":{"totalCount":3}}]},"viewpoints":{"totalCount":3}}}`; strings.TrimSpace(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
