package export

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"viewline/web/site"
)

// mapped is how many addresses a sitemap may have (sitemaps.org, protocol 0.9). Tests change
// it.
var mapped = 50000

// Sitemaps, and the index of several of them, of the protocol 0.9 of sitemaps.org.
type (
	sitemapIndex struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []place  `xml:"sitemap"`
	}
	sitemapPages struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Pages   []place  `xml:"url"`
	}
	place struct {
		Address string `xml:"loc"`
		Changed string `xml:"lastmod,omitempty"`
	}
)

// places is a list of pages, of which the first ones can be read.
type places struct {
	count int
	read  func(first int) ([]place, error)
}

// sitemap writes the addresses of all pages. Where there are more than a sitemap may have, it
// writes the index of several sitemaps, which have the parameter part. They are not in a
// folder, as a sitemap may have the addresses of its own folder alone.
func sitemap(ctx context.Context, e *exports, a asked) ([]byte, error) {
	answer, err := askSitemapSize(ctx, e.execute)
	if err != nil {
		return nil, err
	}
	if err := a.same(answer.Corpus); err != nil {
		return nil, err
	}
	lists := e.places(ctx, a, answer.Corpus, answer.Topics.TotalCount)
	total := 0
	for _, l := range lists {
		total += l.count
	}
	parts := (total + mapped - 1) / mapped
	part := 1
	if text := a.Query.Get("part"); text != "" {
		if part, err = strconv.Atoi(text); err != nil || part < 1 || part > parts {
			return nil, &site.Refusal{Status: http.StatusBadRequest, Text: fmt.Sprintf("part %.100q; want a number from 1 to %d", text, parts)}
		}
	} else if parts > 1 {
		var index sitemapIndex
		for i := range parts {
			index.Maps = append(index.Maps, place{Address: fmt.Sprintf("%s%s?part=%d", a.Origin, a.Path, i+1)})
		}
		return asXML(index)
	}
	var pages sitemapPages
	from, to := (part-1)*mapped, part*mapped
	for _, l := range lists {
		if max(from, 0) < l.count && to > 0 {
			read, err := l.read(min(to, l.count))
			if err != nil {
				return nil, err
			}
			pages.Pages = append(pages.Pages, read[min(max(from, 0), len(read)):min(to, len(read))]...)
		}
		from, to = from-l.count, to-l.count
	}
	return asXML(pages)
}

// places are the lists of all pages, in the order of the sitemap. The number of topics has the
// proposed ones, which the size has not.
func (e *exports) places(ctx context.Context, a asked, size corpus, topics int) []places {
	fixed := []place{{Address: a.at("")}, {Address: a.at("people")}, {Address: a.at("topics")}, {Address: a.at("papers")}, {Address: a.at("posts")}}
	return []places{
		{len(fixed), func(first int) ([]place, error) { return fixed[:first], nil }},
		{size.People, func(first int) ([]place, error) {
			return placed(e, a, first, func(p person) place { return place{Address: a.at("people", p.Slug)} }, func(first int, after string) ([]person, pageInfo, corpus, error) {
				answer, err := askPeopleMap(ctx, e.execute, peopleMapVariables{first, after})
				if err != nil {
					return nil, pageInfo{}, corpus{}, err
				}
				return answer.People.Nodes, answer.People.PageInfo, answer.Corpus, nil
			})
		}},
		{topics, func(first int) ([]place, error) {
			return placed(e, a, first, func(t topic) place { return place{Address: a.at("topics", t.Slug)} }, func(first int, after string) ([]topic, pageInfo, corpus, error) {
				answer, err := askTopicsMap(ctx, e.execute, topicsMapVariables{first, after})
				if err != nil {
					return nil, pageInfo{}, corpus{}, err
				}
				return answer.Topics.Nodes, answer.Topics.PageInfo, answer.Corpus, nil
			})
		}},
		{size.Papers, func(first int) ([]place, error) {
			return placed(e, a, first, func(p paper) place { return place{Address: a.at("papers", p.Slug)} }, func(first int, after string) ([]paper, pageInfo, corpus, error) {
				answer, err := askPapersMap(ctx, e.execute, papersMapVariables{first, after})
				if err != nil {
					return nil, pageInfo{}, corpus{}, err
				}
				return answer.Papers.Nodes, answer.Papers.PageInfo, answer.Corpus, nil
			})
		}},
		{size.Posts, func(first int) ([]place, error) {
			return placed(e, a, first, func(p post) place { return place{a.at("posts", p.Slug), day(p.changed())} }, func(first int, after string) ([]post, pageInfo, corpus, error) {
				answer, err := askPostsMap(ctx, e.execute, postsMapVariables{first, after})
				if err != nil {
					return nil, pageInfo{}, corpus{}, err
				}
				return answer.Posts.Nodes, answer.Posts.PageInfo, answer.Corpus, nil
			})
		}},
		{size.Appearances, func(first int) ([]place, error) {
			return placed(e, a, first, func(of appearance) place { return place{a.URL(of), day(of.Post.changed())} }, func(first int, after string) ([]appearance, pageInfo, corpus, error) {
				answer, err := askAppearancesMap(ctx, e.execute, appearancesMapVariables{first, after})
				if err != nil {
					return nil, pageInfo{}, corpus{}, err
				}
				return answer.Appearances.Nodes, answer.Appearances.PageInfo, answer.Corpus, nil
			})
		}},
	}
}

// placed reads the first items of a list, and gives their pages.
func placed[T any](e *exports, a asked, first int, as func(T) place, ask func(first int, after string) ([]T, pageInfo, corpus, error)) ([]place, error) {
	return list(e, first, func(first int, after string) ([]place, pageInfo, error) {
		items, at, of, err := ask(first, after)
		if err != nil {
			return nil, at, err
		}
		pages := make([]place, len(items))
		for i, item := range items {
			pages[i] = as(item)
		}
		return pages, at, a.same(of)
	})
}

// day is when a page last changed; empty where that is not known.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return stamp(t)
}

// asXML is a document of XML.
func asXML(document any) ([]byte, error) {
	var file bytes.Buffer
	file.WriteString(xml.Header)
	if err := xml.NewEncoder(&file).Encode(document); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}
