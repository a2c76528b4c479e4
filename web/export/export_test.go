package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/apognu/gocal"
	"github.com/google/uuid"
	"github.com/mmcdole/gofeed"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/web/export"
	"viewline/web/site"
)

// endpoint answers with appearances, page by page.
type endpoint struct {
	nodes     []string // JSON
	revisions []int    // of the next answers, one each; the last one is that of all answers after it
	err       error
	refusal   string
	filter    map[string]any
	asked     int
	queries   []string // that were asked
}

func (e *endpoint) execute(_ context.Context, query string, variables any) ([]byte, error) {
	e.asked++
	e.queries = append(e.queries, query)
	var asked struct {
		Filter map[string]any
		First  int
		After  string
	}
	if sent, err := json.Marshal(variables); err != nil || json.Unmarshal(sent, &asked) != nil {
		return nil, fmt.Errorf("variables %v: %w", variables, err)
	}
	if e.err != nil || e.refusal != "" {
		return []byte(`{"errors": [` + e.refusal + `]}`), e.err
	}
	revision := 7
	if len(e.revisions) > 0 {
		revision = e.revisions[0]
		if len(e.revisions) > 1 {
			e.revisions = e.revisions[1:]
		}
	}
	corpus := fmt.Sprintf(`"corpus": {"revision": %d, "importedAt": "2026-01-02T03:04:05+08:00"}`, revision)
	if !strings.Contains(query, "appearances(") {
		return []byte(`{"data": {` + corpus + `}}`), nil
	}
	e.filter = asked.Filter
	start := 0
	if asked.After != "" {
		_, _ = fmt.Sscan(asked.After, &start)
	}
	end := min(len(e.nodes), start+asked.First)
	return fmt.Appendf(nil, `{"data": {%s, "appearances": {"totalCount": %d, "pageInfo": {"hasNextPage": %t, "endCursor": "%d"}, "nodes": [%s]}}}`,
		corpus, len(e.nodes), end < len(e.nodes), end, strings.Join(e.nodes[start:end], ",")), nil
}

func get(t *testing.T, e *endpoint, method, target string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	export.NewHandler(e.execute, slog.New(slog.DiscardHandler), export.Options{PublicURL: "https://views.example"}).ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", r.StatusCode, text)
	}
	return string(text)
}

// oddities are appearances with every precision, and with texts that have to be
// escaped.
var oddities = []string{
	`{"id": "i1", "key": "li-si/2024-02", "date": "2024-02", "datePrecision": "MONTH", "earliest": "2024-02-01", "latest": "2024-02-29", "kind": "READING_LIST",
	  "title": "书单；a, b; c\\d <e> & \"f\" 😀", "theme": "第一行\n第二行", "summary": {"html": "<p>一 &amp; 二</p>", "plain": "一 & 二\u0007"},
	  "person": {"slug": "li-si", "name": "李四"}, "post": {"date": "2024-03-01T00:00:00Z", "lastmod": "2024-03-02T08:00:00+08:00"}}`,
	`{"id": "i2", "key": "ada/1843-07-05", "date": "1843-07-05", "datePrecision": "DAY", "earliest": "1843-07-05", "latest": "1843-07-05", "kind": "TALK",
	  "title": "` + strings.Repeat("长", 60) + `", "theme": null, "summary": null, "person": {"slug": "ada", "name": "Ada"}, "post": {"date": "2020-01-01T00:00:00Z", "lastmod": null}}`,
	`{"id": "i3", "key": "ada/1842", "date": "1842", "datePrecision": "YEAR", "earliest": "1842-01-01", "latest": "1842-12-31", "kind": "OTHER",
	  "title": "", "theme": "T", "summary": null, "person": {"slug": "ada", "name": "Ada"}, "post": {"date": null, "lastmod": null}}`,
	`{"id": "i4", "key": "ada/1990s", "date": null, "datePrecision": null, "earliest": "1990-01-01", "latest": "1999-12-31", "kind": "TALK",
	  "title": "Decade", "theme": null, "summary": null, "person": {"slug": "ada", "name": "Ada"}, "post": null}`,
	`{"id": "i5", "key": "ada/1980s", "date": null, "datePrecision": null, "earliest": "1980-01-01", "latest": "1989-12-31", "dateText": "the <80s>", "dateSource": "TEXT", "kind": "TALK",
	  "title": "Another", "theme": null, "summary": null, "person": {"slug": "ada", "name": "Ada"}, "post": null}`,
	`{"id": "i6", "key": "ada/1979-05-01", "date": "1979-05-01", "datePrecision": "DAY", "earliest": "1979-05-01", "latest": "1979-05-01", "dateSource": "PATH", "dateApproximate": true, "kind": "TALK",
	  "title": "Written", "theme": null, "summary": null, "person": {"slug": "ada", "name": "Ada"}, "post": null}`,
	`{"id": "i7", "key": "ada/1978", "date": "1978", "datePrecision": "YEAR", "earliest": "1978-01-01", "latest": "1978-04-30", "dateSource": "TEXT", "dateText": "early 1978", "dateApproximate": true, "kind": "TALK",
	  "title": "Vague", "theme": null, "summary": null, "person": {"slug": "ada", "name": "Ada"}, "post": null}`,
	`{"id": "i8", "key": "ada/undated", "date": null, "datePrecision": null, "earliest": null, "latest": null, "kind": "OTHER",
	  "title": "Some day", "theme": null, "summary": null, "person": null, "post": null}`,
}

