package ingest

import (
	"viewline/store"
	"viewline/timeline"
)

// How many bytes an engine may store in addition to each token and each entry of the index.
// MongoDB keeps the tokens in lists in the document, whose elements have a type, a number
// and a length (https://bsonspec.org/spec.html), and repeats the place of the document in
// each entry.
const (
	besideEntry = 128
	besideToken = 1 + 6 + 4 + 1 // type, number, length, and the 0 at the end
	// perByte is an upper bound for the bytes that the tokens of a text take, for each byte of
	// the text. A Chinese character, of 3 bytes, is a token, and makes another token with its
	// neighbour; each token may be stored twice, as a word and as a strong word.
	perByte = 24
)

// entriesSize is how many bytes the index entries of a document take. Size is how many
// bytes the document has without the entries. The result is 0 where an upper bound shows
// that both together are small enough.
func entriesSize(size int, sections []*timeline.Section, texts []string, key string, index func(store.Indexer)) int {
	most := 0
	for _, t := range texts {
		most += perByte * len(t)
	}
	var ofView []string
	for s := range timeline.AllSections(sections) {
		for _, v := range s.Viewpoints {
			ofView = store.AppendViewpointTexts(ofView[:0], v)
			for _, t := range ofView {
				most += perByte * len(t)
			}
			most += perByte * len(s.Heading)
			for _, t := range texts[:min(1, len(texts))] { // each entry has the theme
				most += perByte * len(t)
			}
			most += besideEntry + len(key)
		}
	}
	if size+most <= maxDocument {
		return 0
	}
	m := &meter{perEntry: besideEntry + len(key), seen: map[string]bool{}}
	index(m)
	return m.size
}

// meter adds up the bytes of entries. It stops counting once they are too many.
type meter struct {
	size, perEntry int
	seen           map[string]bool // the tokens of the last entry
}

func (m *meter) Begin(_ string, topics []string) {
	clear(m.seen)
	m.size += m.perEntry
	for _, t := range topics {
		m.size += besideToken + len(t)
	}
}

func (m *meter) Token(class byte, text string) {
	if m.size > maxDocument {
		return
	}
	t := string(class) + text
	if !m.seen[t] {
		m.seen[t] = true
		m.size += besideToken + len(t)
	}
}

func appearanceEntriesSize(size int, a *timeline.Appearance) int {
	texts := append([]string{string(a.Theme), a.Title, a.Heading}, store.OwnTexts(a)...)
	return entriesSize(size, a.Sections, texts, a.PersonSlug, func(to store.Indexer) { store.IndexAppearance(a, to) })
}

func postEntriesSize(size int, p *timeline.Post) int {
	return entriesSize(size, p.Sections, nil, p.Slug, func(to store.Indexer) { store.IndexPost(p, to) })
}
