package mongodb

import (
	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// What is stored beside a document is what it is found by. It stands inside
// the document, so that one replacement changes both.

// personDocument is a person as stored: with all folded spellings.
type personDocument struct {
	timeline.Person `bson:",inline"`
	Spellings       []string `bson:"names"`
	Tokens          []string `bson:"tokens,omitempty"`
}

// topicDocument is a topic as stored: with all folded spellings.
type topicDocument struct {
	timeline.Topic `bson:",inline"`
	Spellings      []string `bson:"names"`
}

// paperDocument is a paper as stored: with a date even where there is none, and
// with the first and the last day that it can mean.
type paperDocument struct {
	timeline.Paper `bson:",inline"`
	Published      timeline.PartialDate `bson:"published"`
	Earliest       timeline.PartialDate `bson:"earliest"`
	Latest         timeline.PartialDate `bson:"latest"`
	Entries        []entryDocument      `bson:"entries"`
}

// entryDocument is an entry as stored: with what a list must know of the
// document that it stands in. Taken apart, an entry could have it from there on
// MongoDB, but the test endpoint keeps nothing but the key.
type entryDocument struct {
	store.Entry `bson:",inline"`
	// Date is the document's place in lists by date.
	Date        string `bson:"date"`
	Person      string `bson:"person,omitempty"`
	Recommended int    `bson:"recommended,omitempty"`
	// Slug is that of a post; other documents go by their key.
	Slug string `bson:"slug,omitempty"`
}

// appearanceDocument is an appearance as stored: with its place in lists by date,
// which is its date where it has one. See [timeline.Appearance.Place].
type appearanceDocument struct {
	timeline.Appearance `bson:",inline"`
	Date                string          `bson:"date"`
	Entries             []entryDocument `bson:"entries"`
}

type postDocument struct {
	timeline.Post `bson:",inline"`
	Entries       []entryDocument `bson:"entries,omitempty"`
}

// withoutIndex leaves out of what is read all that is there for the indexes.
var withoutIndex = bson.M{"entries": 0, "tokens": 0, "names": 0}

func newPersonDocument(p *timeline.Person) any {
	return personDocument{*p, p.Names(), store.PersonTokens(p)}
}

func newTopicDocument(t *timeline.Topic) any { return topicDocument{*t, t.Names()} }

func newPaperDocument(p *timeline.Paper) any {
	d := p.Published
	entries := entriesOf([]store.Entry{store.PaperEntry(p)}, entryDocument{Date: d.String()})
	return paperDocument{*p, d, d.Earliest(), d.Latest(), entries}
}

func newAppearanceDocument(a *timeline.Appearance) any {
	place := a.Place()
	of := entryDocument{Date: place, Person: a.PersonSlug, Recommended: a.Recommended}
	return appearanceDocument{*a.Stored(), place, entriesOf(store.AppearanceEntries(a), of)}
}

func newPostDocument(p *timeline.Post) any {
	return postDocument{*p.Stored(), postEntries(p)}
}

func postEntries(p *timeline.Post) []entryDocument {
	return entriesOf(store.PostEntries(p), entryDocument{Person: p.PersonSlug, Slug: p.Slug})
}

func entriesOf(entries []store.Entry, of entryDocument) []entryDocument {
	documents := make([]entryDocument, len(entries))
	for i, e := range entries {
		of.Entry = e
		documents[i] = of
	}
	return documents
}