func TestCalendar(t *testing.T) {
	r := get(t, &endpoint{nodes: oddities}, http.MethodGet, "/timeline.ics?person=x")
	if got := r.Header.Get("Content-Type"); got != "text/calendar; charset=utf-8" {
		t.Errorf("content type %q", got)
	}
	text := body(t, r)
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\n\r") || !validUTF8(line) {
			t.Errorf("line %q; want at most 75 octets of whole characters", line)
		}
	}
	parsed := gocal.NewParser(strings.NewReader(text))
	parsed.SkipBounds = true
	parsed.Strict.Mode = gocal.StrictModeFailFeed
	if err := parsed.Parse(); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	// The parser leaves line breaks as they are written, and ends an event with
	// the last moment that belongs to it.
	type event struct{ UID, Summary, Description, URL, Days string }
	var got []event
	for _, e := range parsed.Events {
		days := e.Start.Format(time.DateOnly) + " " + e.End.Format(time.DateOnly)
		got = append(got, event{e.Uid, e.Summary, e.Description, e.URL, days})
	}
	slices.SortFunc(got, func(a, b event) int { return strings.Compare(a.UID, b.UID) })
	want := []event{
		{"ada/1842@viewline", "Ada: ada/1842", `Some time in 1842; the day is not known.\n\nT`, "https://views.example/people/ada/1842", "1842-01-01 1842-12-31"},
		{"ada/1843-07-05@viewline", "Ada: " + strings.Repeat("长", 60), "", "https://views.example/people/ada/1843-07-05", "1843-07-05 1843-07-05"},
		{"ada/1978@viewline", "Ada: Vague", "The date is approximate: early 1978.", "https://views.example/people/ada/1978", "1978-01-01 1978-04-30"},
		{"ada/1979-05-01@viewline", "Ada: Written", "Some time by 1979-05-01; the day is not known.", "https://views.example/people/ada/1979-05-01", "1979-05-01 1979-05-01"},
		{"ada/1980s@viewline", "Ada: Another", "Some time in the <80s>; the day is not known.", "https://views.example/people/ada/1980s", "1980-01-01 1989-12-31"},
		{"ada/1990s@viewline", "Ada: Decade", "Some time in 1990–1999; the day is not known.", "https://views.example/people/ada/1990s", "1990-01-01 1999-12-31"},
		{
			"li-si/2024-02@viewline", `李四: 书单；a, b; c\d <e> & "f" 😀`,
			`Some time in 2024-02; the day is not known.\n\n第一行\n第二行\n\n一 & 二`, "https://views.example/people/li-si/2024-02", "2024-02-01 2024-02-29",
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	for _, line := range []string{
		"DTSTART;VALUE=DATE:18420101\r\nDTEND;VALUE=DATE:18430101\r\n", "DTSTAMP:20260101T190405Z\r\n", "NAME:Viewline: x\r\n", "TRANSP:TRANSPARENT\r\n",
		"DESCRIPTION:1 of 8 appearances is not in it: it has no date",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("the calendar lacks %q:\n%s", line, text)
		}
	}
}

