package front_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"viewline/post/front"
)

// told is what a matter says, a line for each field that says something, with
// the diagnostics below.
func told(src string) string {
	m, diags := front.Read("p.md", []byte(src))
	var b strings.Builder
	say := func(name string, value any) {
		if s := fmt.Sprint(value); s != "" && s != "[]" && s != "false" && s != "0" {
			fmt.Fprintf(&b, "%s: %s\n", name, s)
		}
	}
	list := func(name string, values []string) { say(name, strings.Join(values, " | ")) }
	say("title", m.Title)
	say("date", m.Date)
	if string(m.Date) == "" || m.DateKey != "date" {
		say("day", strings.TrimSpace(m.Day.String()+" "+m.DateKey))
	}
	say("lastmod", m.Lastmod)
	say("draft", m.Draft)
	list("tags", m.Tags)
	list("categories", m.Categories)
	say("description", m.Description)
	say("words", m.WordCount)
	say("minutes", m.ReadingTime)
	say("author", m.Author)
	if m.Cover != nil {
		say("cover", fmt.Sprint(m.Cover.Image, " ", m.Cover.Alt, " ", m.Cover.AIGenerated))
	}
	say("person", m.Person)
	if m.Appearance != nil {
		say("appearance", fmt.Sprint(m.Appearance.Title, "/", m.Appearance.Kind, "/", m.Appearance.Date))
	}
	for _, p := range m.People {
		say("who", fmt.Sprintf("%s=%s (%s) %d:%d %v", p.Key, p.Value, p.Note, p.At.Line, p.At.Column, p.Explicit))
	}
	for _, p := range m.Hosts {
		say("host", p.Key+"="+p.Value)
	}
	for _, s := range m.Occasion {
		say("occasion", s.Key+"="+s.Value)
	}
	for _, s := range m.Show {
		say("show", s.Key+"="+s.Value)
	}
	for _, s := range m.Recording {
		say("recording", s.Key+"="+s.Value)
	}
	for _, s := range m.Summary {
		say("summary", s.Key+"="+s.Value)
	}
	for _, s := range m.Kind {
		say("kind", s.Key+"="+s.Value)
	}
	for _, e := range m.Extra {
		fmt.Fprintf(&b, "extra: %s=%s\n", e.Label, e.Value)
	}
	if body := strings.TrimSpace(src[m.Start:]); body != "text" {
		fmt.Fprintf(&b, "body: %q\n", body)
	}
	for _, d := range diags {
		fmt.Fprintf(&b, "%s\n", strings.TrimPrefix(d.String(), "p.md:"))
	}
	return b.String()
}

// check compares what heads say; each head stands between fences of YAML,
// unless it brings its own.
func check(t *testing.T, cases map[string]string) {
	t.Helper()
	for src, want := range cases {
		whole := src
		if !strings.Contains(src, "text") {
			whole = "---\n" + src + "\n---\ntext\n"
		}
		if diff := cmp.Diff(want, told(whole)); diff != "" {
			t.Errorf("%s\n(-want +got):\n%s", src, diff)
		}
	}
}

