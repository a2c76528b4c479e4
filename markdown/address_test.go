package markdown_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"viewline/markdown"
	"viewline/weburl"
)

// Addresses in HTML are as safe as those that the API gives by themselves.
func TestAddressesInHTMLAreSafe(t *testing.T) {
	address := regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	for _, scheme := range []string{"javascript", "JaVaScRiPt", "vbscript", "data", "file", "blob"} {
		for _, form := range []string{"%:x", "\u0001%:x", " \x1f%:x", "&#1;%:x", "&Tab;%:x", "%&colon;x", "%&#58;x", "%&NewLine;:x", "j&#x0A;ava%:x"} {
			to := strings.ReplaceAll(form, "%", scheme[:4]+"\t"+scheme[4:])
			for _, to := range []string{to, strings.ReplaceAll(form, "%", scheme)} {
				for _, text := range []string{
					"[a](<" + to + ">)", "[a](" + to + ")", "![a](<" + to + ">)", "<" + to + ">", `<a href="` + to + `">a</a>`, `<img src="` + to + `">`, "<a href='" + to + "'>a</a>",
				} {
					got := markdown.HTML([]byte(text), markdown.Parse([]byte(text)))
					for _, found := range address.FindAllStringSubmatch(got, -1) {
						if to := html.UnescapeString(found[1]); to != "" && weburl.Safe(to) == "" {
							t.Errorf("%q becomes %q", text, got)
						}
					}
				}
			}
		}
	}
}
