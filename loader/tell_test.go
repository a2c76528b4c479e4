package main

import (
	"strings"
	"testing"

	"viewline/diagnostic"
	"viewline/ingest"
	"viewline/post"
	"viewline/timeline"
)

func TestPostLine(t *testing.T) {
	at := func(line int, date string, from timeline.DateSource, approximate bool) ingest.AppearanceReport {
		return ingest.AppearanceReport{Line: line, Date: date, Earliest: date, DateSource: from, DateApproximate: approximate}
	}
	heading, written := timeline.DateFromHeading, timeline.DateFromFrontMatter
	decade := ingest.AppearanceReport{Line: 9, Earliest: "1990-01-01", DateText: "the 1990s", DateApproximate: true, DateSource: heading}
	ada, bo := post.Reported{Name: "Ada"}, post.Reported{Name: "Bo"}
	for want, p := range map[string]ingest.PostReport{
		"nobody: no occasion":                                     {},
		"Ada: no occasion":                                        {People: []post.Reported{ada}},
		"Ada: 1 occasion, undated":                                {People: []post.Reported{ada}, Appearances: []ingest.AppearanceReport{{Line: 1}}},
		"Ada: 1 occasion, 2020":                                   {People: []post.Reported{ada}, Appearances: []ingest.AppearanceReport{at(1, "2020", heading, false)}},
		"Ada, Bo: 1 occasion, 2020":                               {People: []post.Reported{ada, bo}, Appearances: []ingest.AppearanceReport{at(1, "2020", heading, false), at(1, "2020", heading, false)}},
		"Ada: 3 occasions, 2019-05-01 to 2020-02":                 {People: []post.Reported{ada}, Appearances: []ingest.AppearanceReport{at(1, "2020", heading, true), at(2, "2019-05-01", heading, false), at(3, "2020-02", heading, false)}},
		"Ada: 2 occasions, by 2019-05-01":                         {People: []post.Reported{ada}, Appearances: []ingest.AppearanceReport{at(1, "2019-05-01", written, true), at(2, "2019-05-01", timeline.DateFromPath, true)}},
		"Ada: 4 occasions, the 1990s to 2020, by 2021, 1 undated": {People: []post.Reported{ada}, Appearances: []ingest.AppearanceReport{at(1, "2020", heading, false), decade, at(2, "2021", written, true), {Line: 3}}},
		"Ada: 1 occasion, 2018":                                   {People: []post.Reported{ada}, Appearances: []ingest.AppearanceReport{at(1, "2018", written, false)}},
		"a draft, passed over; --drafts reads it":                 {Outcome: ingest.Draft},
		"not read, because of the errors above":                   {Outcome: ingest.Failed},
	} {
		if got := postLine(p); got != want {
			t.Errorf("%q; want %q", got, want)
		}
	}
}

func TestFormats(t *testing.T) {
	d := diagnostic.Diagnostic{Path: "a,b:c%.md", Line: 3, Column: 7, Severity: diagnostic.Warning, Message: "50%: a,\r\n<b>"}
	file := diagnostic.Diagnostic{Path: "a.md", Severity: diagnostic.Error, Message: "x"}
	for name, want := range map[string]string{
		"text":   "a,b:c%.md:3:7: warning: 50%: a,\\r\\n<b>\na.md: x\n",
		"github": "::warning file=a%2Cb%3Ac%25.md,line=3,col=7::50%25: a,%0D%0A<b>\n::error file=a.md::x\n",
		"json":   `{"path":"a,b:c%.md","line":3,"column":7,"severity":"warning","message":"50%: a,\r\n<b>"}` + "\n" + `{"path":"a.md","severity":"error","message":"x"}` + "\n",
	} {
		var out strings.Builder
		for _, d := range []diagnostic.Diagnostic{d, file} {
			formats[name].diagnostic(&out, d)
		}
		if out.String() != want {
			t.Errorf("%s: %q; want %q", name, out.String(), want)
		}
	}
}