func TestMending(t *testing.T) {
	check(t, map[string]string{
		"title: Slow: what it means":                         "title: Slow: what it means\n",
		"title: [译] slow":                                    "title: [译] slow\n",
		"title: [译]":                                         "title: [译]\n",
		"title: [a] [b]: c\ntags: [x, y]":                    "title: [a] [b]: c\ntags: x | y\n",
		"title: \"Slow\" is fast":                            "title: \"Slow\" is fast\n",
		"title: \"Slow\" and \"fast\"":                       "title: \"Slow\" and \"fast\"\n",
		"title: \"Interview with Ana\tRuiz\"\ndate: 2020-01": "title: Interview with Ana Ruiz\nday: 2020-01 date\n",
		"title: 'It's slow'":                                 "title: It's slow\n",
		"title: \"a \"b\" c\"":                               "title: a \"b\" c\n",
		"title: \"C:\\q\"":                                   "title: C:\\q\n",
		"title: @ada speaks":                                 "title: @ada speaks\n",
		"title: `code` first":                                "title: `code` first\n",
		"title: %d things":                                   "title: %d things\n",
		"title: *slow* software":                             "title: *slow* software\n",
		"title: & more":                                      "title: & more\n",
		"title: !important news":                             "title: !important news\n",
		"title: > said":                                      "title: > said\n",
		"title: | said":                                      "title: | said\n",
		"title: - said":                                      "title: - said\n",
		"title:slow\ndate: 2020-01-02":                       "title: slow\ndate: 2020-01-02T00:00:00Z\n",
		"title：慢\nauthor: Ada":                               "title: 慢\nauthor: Ada\n",
		"cover:\n\timage: a.png\n\talt: b":                   "cover: a.png b false\n",
		"description: |\n  a: b: c\n  [x] y\ntitle: a: b":    "title: a: b\ndescription: a: b: c\n[x] y\n\n",
		"tags:\n  - \"a\" b\n  - c: d: e":                    "tags: \"a\" b | c\n",
		"title: Slow\nt: http://a.b/c: d":                    "title: Slow\nextra: t=http://a.b/c: d\n",
		"title:\u00a0foo":                                    "title: foo\n",
		"tags:\n\u00a0\u00a0- a\n\u3000\u3000- b\ntitle: x":  "title: x\ntags: a | b\n",
		"? title\n: x":                                       "title: x\n",
		"title: a\r\ntags: b: c\r":                           "title: a\ntags: b: c\n",
	})
}

func TestPlaceholders(t *testing.T) {
	check(t, map[string]string{
		"title: {{title}}\ndate: {{date:YYYY}}": "extra: title={{title}}\nextra: date={{date:YYYY}}\n" +
			"2:8: warning: title: a placeholder, which a template was to fill in; want a value\n" +
			"3:7: warning: date: a placeholder, which a template was to fill in; want a value\n",
		"person: \"{{name}}\"": "extra: person={{name}}\n2:9: warning: person: a placeholder, which a template was to fill in; want a value\n",
		"created: <% tp.date.now(\"x: y\") %>\nguest: <% tp.x %>": "extra: created=<% tp.date.now(\"x: y\") %>\nextra: guest=<% tp.x %>\n" +
			"2:10: warning: created: a placeholder, which a template was to fill in; want a value\n" +
			"3:8: warning: guest: a placeholder, which a template was to fill in; want a value\n",
		"tags: [{{a}}, b]\ntitle: x": "title: x\nextra: tags=[{{a}}, b]\n2:7: warning: tags: a placeholder, which a template was to fill in; want a value\n",
	})
}

func TestKeysTwiceAndAnchors(t *testing.T) {
	check(t, map[string]string{
		"title: a\ndraft: false\ntitle: b":                 "title: b\n4:1: warning: front matter: key \"title\" stands in line 2 already; the last one is taken\n",
		"tags: &t [a, b]\ncategories: *t":                  "tags: a | b\ncategories: a | b\n",
		"x: &n Ada\nguest: *n":                             "who: guest=Ada () 3:8 false\nextra: x=Ada\nextra: guest=Ada\n",
		"base: &b {image: a.png}\ncover: {<<: *b, alt: c}": "cover: a.png c false\nextra: base=&b {image: a.png}\n",
		"&k title: a\n&v description: *k":                  "title: a\ndescription: title\n",
		"? &k title\n: a\nx: [&m tags]\n*m : [b]":          "title: a\ntags: b\nextra: x=[&m tags]\n",
		"title: *gone":                                     "title: *gone\n2:8: warning: front matter: alias *gone has no anchor &gone before it; it is kept as it is\n",
	})
}

