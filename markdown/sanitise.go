package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// policy is what HTML may hold: structure, no looks, no scripts, no ids but those of footnotes.
var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(
		"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "div",
		"article", "aside", "section", "details", "summary", "figure", "figcaption",
		"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
		"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "ruby", "rt", "rp",
	)
	p.AllowLists()
	p.AllowTables()
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnFullyQualifiedLinks(true)

	match := regexp.MustCompile
	p.AllowAttrs("dir").Matching(bluemonday.Direction).Globally()
	p.AllowAttrs("lang").Matching(match(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)).Globally()
	p.AllowAttrs("title").Globally() // bluemonday.Paragraph has no Chinese punctuation; values are escaped anyway
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.NumberOrPercent).OnElements("img")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("open").Matching(match(`^(|open)$`)).OnElements("details")
	p.AllowAttrs("datetime").Matching(bluemonday.ISO8601).OnElements("time", "del", "ins")
	p.AllowAttrs("class").Matching(match(`^language-[A-Za-z0-9+#._-]+$`)).OnElements("code")
	p.AllowAttrs("id").Matching(match(`^fn(ref[0-9]*)?:[0-9]+$`)).OnElements("sup", "li")
	return p
}

// sanitise applies policy. bluemonday filters tags one by one, so their pairs are put right afterwards: a stray </div>
// of a post must not close an element of the page around it.
func sanitise(s string) string {
	if same, ok := simple(s); ok {
		return same
	}
	return thorough(s)
}

func thorough(s string) string {
	return balance(policy.SanitizeBytes([]byte(unspaced(s))))
}

var (
	pictureTag = regexp.MustCompile(`(?i)<img\s(?:"[^"]*"|'[^']*'|[^"'>])*>`)
	valued     = regexp.MustCompile(`([^\s"'=<>/]+)(\s*=\s*)("[^"]*"|'[^']*')`)
)

// unspaced escapes the blanks in the addresses of pictures, as browsers do
// (https://url.spec.whatwg.org, section 4.4, "path state"): the policy takes away addresses that have any.
func unspaced(s string) string {
	if !strings.Contains(s, "<img") && !strings.Contains(s, "<IMG") {
		return s
	}
	return pictureTag.ReplaceAllStringFunc(s, func(tag string) string {
		return valued.ReplaceAllStringFunc(tag, func(found string) string {
			part := valued.FindStringSubmatch(found)
			if !strings.EqualFold(part[1], "src") {
				return found
			}
			quote, value := part[3][:1], part[3][1:len(part[3])-1]
			return part[1] + part[2] + quote + strings.ReplaceAll(strings.TrimSpace(value), " ", "%20") + quote
		})
	})
}

// void elements have no end tag.
var void = set("br hr img wbr col")

// balance drops end tags that nothing opened and closes what was left open.
func balance(fragment []byte) string {
	var out strings.Builder
	var open []string
	opened := map[string]int{}
	closeLast := func() string {
		name := open[len(open)-1]
		open = open[:len(open)-1]
		opened[name]--
		out.WriteString("</" + name + ">")
		return name
	}
	for z := html.NewTokenizer(bytes.NewReader(fragment)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break // io.EOF: reading from memory
		}
		raw := slices.Clone(z.Raw())
		tag, _ := z.TagName()
		name := string(tag)
		switch {
		case kind == html.EndTagToken:
			for opened[name] > 0 && closeLast() != name {
			}
			continue
		case kind == html.StartTagToken && !void[name]:
			open = append(open, name)
			opened[name]++
		}
		out.Write(raw)
	}
	for len(open) > 0 {
		closeLast()
	}
	return out.String()
}
