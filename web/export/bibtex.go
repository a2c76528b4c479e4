package export

import (
	"fmt"
	"strings"
	"unicode"
)

// bibtex writes papers as BibTeX in UTF-8, one entry for each. Text is written so that LaTeX
// typesets just its characters; addresses and identifiers stay as they are, as the packages
// url, hyperref and biblatex read them.
func bibtex(papers []paper, total int) ([]byte, error) {
	var file strings.Builder
	if left := total - len(papers); left > 0 { // BibTeX passes over what stands between entries
		fmt.Fprintf(&file, "%d of %d papers are not in it: they are recommended less than these.\n\n", left, total)
	}
	for _, p := range papers {
		kind := "misc"
		if p.Venue != "" {
			kind = "article"
		}
		fmt.Fprintf(&file, "@%s{%s", kind, citeKey(p.Slug))
		put := func(name, value string) {
			if value != "" {
				fmt.Fprintf(&file, ",\n  %s = {%s}", name, value)
			}
		}
		put("title", "{"+latex(p.Title)+"}") // in braces of its own, so that no style changes its case
		put("author", authors(p.Authors))
		put("journal", latex(p.Venue))
		date, err := partsOf(p.Published)
		if err != nil {
			return nil, fmt.Errorf("date of %s: %w", p.Slug, err)
		}
		if len(date) > 0 {
			put("year", fmt.Sprint(date[0]))
		}
		if len(date) > 1 && date[1] >= 1 && date[1] <= 12 {
			fmt.Fprintf(&file, ",\n  month = %s", months[date[1]-1]) // the names that every style defines
		}
		if len(date) > 2 {
			put("day", fmt.Sprint(date[2]))
		}
		if p.Arxiv != "" {
			put("eprint", verbatim(p.Arxiv))
			put("archiveprefix", "arXiv")
		}
		put("doi", verbatim(p.DOI))
		put("url", verbatim(p.URL))
		file.WriteString("\n}\n\n")
	}
	return []byte(file.String()), nil
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// citeKey is the key of an entry: the slug of the paper. Letters that a key cannot hold, and
// those beyond ASCII, which older programs cannot read, are written as their number, "+4e2d.".
func citeKey(slug string) string {
	var key strings.Builder
	for _, r := range slug {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.:", r) {
			key.WriteRune(r)
		} else {
			fmt.Fprintf(&key, "+%x.", r)
		}
	}
	return key.String()
}

// special are the characters that LaTeX reads as commands. The braces become commands
// without braces, since BibTeX counts braces also behind a backslash.
var special = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`$`, `\$`, `&`, `\&`, `%`, `\%`, `#`, `\#`, `_`, `\_`,
)

// latex is a text in one line that LaTeX typesets as it is.
func latex(text string) string {
	return special.Replace(strings.Join(strings.Fields(printable(text)), " "))
}

// authors are names as BibTeX separates them. A name that BibTeX would take apart, because
// there is an "and" or a comma in it, is held together by braces.
func authors(names []string) string {
	var all []string
	for _, name := range names {
		written := latex(name)
		words := strings.Fields(strings.ToLower(name))
		together := strings.Contains(name, ",") || len(words) == 1 && words[0] == "others"
		for _, word := range words {
			together = together || word == "and"
		}
		switch {
		case written == "":
			continue
		case together:
			written = "{" + written + "}"
		}
		all = append(all, written)
	}
	return strings.Join(all, " and ")
}

// verbatim is an address or an identifier. What would end the field, or would begin a
// command, is percent-encoded.
func verbatim(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(text))
}