func TestFences(t *testing.T) {
	check(t, map[string]string{
		"title: 慢\ndate: 2013-12-24 17:49:32\ntags: [x]\n---\ntext":               "title: 慢\ndate: 2013-12-24T17:49:32Z\ntags: x\n",
		"\"title\": \"慢\",\n\"draft\": true,\n;;;\ntext":                          "title: 慢\ndraft: true\n",
		";;;\n\"title\": \"慢\"\n;;;\ntext":                                        "title: 慢\n",
		"Source: a\n---\ntext":                                                    "body: \"Source: a\\n---\\ntext\"\n1:1: warning: no front matter; want the title, date and tags between two lines of ---\n",
		"Note: a\n---\ntext":                                                      "body: \"Note: a\\n---\\ntext\"\n1:1: warning: no front matter; want the title, date and tags between two lines of ---\n",
		"title: a\nsome words\n---\ntext":                                         "body: \"title: a\\nsome words\\n---\\ntext\"\n1:1: warning: no front matter; want the title, date and tags between two lines of ---\n",
		"f---\ntitle: 慢\n---\ntext":                                               "title: 慢\n1:1: warning: \"f\" stands before the first line of the front matter; want --- alone\n",
		"\ufeff\u200b---\ntitle: 慢\n---\ntext":                                    "title: 慢\n",
		"---json\n{\"title\": \"慢\"}\n---\ntext":                                  "title: 慢\n",
		"---toml\ntitle = \"慢\"\n---\ntext":                                       "title: 慢\n",
		"---js\n{title: 1}\n---\ntext":                                            "2:1: warning: front matter in JavaScript is not read; want YAML, TOML or JSON\n",
		"---\ntitle: 慢\n...\ntext":                                                "title: 慢\n",
		"---\ntitle: 慢\n\ntext":                                                   "body: \"---\\ntitle: 慢\\n\\ntext\"\n1:1: front matter is opened but never closed; want a second line of ---\n",
		"---\n\nsome words\n\n---\ntext":                                          "body: \"---\\n\\nsome words\\n\\n---\\ntext\"\n1:1: warning: no front matter; want the title, date and tags between two lines of ---\n",
		"---\n---\ntext":                                                          "",
		"---\n- a\n- b\n---\ntext":                                                "2:1: front matter: found a list; want a key: value on each line\n",
		"{{< quote >}}\ntext":                                                     "body: \"{{< quote >}}\\ntext\"\n1:1: warning: no front matter; want the title, date and tags between two lines of ---\n",
		"{\"title\": \"慢\",\n \"tags\": [\"a\", \"b\"], \"n\": {\"x\": 1}}\ntext": "title: 慢\ntags: a | b\nextra: n={\"x\": 1}\n",
		"+++\ntitle = \"慢\"\ndate = 2020-01-02T03:04:05+08:00\n[params]\nguest = \"Ada\"\n+++\ntext": "title: 慢\ndate: 2020-01-02T03:04:05+08:00\nextra: params=map[guest:Ada]\n",
	})
}

func TestDrafts(t *testing.T) {
	cases := map[string]string{"published: false": "draft: true\nextra: published=false\n", "publish: no": "draft: true\nextra: publish=no\n", "published: true": "extra: published=true\n"}
	for _, yes := range []string{"yes", "on", "true", "\"true\"", "1", "True", "Y"} {
		cases["draft: "+yes] = "draft: true\n"
	}
	for _, no := range []string{"no", "off", "false", "0", ""} {
		cases["draft: "+no] = ""
	}
	check(t, cases)
}

