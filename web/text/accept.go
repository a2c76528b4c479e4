package text

import (
	"mime"
	"strconv"
	"strings"
)

// preferred reports whether a header Accept names text/markdown itself, and no page of HTML
// with a higher weight (RFC 9110, section 12.5.1). Browsers never name Markdown; who names
// both with one weight wants Markdown.
func preferred(accept []string) bool {
	markdown, html := -1.0, -1.0
	for _, one := range strings.Split(strings.Join(accept, ","), ",") {
		kind, parameters, err := mime.ParseMediaType(one)
		if err != nil {
			continue
		}
		weight := 1.0
		if q, given := parameters["q"]; given {
			if weight, err = strconv.ParseFloat(q, 64); err != nil {
				continue
			}
		}
		switch kind {
		case "text/markdown":
			markdown = max(markdown, weight)
		case "text/html", "application/xhtml+xml":
			html = max(html, weight)
		}
	}
	return markdown > 0 && markdown >= html
}
