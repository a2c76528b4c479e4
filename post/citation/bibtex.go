package citation

import "strings"

// BibTeX reads the entries of a bibliography in BibTeX's form. An entry without
// a title is left out.
func BibTeX(src string) []Citation {
	var all []Citation
	for {
		at := strings.IndexByte(src, '@')
		if at < 0 {
			return all
		}
		open := strings.IndexByte(src[at:], '{')
		if open < 0 {
			return all
		}
		kind := strings.ToLower(strings.TrimSpace(src[at+1 : at+open]))
		src = src[at+open+1:]
		if kind == "" || strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz") != "" || kind == "comment" || kind == "string" || kind == "preamble" {
			continue
		}
		var c Citation
		if c, src = entry(src); c.Title != "" {
			all = append(all, c)
		}
	}
}

// entry reads the fields of an entry up to its closing brace, and gives what
// follows.
func entry(src string) (c Citation, rest string) {
	if i := strings.IndexAny(src, ",}"); i >= 0 && src[i] == ',' {
		src = src[i+1:] // behind the entry's key
	}
	for {
		src = strings.TrimLeft(src, " \t\r\n,")
		i := strings.IndexAny(src, "=}@")
		if i < 0 || src[i] != '=' {
			if i >= 0 && src[i] == '}' {
				i++
			}
			return c, src[max(i, 0):]
		}
		name := strings.ToLower(strings.TrimSpace(src[:i]))
		var value string
		value, src = bibValue(strings.TrimLeft(src[i+1:], " \t\r\n"))
		c.set(name, strings.Join(strings.Fields(braces.Replace(value)), " "))
	}
}

// braces protect capital letters in BibTeX, and are not shown.
var braces = strings.NewReplacer("{", "", "}", "", `\&`, "&", `\%`, "%", "~", " ", "--", "–")

// bibValue is a value in braces, in quotation marks, or up to a comma.
func bibValue(src string) (value, rest string) {
	if src == "" {
		return "", ""
	}
	if src[0] != '{' && src[0] != '"' {
		if i := strings.IndexAny(src, ",}\n"); i >= 0 {
			return src[:i], src[i:]
		}
		return src, ""
	}
	depth := 0
	for i := range len(src) {
		switch src[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		if i > 0 && depth == 0 && (src[0] == '{' && src[i] == '}' || src[0] == '"' && src[i] == '"') {
			return src[1:i], src[i+1:]
		}
	}
	return src[1:], ""
}

// set takes up a field of an entry.
func (c *Citation) set(name, value string) {
	switch name {
	case "title":
		c.Title = Clean(value)
	case "author":
		for author := range strings.SplitSeq(value, " and ") {
			if family, given, ok := strings.Cut(author, ","); ok {
				author = strings.TrimSpace(given) + " " + strings.TrimSpace(family)
			}
			if author = strings.TrimSpace(author); author != "" && author != "others" {
				c.Authors = append(c.Authors, author)
			}
		}
	case "year", "date":
		c.Year = Year(value)
	case "journal", "booktitle", "publisher", "journaltitle":
		if c.Venue == "" || name != "publisher" {
			c.Venue = cleanVenue(value)
		}
	case "doi":
		if _, c.DOI = Identify("doi:" + value); c.DOI == "" {
			_, c.DOI = Identify(value)
		}
	case "url":
		c.URL = value
		arxivID, doiName := Identify(value)
		c.Arxiv, c.DOI = orElse(c.Arxiv, arxivID), orElse(c.DOI, doiName)
	case "eprint":
		arxivID, _ := Identify("arxiv:" + value)
		c.Arxiv = orElse(arxivID, c.Arxiv)
	}
}