func TestDates(t *testing.T) {
	cases := map[string]string{}
	for written, want := range map[string]string{
		"May 31, 2018": "2018-05-31T00:00:00Z", "2018/05/31 09:30": "2018-05-31T09:30:00Z", "2020-1-1": "2020-01-01T00:00:00Z",
		"2020-1-1 9:05:00": "2020-01-01T09:05:00Z", "\"2020-01-01 10:00:00+08:00\"": "2020-01-01T10:00:00+08:00",
		"2020-01-01 10:00:00 +0800": "2020-01-01T10:00:00+08:00", "2020-01-01T10:00:00.123Z": "2020-01-01T10:00:00Z", "2020-01-01T10:00": "2020-01-01T10:00:00Z",
		"2020年1月1日": "2020-01-01T00:00:00Z", "2020.01.01": "2020-01-01T00:00:00Z", "20200101": "2020-01-01T00:00:00Z", "２０２０-01-01": "2020-01-01T00:00:00Z",
		"2020-01-01 -0330": "", "Wed, 01 Jan 2020 10:00:00 GMT": "2020-01-01T10:00:00Z", "1 January 2020": "2020-01-01T00:00:00Z", "2020-01-01 10:00 -0330": "2020-01-01T10:00:00-03:30",
	} {
		cases["date: "+written] = "date: " + want + "\n"
		if want == "" {
			cases["date: "+written] = "extra: date=" + written + "\n2:7: warning: date: found \"" + written + "\"; want a date that exists, such as 2025-06-18 or 2025-06-18T23:03:00+08:00\n"
		}
	}
	for written, day := range map[string]string{"2020-01": "2020-01", "2020": "2020", "2020年": "2020", "2020年3月": "2020-03", "2020.01": "2020-01"} {
		cases["date: "+written] = "day: " + day + " date\n"
	}
	for _, key := range []string{
		"pubDate", "published", "published_at", "publishDate", "pubDatetime", "datetime", "created", "created_at", "date_published", "upload_date",
		"日期", "发布日期", "时间", "createTime", "PubDate",
	} {
		cases[key+": 2024-03-18"] = "date: 2024-03-18T00:00:00Z\nday: 2024-03-18 " + key + "\nextra: " + key + "=2024-03-18\n"
	}
	cases["Date: 2024-03-18"] = "date: 2024-03-18T00:00:00Z\nday: 2024-03-18 Date\n"
	cases["created: 2020-01-01\npublished: 2021-01-01\npubDate: 2022-01-01"] = "date: 2021-01-01T00:00:00Z\nday: 2021-01-01 published\nextra: created=2020-01-01\nextra: published=2021-01-01\nextra: pubDate=2022-01-01\n"
	cases["published: 2021-01-01\ndate: 2020-01"] = "day: 2020-01 date\nextra: published=2021-01-01\n"
	cases["date: {created: 2020-01-01, updated: 2021-02-03}"] = "date: 2020-01-01T00:00:00Z\nday: 2020-01-01 created\nlastmod: 2021-02-03T00:00:00Z\n"
	cases["last_modified_at: 2021-02-03\nupdated: 2021-02-04"] = "lastmod: 2021-02-03T00:00:00Z\nextra: last_modified_at=2021-02-03\nextra: updated=2021-02-04\n"
	cases["last_update: {date: 2020-01-01, author: Bo}"] = "lastmod: 2020-01-01T00:00:00Z\nextra: last_update={date: 2020-01-01, author: Bo}\n"
	cases["date: 1577836800"] = "date: 2020-01-01T00:00:00Z\n"
	cases["date: 1577836800000"] = "date: 2020-01-01T00:00:00Z\n"
	cases["lastUpdated: false"] = "extra: lastUpdated=false\n"
	cases["date: soon\ncreated: 2020-01-01"] = "date: 2020-01-01T00:00:00Z\nday: 2020-01-01 created\nextra: date=soon\nextra: created=2020-01-01\n" +
		"2:7: warning: date: found \"soon\"; want a date that exists, such as 2025-06-18 or 2025-06-18T23:03:00+08:00\n"
	check(t, cases)
}

