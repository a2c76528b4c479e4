package post

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"viewline/diagnostic"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/timeline"
)

// KnownPaper is an entry of papers.json.
type KnownPaper struct {
	*timeline.Paper
	// Aliases are phrases by which posts name the paper.
	Aliases []string
}

// jsonPosition is where a JSON error lies.
func jsonPosition(src []byte, err error) diagnostic.Position {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return diagnostic.At(src, int(syntax.Offset)-1)
	case errors.As(err, &typ):
		return diagnostic.At(src, int(typ.Offset)-1)
	}
	return diagnostic.At(src, 0)
}

// itemPositions lists where the items of a JSON array start.
func itemPositions(src []byte) []diagnostic.Position {
	dec := json.NewDecoder(strings.NewReader(string(src)))
	_, _ = dec.Token() // the bracket: the array was decoded before
	var at []diagnostic.Position
	var last diagnostic.Position
	passed := 0 // the offset that last is the position of
	for dec.More() {
		offset := int(dec.InputOffset())
		for offset < len(src) && strings.IndexByte(" \t\r\n,", src[offset]) >= 0 {
			offset++
		}
		if between := src[passed:offset]; passed == 0 {
			last = diagnostic.At(src, offset)
		} else if i := bytes.LastIndexByte(between, '\n'); i >= 0 {
			last = diagnostic.Position{Line: last.Line + bytes.Count(between, []byte("\n")), Column: 1 + utf8.RuneCount(between[i+1:])}
		} else {
			last.Column += utf8.RuneCount(between)
		}
		passed = offset
		at = append(at, last)
		var skip json.RawMessage
		if dec.Decode(&skip) != nil {
			break
		}
	}
	return at
}

// cslItem is an item of CSL-JSON (Citation Style Language, input data schema
// 1.0), as far as it is read.
type cslItem struct {
	Title  string `json:"title"`
	Author []struct {
		Family, Given, Literal string
		Particle               string `json:"non-dropping-particle"`
	} `json:"author"`
	Issued struct {
		DateParts [][]json.Number `json:"date-parts"`
	} `json:"issued"`
	URL     string `json:"URL"`
	DOI     string `json:"DOI"`
	Number  string `json:"number"`
	Archive string `json:"archive_location"`
	Note    string `json:"note"`
	Venue   string `json:"container-title"`
}

// ReadPapers reads papers.json, a CSL-JSON array as Zotero exports it. A line
// "aliases: …; …" in an item's note tells by which phrases posts name the
// paper. An item without a title, or with an impossible date, is an error.
func ReadPapers(path string, src []byte) ([]KnownPaper, diagnostic.List) {
	var diags diagnostic.List
	var items []json.RawMessage
	if err := json.Unmarshal(src, &items); err != nil {
		diags.Add(path, jsonPosition(src, err), diagnostic.Error, "%v; want a CSL-JSON array", err)
		return nil, diags
	}
	var papers []KnownPaper
	at := itemPositions(src)
	for i, raw := range items {
		var item cslItem
		err := json.Unmarshal(raw, &item)
		if err == nil && item.Title == "" {
			err = errors.New("no title")
		}
		var p KnownPaper
		if err == nil {
			p, err = item.paper()
		}
		if err != nil {
			diags.Add(path, at[i], diagnostic.Error, "item %d: %v; want a CSL-JSON item with a title", i+1, err)
			continue
		}
		papers = append(papers, p)
	}
	return papers, diags
}

var (
	aliasLine = pattern.MustCompile(`(?m)^\s*aliases:\s*(.+)$`)
	arxivID   = pattern.MustCompile(`(?i)arxiv[:./]\s*(?:abs/|pdf/)?([a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})`)
)

func (c cslItem) paper() (KnownPaper, error) {
	p := KnownPaper{Paper: &timeline.Paper{
		Slug: names.Key(c.Title), Title: c.Title, URL: timeline.Text(c.URL), DOI: timeline.Text(c.DOI), Venue: timeline.Text(c.Venue),
	}}
	if len(c.Issued.DateParts) > 0 {
		var parts [3]int
		for i, n := range c.Issued.DateParts[0] {
			v, err := n.Int64()
			if err != nil || i > 2 {
				return p, fmt.Errorf("issued %v", c.Issued.DateParts[0])
			}
			parts[i] = int(v)
		}
		var err error
		if p.Published, err = timeline.NewPartialDate(parts[0], parts[1], parts[2]); err != nil {
			return p, fmt.Errorf("issued: %w", err)
		}
	}
	for _, a := range c.Author {
		name := strings.Join(strings.Fields(a.Given+" "+a.Particle+" "+a.Family), " ")
		p.Authors = append(p.Authors, cmp.Or(a.Literal, name))
	}
	if m := arxivID.FindStringSubmatch(c.Number + " " + c.Archive + " " + c.URL); m != nil {
		p.Arxiv = timeline.Text(m[1])
	}
	if m := aliasLine.FindStringSubmatch(c.Note); m != nil {
		for name := range strings.SplitSeq(m[1], ";") {
			if name = strings.TrimSpace(name); name != "" {
				p.Aliases = append(p.Aliases, name)
			}
		}
	}
	return p, nil
}