func validUTF8(s string) bool { return strings.ToValidUTF8(s, "?") == s }

// lasting is the id of the entry of an object.
func lasting(id string) string {
	return "urn:uuid:" + uuid.NewSHA1(uuid.NewSHA1(uuid.NameSpaceDNS, []byte("viewline")), []byte(id)).String()
}

func TestFeed(t *testing.T) {
	r := get(t, &endpoint{nodes: oddities}, http.MethodGet, "/feed.atom?kind=talk")
	if got := r.Header.Get("Content-Type"); got != "application/atom+xml" {
		t.Errorf("content type %q", got)
	}
	text := body(t, r)
	parsed, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if parsed.FeedType != "atom" || parsed.Title != "Viewline: talk" || parsed.Updated != "2026-01-01T19:04:05Z" ||
		parsed.FeedLink != "https://views.example/feed.atom?kind=TALK" || parsed.Link != "https://views.example/?kind=TALK" {
		t.Errorf("the feed is %+v", parsed)
	}
	type entry struct{ ID, Title, Updated, Author, Link, Category, Content string }
	var got []entry
	for _, i := range parsed.Items {
		author := ""
		if len(i.Authors) > 0 {
			author = i.Authors[0].Name
		}
		got = append(got, entry{i.GUID, i.Title, i.Updated, author, i.Link, i.Categories[0], i.Content})
	}
	const site = "https://views.example/people/"
	want := []entry{
		{
			lasting("i1"), `李四: 书单；a, b; c\d <e> & "f" 😀`, "2024-03-02T00:00:00Z", "李四", site + "li-si/2024-02", "reading list",
			"<p>第一行\n第二行</p><p>一 &amp; 二</p><p><a href=\"" + site + "li-si/2024-02\">2024-02 reading list</a></p>",
		},
		{
			lasting("i2"), "Ada: " + strings.Repeat("长", 60), "2020-01-01T00:00:00Z", "Ada", site + "ada/1843-07-05", "talk",
			"<p><a href=\"" + site + "ada/1843-07-05\">1843-07-05 talk</a></p>",
		},
		{
			lasting("i3"), "Ada: ada/1842", "1842-12-31T00:00:00Z", "Ada", site + "ada/1842", "other",
			"<p>T</p><p><a href=\"" + site + "ada/1842\">1842 other</a></p>",
		},
		{
			lasting("i4"), "Ada: Decade", "1999-12-31T00:00:00Z", "Ada", site + "ada/1990s", "talk",
			"<p><a href=\"" + site + "ada/1990s\">1990–1999 talk</a></p>",
		},
		{
			lasting("i5"), "Ada: Another", "1989-12-31T00:00:00Z", "Ada", site + "ada/1980s", "talk",
			"<p><a href=\"" + site + "ada/1980s\">the &lt;80s&gt; talk</a></p>",
		},
		{
			lasting("i6"), "Ada: Written", "1979-05-01T00:00:00Z", "Ada", site + "ada/1979-05-01", "talk",
			"<p><a href=\"" + site + "ada/1979-05-01\">by 1979-05-01 talk</a></p>",
		},
		{
			lasting("i7"), "Ada: Vague", "1978-04-30T00:00:00Z", "Ada", site + "ada/1978", "talk",
			"<p><a href=\"" + site + "ada/1978\">early 1978 talk</a></p>",
		},
		{
			lasting("i8"), "Some day", "1970-01-01T00:00:00Z", "", site + "ada/undated", "other",
			"<p><a href=\"" + site + "ada/undated\"> other</a></p>",
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if got[0].ID != "urn:uuid:4c11b39b-f7a7-58e9-8930-696e8a937e58" {
		t.Errorf("the id of an entry is %s; it has changed, so that readers see all entries anew", got[0].ID)
	}
	if !strings.Contains(text, `<author><name>李四</name><uri>`+site+`li-si</uri></author>`) {
		t.Errorf("the feed lacks the person's page:\n%s", text)
	}
	for dec := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTimelineJS(t *testing.T) {
	var got, want any
	if err := json.Unmarshal([]byte(body(t, get(t, &endpoint{nodes: oddities}, http.MethodGet, "/timeline.json?from=1842&to=2024"))), &got); err != nil {
		t.Fatal(err)
	}
	err := json.Unmarshal([]byte(`{
	  "title": {"text": {"headline": "Viewline: 1842–2024", "text": "<p><a href=\"https://views.example/?from=1842&amp;to=2024\">8 appearances</a></p><p>1 of 8 appearances is not in it: it has no date, or is older than the 8 newest.</p>"}},
	  "events": [
	    {"start_date": {"year": 2024, "month": 2}, "unique_id": "li-si--2024-02", "group": "李四",
	     "text": {"headline": "李四: 书单；a, b; c\\d &lt;e&gt; &amp; &#34;f&#34; 😀", "text": "<p>第一行\n第二行</p><p>一 &amp; 二</p><p><a href=\"https://views.example/people/li-si/2024-02\">2024-02 reading list</a></p>"}},
	    {"start_date": {"year": 1843, "month": 7, "day": 5}, "unique_id": "ada--1843-07-05", "group": "Ada",
	     "text": {"headline": "Ada: `+strings.Repeat("长", 60)+`", "text": "<p><a href=\"https://views.example/people/ada/1843-07-05\">1843-07-05 talk</a></p>"}},
	    {"start_date": {"year": 1842}, "unique_id": "ada--1842", "group": "Ada",
	     "text": {"headline": "Ada: ada/1842", "text": "<p>T</p><p><a href=\"https://views.example/people/ada/1842\">1842 other</a></p>"}},
	    {"start_date": {"year": 1990, "month": 1, "day": 1}, "end_date": {"year": 1999, "month": 12, "day": 31}, "display_date": "1990–1999", "unique_id": "ada--1990s", "group": "Ada",
	     "text": {"headline": "Ada: Decade", "text": "<p><a href=\"https://views.example/people/ada/1990s\">1990–1999 talk</a></p>"}},
	    {"start_date": {"year": 1980, "month": 1, "day": 1}, "end_date": {"year": 1989, "month": 12, "day": 31}, "display_date": "the &lt;80s&gt;", "unique_id": "ada--1980s", "group": "Ada",
	     "text": {"headline": "Ada: Another", "text": "<p><a href=\"https://views.example/people/ada/1980s\">the &lt;80s&gt; talk</a></p>"}},
	    {"start_date": {"year": 1979, "month": 5, "day": 1}, "display_date": "by 1979-05-01", "unique_id": "ada--1979-05-01", "group": "Ada",
	     "text": {"headline": "Ada: Written", "text": "<p><a href=\"https://views.example/people/ada/1979-05-01\">by 1979-05-01 talk</a></p>"}},
	    {"start_date": {"year": 1978}, "display_date": "early 1978", "unique_id": "ada--1978", "group": "Ada",
	     "text": {"headline": "Ada: Vague", "text": "<p><a href=\"https://views.example/people/ada/1978\">early 1978 talk</a></p>"}}
	  ]}`), &want)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

// many are more appearances than a page has.
func many(n int) []string {
	nodes := make([]string, n)
	for i := range nodes {
		nodes[i] = fmt.Sprintf(`{"id": "i%[1]d", "key": "ada/1843-%[1]d", "date": "1843", "datePrecision": "YEAR", "earliest": "1843-01-01", "latest": "1843-12-31", "kind": "TALK",
		  "title": "T%[1]d", "person": {"slug": "ada", "name": "Ada"}}`, i)
	}
	return nodes
}

func TestAllPages(t *testing.T) {
	for target, want := range map[string]int{"/timeline.json": 250, "/timeline.ics": 250, "/feed.atom": 50} {
		e := &endpoint{nodes: many(250)}
		text := body(t, get(t, e, http.MethodGet, target+"?kind=talk&text=a"))
		got := strings.Count(text, `"start_date"`) + strings.Count(text, "BEGIN:VEVENT") + strings.Count(text, "<entry>")
		if got != want {
			t.Errorf("%s has %d appearances, want %d", target, got, want)
		}
		if filter := (map[string]any{"kind": "TALK", "text": "a"}); !reflect.DeepEqual(e.filter, filter) {
			t.Errorf("%s asks for %v, want %v", target, e.filter, filter)
		}
	}
	e := &endpoint{nodes: many(5001)}
	if text := body(t, get(t, e, http.MethodGet, "/timeline.json")); strings.Count(text, `"start_date"`) != 5000 || !strings.Contains(text, "1 of 5001 appearances is not in it") {
		t.Errorf("of 5001 appearances are written %d", strings.Count(text, `"start_date"`))
	}
}

// An export that read pages of two revisions reads all pages again.
func TestOneRevision(t *testing.T) {
	e := &endpoint{nodes: many(150), revisions: []int{1, 1, 1, 2, 2, 2, 2}}
	r := get(t, e, http.MethodGet, "/timeline.json")
	if got := strings.Count(body(t, r), `"start_date"`); got != 150 || e.asked != 7 {
		t.Errorf("%d appearances by %d questions, want 150 by 7", got, e.asked)
	}
	settled := get(t, &endpoint{nodes: many(150), revisions: []int{2}}, http.MethodGet, "/timeline.json")
	if r.Header.Get("ETag") != settled.Header.Get("ETag") {
		t.Error("the ETag is not that of the revision that was written")
	}
	restless := &endpoint{nodes: many(150), revisions: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}}
	if r := get(t, restless, http.MethodGet, "/timeline.json"); r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("without an end of imports: status %d, want 503", r.StatusCode)
	}
}

func TestTags(t *testing.T) {
	seen := map[string]string{}
	for _, target := range []string{"/timeline.json", "/timeline.ics", "/feed.atom", "/feed.atom?kind=TALK"} {
		first := get(t, &endpoint{nodes: oddities}, http.MethodGet, target)
		tag := first.Header.Get("ETag")
		if other, taken := seen[tag]; taken || tag == "" {
			t.Errorf("%s has the ETag %q of %q", target, tag, other)
		}
		seen[tag] = target
		e := &endpoint{nodes: oddities}
		again := get(t, e, http.MethodGet, target, "If-None-Match", tag)
		if again.StatusCode != http.StatusNotModified || e.asked != 1 {
			t.Errorf("%s again: status %d by %d questions, want 304 by one", target, again.StatusCode, e.asked)
		}
		changed := get(t, &endpoint{nodes: oddities, revisions: []int{8}}, http.MethodGet, target, "If-None-Match", tag)
		if changed.StatusCode != http.StatusOK {
			t.Errorf("%s of a new revision: status %d, want 200", target, changed.StatusCode)
		}
		head := get(t, &endpoint{nodes: oddities}, http.MethodHead, target)
		if text, _ := io.ReadAll(head.Body); head.StatusCode != http.StatusOK || len(text) != 0 || head.Header.Get("ETag") != tag {
			t.Errorf("HEAD %s: status %d, %d bytes, ETag %q", target, head.StatusCode, len(text), head.Header.Get("ETag"))
		}
	}
}

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		endpoint endpoint
		status   int
		want     string
	}{
		"bad filter": {endpoint{refusal: `{"message": "date \"x\": want a date", "extensions": {"code": "BAD_USER_INPUT"}}`}, 400, "date \"x\": want a date\n"},
		"no store":   {endpoint{refusal: `{"message": "the database cannot be reached", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}`}, 503, "the database cannot be reached\n"},
		"no answer":  {endpoint{err: errors.New("secret")}, 500, "something went wrong on the server\n"},
		"bad date":   {endpoint{nodes: []string{`{"key": "a/b", "date": "20x0", "earliest": "20x0", "latest": "2000-01-01"}`}}, 500, "something went wrong on the server\n"},
	} {
		for _, target := range []string{"/timeline.json", "/timeline.ics"} {
			r := get(t, &c.endpoint, http.MethodGet, target)
			text, err := io.ReadAll(r.Body)
			if err != nil || r.StatusCode != c.status || string(text) != c.want || r.Header.Get("ETag") != "" {
				t.Errorf("%s of %s: status %d, %q, want %d, %q", target, name, r.StatusCode, text, c.status, c.want)
			}
		}
	}
}