func TestLists(t *testing.T) {
	check(t, map[string]string{
		"categories:\n- [访谈, 慢]\n- 软件":             "categories: 访谈 | 慢 | 软件\n",
		"tags: a, b":                               "tags: a | b\n",
		"tags: 慢，软件、人":                             "tags: 慢 | 软件 | 人\n",
		"tags: slow software":                      "tags: slow software\n",
		"tags:\n- {name: slow, slug: s}\n- x: [y]": "tags: slow | x | y\n",
		"tags: [[slow]]":                           "tags: slow\n",
		"tags: [\"[[slow|s]]\", '#fast']":          "tags: slow | fast\n",
		"tags:\n- #slow\n- a#b\n- c #note":         "tags: slow | a#b | c\n",
		"tags:\n#note\n- #slow":                    "tags: slow\n",
		"tags: #slow #fast":                        "tags: slow | fast\n",
		"tags: [#slow, #fast]":                     "tags: slow | fast\n",
		"title: x #note\ntags: # none\n- a":        "title: x\ntags: a\n",
		"tag: slow":                                "tags: slow\nextra: tag=slow\n",
		"wordCount: 1,200\nreadingTime: 5 min":     "words: 1200\nminutes: 5\n",
		"readingTime: {minutes: 5}":                "extra: readingTime={minutes: 5}\n2:15: warning: readingTime: found a mapping; want a whole number\n",
		"author: {Ada: {url: x}}":                  "author: Ada\n",
		"authors:\n- name: Ada\n  url: x\n- Bo":    "author: Ada, Bo\nextra: authors=- name: Ada\n  url: x\n- Bo\n",
		"cover: false":                             "",
		"cover: true":                              "extra: cover=true\n2:8: warning: cover: found true; want the address of an image, or image, alt and ai_generated\n",
		"description: {a: b}\ntitle: {a:\n  b}":    "description: {a: b}\nextra: title={a:\n  b}\n3:9: warning: title: found a mapping; want text\n",
	})
}

func TestPeople(t *testing.T) {
	check(t, map[string]string{
		"guest: \"[[Marta Vogel]]\"\nhost: Dan Reyes":                   "who: guest=Marta Vogel () 2:8 false\nhost: host=Dan Reyes\nextra: guest=[[Marta Vogel]]\nextra: host=Dan Reyes\n",
		"Speakers: [Marta Vogel, '[韩雪松](https://a.b)']":                 "who: Speakers=Marta Vogel () 2:12 false\nwho: Speakers=韩雪松 () 2:25 false\nextra: Speakers=[Marta Vogel, '[韩雪松](https://a.b)']\n",
		"speakers:\n- {name: Marta, company: Slow Ltd, title: CEO}":     "who: speakers=Marta (CEO, Slow Ltd) 3:10 false\nextra: speakers=- {name: Marta, company: Slow Ltd, title: CEO}\n",
		"guests:\n  Marta Vogel:\n    company: Slow Ltd":                "who: guests=Marta Vogel (Slow Ltd) 3:3 false\nextra: guests=Marta Vogel:\n    company: Slow Ltd\n",
		"嘉宾: 韩雪松\n主持人: 何":                                               "who: 嘉宾=韩雪松 () 2:5 false\nhost: 主持人=何\nextra: 嘉宾=韩雪松\nextra: 主持人=何\n",
		"guest: [[people/Marta Vogel]]":                                 "who: guest=people/Marta Vogel () 2:10 false\nextra: guest=[[people/Marta Vogel]]\n",
		"person: Ada":                                                   "person: Ada\nwho: person=Ada () 2:9 true\n",
		"person: [Ada, Bo]":                                             "who: person=Ada () 2:10 true\nwho: person=Bo () 2:15 true\n",
		"person: 12":                                                    "extra: person=12\n2:9: person: found \"12\"; want a name with letters\n",
		"person: {a: b}":                                                "extra: person={a: b}\n2:10: person: found a mapping; want a name\n",
		"event: MapConf\npodcast: {name: Slow Talk}":                    "occasion: event=MapConf\nshow: podcast=Slow Talk\nextra: event=MapConf\nextra: podcast={name: Slow Talk}\n",
		"video: https://a.b\nmp3-url: c.mp3":                            "recording: video=https://a.b\nrecording: mp3-url=c.mp3\nextra: video=https://a.b\nextra: mp3-url=c.mp3\n",
		"summary: s\nlayout: post\ntranslator: Bo":                      "summary: summary=s\nkind: layout=post\nextra: summary=s\nextra: layout=post\nextra: translator=Bo\n",
		"appearance: {title: T, date: May 2, 2020, kind: reading-list}": "appearance: T/READING_LIST/\nextra: appearance={title: T, date: May 2, 2020, kind: reading-list}\n2:14: appearance: date \"May 2\": want a date such as 2025-11-26, 2025-06 or 2020\n",
		"appearance: {date: 2020/5/2}":                                  "appearance: //2020-05-02\n",
		"appearance: {kind: sermon}":                                    "appearance: /SERMON/\nextra: appearance={kind: sermon}\n2:14: appearance: kind \"sermon\"; want interview, podcast, speech, talk, essay, reading-list or other\n",
		"appearance: talk":                                              "extra: appearance=talk\n2:13: appearance: found talk; want title, date and kind\n",
	})
}

