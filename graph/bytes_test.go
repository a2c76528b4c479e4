package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"viewline/edge/budget"
	"viewline/graph"
	"viewline/timeline"
)

// An answer of as many bytes as it may have is sent, and one of a byte more is not, whoever
// writes it: package plain, gqlgen, or both.
func TestAnswerSize(t *testing.T) {
	st := stored(t, odd(t))
	for _, query := range []string{
		`{ corpus { people appearances } }`,
		`{ appearances(first: 20) { nodes { key title theme sections { heading body { html } viewpoints { label text { markdown html plain } } } } } }`,
		`{ appearances(first: 20) { nodes { id person { name aliases pageUrl } sections { heading viewpoints { text { html } } } post { slug } } } }`,
		`{ people(first: 20) { totalCount nodes { slug viewpoints(first: 20) { nodes { a: text { html } b: text { html } date } } } } }`,
		`{ viewpoints(first: 20) { nodes { text { html } person { viewpoints(first: 20) { nodes { text { plain } } } } } } }`,
	} {
		for _, itemByItem := range []bool{false, true} {
			ask := func(most int) (string, string) {
				var log bytes.Buffer
				h := graph.NewHandler(st, nil, slog.New(slog.NewTextHandler(&log, nil)), graph.Options{Answer: most, ItemByItem: itemByItem})
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/query?query="+url.QueryEscape(query), nil))
				if w.Code != http.StatusOK {
					t.Errorf("status %d, %s", w.Code, w.Body)
				}
				return w.Body.String(), log.String()
			}
			whole, _ := ask(0)
			size := len(decode[struct{ Data json.RawMessage }](t, []byte(whole)).Data)
			if got, _ := ask(size); got != whole {
				t.Errorf("item by item %v, %s: of %d bytes: %.200s", itemByItem, query, size, got)
			}
			for _, less := range []int{size - 1, size / 2, 10, 1} {
				want := fmt.Sprintf(`{"errors":[{"message":"the answer has more than %d bytes; want at most that: ask for smaller pages or for fewer fields",`+
					`"extensions":{"code":"ANSWER_TOO_LARGE"}}],"data":null}`, less)
				got, log := ask(less)
				if got != want {
					t.Errorf("item by item %v, %s: of %d bytes where %d are too many: %.300s", itemByItem, query, size, less, got)
				}
				if log != "" {
					t.Errorf("the log has %s", log)
				}
			}
		}
	}
}

// While other answers have all the bytes that there may be, an answer is refused, and the
// client is told to try again.
func TestAnswersInFlight(t *testing.T) {
	b := crowd(t, 3)
	b.Posts[0].Appearances[0].Sections = []*timeline.Section{{Kind: timeline.SectionOther, Line: 1, Viewpoints: []*timeline.Viewpoint{{Text: prose(strings.Repeat("x", 300_000)), Line: 2}}}}
	total := budget.NewTotal(2 << 20)
	var o graph.Options
	o.Total = total
	h := graph.NewHandler(stored(t, b), nil, slog.New(slog.DiscardHandler), o)
	ask := func() *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/query?query="+url.QueryEscape(`{ appearances { nodes { sections { viewpoints { text { html } } } } } }`), nil))
		return w
	}
	if w := ask(); w.Code != http.StatusOK || w.Body.Len() < 300_000 {
		t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
	}
	total.Add(2 << 20)
	const want = `{"errors":[{"message":"the server is busy with other answers; try again in a second","extensions":{"code":"OVERLOADED"}}]}`
	if w := ask(); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "1" || w.Body.String() != want {
		t.Errorf("status %d, %v, %.300s; want 503 and %s", w.Code, w.Header(), w.Body, want)
	}
	total.Add(-2 << 20)
	if w := ask(); w.Code != http.StatusOK || total.Used() != 0 {
		t.Errorf("afterwards: status %d, %d bytes in flight", w.Code, total.Used())
	}
}

// The work on an answer ends where it is too large: a hundred times a hundred texts of 100 kB,
// each thirty times, would be 30 GB.
func TestHugeAnswerEnds(t *testing.T) {
	b := crowd(t, 3)
	long := prose(strings.Repeat("long ", 20_000))
	for _, p := range b.Posts {
		for _, a := range p.Appearances {
			s := &timeline.Section{Kind: timeline.SectionViewpoints, Line: 1}
			for i := range 30 {
				s.Viewpoints = append(s.Viewpoints, &timeline.Viewpoint{Label: timeline.Text(fmt.Sprint(i)), Text: long, Line: i + 1})
			}
			a.Sections = []*timeline.Section{s}
		}
	}
	st := stored(t, b)
	var texts strings.Builder
	for i := range 15 {
		fmt.Fprintf(&texts, "h%d: html p%d: plain ", i, i)
	}
	query := `{ viewpoints(first: 100) { nodes { person { viewpoints(first: 100) { nodes { text { ` + texts.String() + `} } } } } } }`
	for _, itemByItem := range []bool{false, true} {
		h := graph.NewHandler(st, nil, slog.New(slog.DiscardHandler), graph.Options{Answer: 1 << 20, ItemByItem: itemByItem})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/query", strings.NewReader(fmt.Sprintf(`{"query": %q, "variables": {}}`, query)))
		r.Header.Set("Content-Type", "application/json")
		h.ServeHTTP(w, r)
		runtime.ReadMemStats(&after)
		if !strings.Contains(w.Body.String(), `"code":"ANSWER_TOO_LARGE"`) {
			t.Errorf("item by item %v: status %d, %.300s", itemByItem, w.Code, w.Body)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 2<<30 { // 0.5 GB, and more under the race detector
			t.Errorf("item by item %v: %d MB were allocated on the way", itemByItem, used>>20)
		}
	}
}