func TestNothingToExport(t *testing.T) {
	for target, want := range map[string]string{"/timeline.json": `"events":[]`, "/timeline.ics": "BEGIN:VCALENDAR", "/feed.atom": "<feed"} {
		if text := body(t, get(t, &endpoint{}, http.MethodGet, target)); !strings.Contains(text, want) {
			t.Errorf("%s: %s", target, text)
		}
	}
}

// Every query, as it is sent, is one that the endpoint takes.
func TestQueriesAreValid(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema := gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	e := &endpoint{nodes: oddities}
	body(t, get(t, e, http.MethodGet, "/feed.atom"))
	slices.Sort(e.queries)
	queries := slices.Compact(e.queries)
	if len(queries) != 2 {
		t.Errorf("%d queries sent, want 2: %q", len(queries), queries)
	}
	for _, query := range queries {
		if _, errs := gqlparser.LoadQueryWithRules(schema, query, nil); errs != nil {
			t.Errorf("%s: %v", query, errs)
		}
	}
}

// Whatever a text holds, the formats can be read again and hold the text.
func FuzzTexts(f *testing.F) {
	f.Add("a,b;c\\n\r\n\x00\u2028")
	f.Add("]]>&amp;<x>")
	f.Add(strings.Repeat("字 ", 80))
	f.Fuzz(func(t *testing.T, text string) {
		title, err := json.Marshal(text)
		if err != nil {
			t.Skip("no text of JSON")
		}
		node := `{"key": "a/1843", "date": "1843", "datePrecision": "YEAR", "earliest": "1843-01-01", "latest": "1843-12-31", "kind": "TALK", "title": "t", "theme": ` + string(title) + `}`
		parsed := gocal.NewParser(strings.NewReader(body(t, get(t, &endpoint{nodes: []string{node}}, http.MethodGet, "/timeline.ics"))))
		parsed.SkipBounds = true
		if err := parsed.Parse(); err != nil || len(parsed.Events) != 1 {
			t.Fatalf("calendar: %v, %d events", err, len(parsed.Events))
		}
		feed, err := gofeed.NewParser().Parse(bytes.NewReader([]byte(body(t, get(t, &endpoint{nodes: []string{node}}, http.MethodGet, "/feed.atom")))))
		if err != nil || len(feed.Items) != 1 {
			t.Fatalf("feed: %v", err)
		}
	})
}

var _ site.Executor = (*endpoint)(nil).execute