// Small inputs are never large work.
func TestBounds(t *testing.T) {
	const n = 60_000
	deep := "lists and mappings are nested more than 100 deep"
	for src, want := range map[string]string{
		"a: " + strings.Repeat("[", n):                          "2:104: front matter: " + deep,
		"a: " + strings.Repeat("{a: ", n):                       "2:404: front matter: " + deep,
		strings.Repeat("- ", n) + "x":                           "2:201: front matter: " + deep,
		strings.Repeat("? ", n) + "x":                           "2:201: front matter: " + deep,
		"a: " + strings.Repeat("]", n):                          "front matter: " + deep,
		strings.Repeat("a: ", n):                                deep,
		"a: " + strings.Repeat("!a ", n) + "x":                  deep,
		"a: " + strings.Repeat("&a ", n) + "x":                  deep,
		"a: [" + strings.Repeat("\"]\", [", n/2):                deep,
		keysOf(20_000):                                          "a mapping has more than 2000 keys",
		bomb():                                                  "aliases make more than 200000 values of it",
		"a: " + strings.Repeat("x", 300_000):                    "front matter of 300004 bytes; want at most 262144",
		"+++\na = " + strings.Repeat("[", n) + "\n+++\ntext":    "2:105: front matter: " + deep,
		"+++\na = " + strings.Repeat("{a=", n) + "\n+++\ntext":  deep,
		"+++\n" + strings.Repeat("a.", n) + "a = 1\n+++\ntext":  deep,
		"+++\n[" + strings.Repeat("a.", n) + "a]\n+++\ntext":    deep,
		"{\"a\": " + strings.Repeat("[", n) + "\ntext":          "1:106: front matter: " + deep,
		"{\"a\": " + strings.Repeat("{\"a\":", n) + "\ntext":    deep,
		"+++\n" + strings.Repeat("[[a]]\n", n/2) + "+++\ntext":  "more than 4000 keys and tables",
		"+++\n" + strings.Repeat("a=1\n", n) + "+++\ntext":      "more than 4000 keys and tables",
		"+++\na={" + strings.Repeat("a=1,", n) + "}\n+++\ntext": "more than 4000 keys and tables",
		";;;\n\"a\": " + strings.Repeat("[", n) + "\n;;;\ntext": deep,
	} {
		if !strings.Contains(src, "text") {
			src = "---\n" + src + "\n---\ntext\n"
		}
		started := time.Now()
		_, diags := front.Read("p.md", []byte(src))
		if took := time.Since(started); took > 5*time.Second {
			t.Errorf("%.40q: %v", src, took)
		}
		if len(diags) != 1 || !diags.HasErrors() || !strings.Contains(diags[0].String(), want) {
			t.Errorf("%.40q: %v; want an error %s", src, diags, want)
		}
	}
}

func keysOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return b.String()
}

func bomb() string {
	b := "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		b += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 8), i-1)
	}
	return b
}

