package build

import (
	"net/url"
	"strings"
	"testing"
)

func TestRelative(t *testing.T) {
	for _, c := range [][3]string{
		{"index.html", "index.html", "./"},
		{"index.html", "people/ada/index.html", "./people/ada/"},
		{"people/ada/index.html", "index.html", "../../"},
		{"people/ada/index.html", "people/ada/index.html", "./"},
		{"people/ada/index.html", "people/ada/2020/index.html", "./2020/"},
		{"people/ada/2020/index.html", "people/ada/index.html", "../"},
		{"people/ada/index.html", "people/bo/feed.atom", "../bo/feed.atom"},
		{"zh/index.html", "static/base.css", "../static/base.css"},
		{"index.html", "topics/a b:c?/index.html", "./topics/a%20b:c%3F/"},
		{"index.html", "topics/价值/index.html", "./topics/%E4%BB%B7%E5%80%BC/"},
	} {
		if got := relative(c[0], c[1]); got != c[2] {
			t.Errorf("from %s to %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestLocate(t *testing.T) {
	public := &url.URL{Scheme: "https", Host: "example.org", Path: "/"}
	s := &site{Options: Options{Languages: []string{"en", "zh"}}, public: public}
	s.icon.from, s.icon.file = "/icon", "icon.png"
	second := &place{address: s.at("/?after=b&person=ada"), file: "person/ada/page/2/index.html", number: 2}
	for _, c := range []struct {
		address, relation, file, asked string
	}{
		{"/", "", "index.html", "/"},
		{"/?lang=en", "", "index.html", "/"},
		{"/?lang=zh", "", "zh/index.html", "/?lang=zh"},
		{"/?lang=fr", "", "index.html", "/"},
		{"/people/ada", "", "people/ada/index.html", "/people/ada"},
		{"/people/ada?lang=zh&topic=nets", "", "zh/people/ada/topic/nets/index.html", "/people/ada?lang=zh&topic=nets"},
		{"/?text=..%2F..", "", "text/~DP0clsvAwOAl/index.html", "/?text=..%2F.."},
		{"/?after=c&person=ada", "next", "person/ada/page/3/index.html", "/?after=c&person=ada"},
		{"/?before=a&person=ada", "prev", "person/ada/index.html", "/?before=a&person=ada"},
		{"/?after=b&lang=zh&person=ada", "", "zh/person/ada/page/2/index.html", "/?after=b&lang=zh&person=ada"},
		{"/timeline.ics?person=ada", "", "person/ada/timeline.ics", "/timeline.ics?person=ada"},
		{"/people/ada/feed.atom", "", "people/ada/feed.atom", "/people/ada/feed.atom"},
		{"/sitemap.xml?part=2", "", "sitemap-2.xml", "/sitemap.xml?part=2"},
		{"/static/base.css?lang=zh", "", "static/base.css", "/static/base.css"},
		{"/icon", "", "icon.png", "/icon"},
		{"/playground", "", "", ""},
		{"/query?query=x", "", "", ""},
		{"/people/ada/2020/more", "", "", ""},
		{"/about", "", "", ""},
	} {
		got, ok := s.locate(s.at(c.address), second, c.relation)
		if got.file != c.file || ok != (c.file != "") || ok && got.address.RequestURI() != c.asked {
			t.Errorf("%s: %q of %v, %v; want %q of %s", c.address, got.file, got.address, ok, c.file, c.asked)
		}
	}
}

// Values are written as encoding/json writes what it reads, but for the strings that are changed.
func TestValues(t *testing.T) {
	change := func(key, text string) string { return key + "<" + text }
	for text, want := range map[string]string{
		` {"b": [1.50, -2e9, true, null, "x", {}, []], "a": {"z": "\u4ef7 \u003c&", "y": ""}} ` + "\n": `{"a":{"y":"y<","z":"z<价 <&"},"b":[1.50,-2e9,true,null,"<x",{},[]]}`,
		`"x"`:                  `"<x"`,
		`{"a\"": 1, "a": "1"}`: `{"a":"a<1","a\"":1}`,
		`[ ]`:                  `[]`,
		`12`:                   `12`,
	} {
		got, err := (&site{}).values([]byte(text), change)
		if err != nil || string(got) != want+"\n" {
			t.Errorf("%s: got %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "{", `{"a":}`, "[1,]", `"x`, "nothing", `{"a":1} {}`} {
		if got, err := (&site{}).values([]byte(text), change); err == nil {
			t.Errorf("%s: got %s; want an error", text, got)
		}
	}
}

// Lines of a calendar have at most 75 bytes and break between characters (RFC 5545, section 3.1).
func TestFolded(t *testing.T) {
	text := "SUMMARY:" + strings.Repeat("观", 60) + "\r\nEND:VCALENDAR\r\n"
	got := string(folded(text))
	if back := strings.ReplaceAll(got, "\r\n ", ""); back != text {
		t.Errorf("unfolded: %q", back)
	}
	for line := range strings.SplitSeq(got, "\r\n") {
		if len(line) > 75 || !strings.HasPrefix(strings.ToValidUTF8(line, "\uFFFD"), line) {
			t.Errorf("%d bytes: %q", len(line), line)
		}
	}
}

// A page names itself in another language by a link of the body.
func TestOther(t *testing.T) {
	s := &site{Options: Options{Languages: []string{"en", "zh"}}, found: map[string]bool{}}
	english := place{address: s.at("/people/ada"), file: "people/ada/index.html", number: 1}
	chinese := place{address: s.at("/people/ada?lang=zh"), file: "zh/people/ada/index.html", number: 1}
	for _, pair := range [][2]place{{english, chinese}, {chinese, english}} {
		to := pair[1].address.RequestURI()
		_, other, err := s.page(pair[0], []byte(`<a href="/people">all</a><a id="elsewhere" href="`+to+`" hreflang="zh">x</a><a href="/topics">more</a>`), "")
		if err != nil || other == nil || other.file != pair[1].file || other.address.RequestURI() != to {
			t.Errorf("%+v, %v; want %s", other, err, to)
		}
	}
	if _, other, err := s.page(english, []byte(`<a href="/people?lang=zh">x</a>`), ""); err != nil || other != nil {
		t.Errorf("without a link to itself: %+v, %v", other, err)
	}
}

// A link leads to the same file wherever it stands, and a link to a further page of a list to the
// page behind the one that has the link.
func TestLead(t *testing.T) {
	s := &site{Options: Options{Languages: []string{"en"}}, found: map[string]bool{}}
	first, second := place{address: s.at("/people/ada"), file: "people/ada/index.html", number: 1}, place{address: s.at("/people/ada?after=a"), file: "people/ada/page/2/index.html", number: 2}
	for _, test := range []struct {
		from           place
		to, rel, leads string
		outcome        outcome
	}{
		{first, "/topics/nets", "", "../../topics/nets/", toFile},
		{second, "/topics/nets", "", "../../../../topics/nets/", toFile},
		{second, "/topics/nets#v-a%20b", "", "../../../../topics/nets/#v-a%20b", toFile},
		{first, "/people/ada?after=a", "next", "./page/2/", toFile},
		{second, "/people/ada?after=b", "next", "../3/", toFile},
		{second, "/people/ada?before=b", "prev", "../../", toFile},
		{first, "", "", "./", toFile},
		{first, "#v-1", "", "", asIs},
		{first, "/topics/nets#%", "", "", asIs},
		{first, "/%", "", "", asIs},
		{second, "/%", "", "", asIs},
		{first, "/playground", "", "", served},
		{second, "/playground#x", "", "", served},
		{second, "/about", "", "", asIs},
		{second, "https://example.org/topics/nets", "", "", asIs},
	} {
		w := &pageWriter{site: s, place: test.from}
		if got, _, outcome := w.lead(test.to, test.rel); got != test.leads || outcome != test.outcome {
			t.Errorf("%s from %s: %q, %d; want %q, %d", test.to, test.from.file, got, outcome, test.leads, test.outcome)
		}
	}
}

// A page keeps what it says, and loses what needs a server.
func TestPage(t *testing.T) {
	s := &site{Options: Options{Languages: []string{"en"}}, found: map[string]bool{}}
	s.icon.from = "/icon"
	p := place{address: s.at("/people/ada"), file: "people/ada/index.html", number: 1}
	for text, want := range map[string]string{
		`<a href="/topics/nets#v-1" class="x">Nets &amp; more</a>`:                        `<a href="../../topics/nets/#v-1" class="x">Nets &amp; more</a>`,
		`<nav><a href="/">A</a> <a href="/playground">B <b>b</b></a></nav>`:               `<nav><a href="../../">A</a> </nav>`,
		`The <a href="/playground?console">playground</a> has <a href="#x">them</a>.`:     `The playground has <a href="#x">them</a>.`,
		`<form action="/"><input name="text"><p>…</p></form><p>stays</p>`:                 `<p>stays</p>`,
		`<script type="module" src="/static/timeline.js"></script>x`:                      `x`,
		`<script type="module" src="/static/person.js"></script>x`:                        `<script type="module" src="../../static/open.js"></script>x`,
		`<p class="exports">As <a href="/feed.atom">feed</a></p>x`:                        `x`,
		`<link rel="canonical" href="http://viewline.invalid/people/ada">x`:               `x`,
		`<a href="https://example.org/people">x</a><a href="/about/">own</a><a href=":">`: `<a href="https://example.org/people">x</a><a href="/about/">own</a><a href=":">`,
		`<img src="/pictures/ab/c.png" alt="&lt;a&gt;">`:                                  `<img src="../../pictures/ab/c.png" alt="&lt;a&gt;">`,
		`<svg viewBox="0 0 1 1"><path D="M0"/></svg><a href='/papers'>x</A>`:              `<svg viewBox="0 0 1 1"><path D="M0"/></svg><a href="../../papers/">x</A>`,
		`<meta charset="utf-8">`: "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; img-src data:\">",
	} {
		got, _, err := s.page(p, []byte(text), "default-src 'none'; img-src data:; frame-ancestors 'none'")
		if err != nil || string(got) != want {
			t.Errorf("%s\n%s, %v; want\n%s", text, got, err, want)
		}
	}
}