func TestReadYAML(t *testing.T) {
	for src, want := range map[string]string{
		"- " + strings.Repeat("[", 101) + strings.Repeat("]", 101): "f.yaml:1:102: lists and mappings are nested more than 100 deep; want a list",
		"a: b\na: c": "f.yaml:2:1: key \"a\" stands in line 1 already; want a list",
		"- a: [":     "f.yaml:1:6: sequence end token ']' not found; want a list",
		"[" + strings.Repeat("a,", 400_000) + "a]": "f.yaml:1:800001: more than 400000 line breaks, commas, colons and the like; want a list",
		"- |\n" + strings.Repeat(" a\n", 500_000):  "f.yaml:400000:3: more than 400000 line breaks, commas, colons and the like; want a list",
		strings.Repeat("[", 10_000):                "f.yaml:1:101: lists and mappings are nested more than 100 deep; want a list",
	} {
		if _, diags := front.ReadYAML("f.yaml", []byte(src), "a list"); len(diags) != 1 || diags[0].String() != want {
			t.Errorf("%.40q: %v; want %q", src, diags, want)
		}
	}
	docs, diags := front.ReadYAML("f.yaml", []byte("- &a [x]\n- *a\n"), "a list")
	if len(diags) > 0 || len(docs) != 1 || len(docs[0].Entries) != 2 || docs[0].Entries[1].Entries[0].Text != "x" {
		t.Errorf("an anchor in another entry: %+v, %v", docs, diags)
	}
}

// Any bytes give a matter; every position lies inside the input, the body too;
// the same bytes give the same matter.
func FuzzRead(f *testing.F) {
	for _, head := range []string{
		"title: a: b", "tags: [x] y", "date: 2020-1-1 9:05:00", "a: &x [1]\nb: *x", "\ttitle: 'It's'", "tags: #a #b", "title：x", "categories:\n- [a, b]\n- c",
		"<<: {a: b}", "!a b: c", "? a\n: b", "a: |\n  b\nc: >-\n  d", "draft: {{x}}",
	} {
		f.Add([]byte("---\n" + head + "\n---\ntext"))
	}
	f.Add([]byte("+++\na = [1, {b = 2020-01-01}]\n[c.d]\ne = 1\n+++\n"))
	f.Add([]byte("{\"a\": {\"b\": [1]}, \"guest\": \"x\"}\n"))
	f.Add([]byte("title: a\n---\n"))
	f.Add([]byte("\"title\": 1,\n;;;\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
			return // package post refuses these before
		}
		m, diags := front.Read("p.md", src)
		if m.Start < 0 || m.Start > len(src) {
			t.Fatalf("the body starts at %d of %d", m.Start, len(src))
		}
		lines := strings.Split(string(src), "\n")
		inside := func(what string, line, column int) {
			if line < 1 || line > len(lines) || column < 1 || column > len(lines[line-1])+1 {
				t.Fatalf("%s at %d:%d lies outside of %d lines", what, line, column, len(lines))
			}
		}
		for _, d := range diags {
			inside(d.Message, d.Line, d.Column)
		}
		for _, e := range m.Fields {
			inside(e.Key, e.KeyAt.Line, e.KeyAt.Column)
			inside(e.Key, e.At.Line, e.At.Column)
		}
		for _, w := range slices.Concat(m.People, m.Hosts) {
			inside(w.Value, w.At.Line, w.At.Column)
		}
		again, more := front.Read("p.md", src)
		if diff := cmp.Diff(m, again) + cmp.Diff(diags, more); diff != "" {
			t.Fatal("the same bytes gave another matter", diff)
		}
	})
}

// The schema names keys that the reader knows, the fields of a post among them.
func TestSchema(t *testing.T) {
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(front.Schema, &schema); err != nil {
		t.Fatal(err)
	}
	for key := range schema.Properties {
		if !front.Known(key) {
			t.Errorf("the schema has %q, which the reader does not know", key)
		}
	}
	for _, key := range []string{
		"title", "date", "lastmod", "draft", "tags", "categories", "description", "wordCount", "readingTime", "author", "ai_cover", "cover", "person", "appearance",
	} {
		if schema.Properties[key] == nil {
			t.Errorf("the schema has no %s", key)
		}
	}
}
