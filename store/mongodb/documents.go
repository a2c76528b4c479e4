package mongodb

import (
	"strconv"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/store/decoded"
	"viewline/timeline"
)

// The fields by which a document is found are stored inside the document, so that one write
// stores both. Each document has one version for each import that changed it; see [asOf].

// versionID is the _id of the version of a document that import number n wrote.
func versionID(key string, n int) string { return key + " " + strconv.Itoa(n) }

// personDocument is a person as it is stored: with all folded spellings.
type personDocument struct {
	ID              string `bson:"_id"`
	Key             string `bson:"key"`
	Since           int    `bson:"since"`
	Hash            int64  `bson:"hash"`
	timeline.Person `bson:",inline"`
	Spellings       []string `bson:"names"`
	Tokens          []string `bson:"tokens,omitempty"`
	// The texts that people are sorted by; see [store.PersonSort].
	ByName        string          `bson:"byName"`
	ByAppearances string          `bson:"byAppearances"`
	ByLatest      string          `bson:"byLatest"`
	Entries       []entryDocument `bson:"entries"`
}

// topicDocument is a topic as it is stored: with all folded spellings.
type topicDocument struct {
	ID             string `bson:"_id"`
	Key            string `bson:"key"`
	Since          int    `bson:"since"`
	Hash           int64  `bson:"hash"`
	timeline.Topic `bson:",inline"`
	Spellings      []string `bson:"names"`
	// The texts that topics are sorted by; see [store.TopicSort].
	ByName       string          `bson:"byName"`
	ByViewpoints string          `bson:"byViewpoints"`
	Entries      []entryDocument `bson:"entries"`
}

// paperDocument is a paper as it is stored: with an empty date where there is none, and
// with the first and the last day that the date can mean.
type paperDocument struct {
	ID             string `bson:"_id"`
	Key            string `bson:"key"`
	Since          int    `bson:"since"`
	Hash           int64  `bson:"hash"`
	timeline.Paper `bson:",inline"`
	Published      timeline.PartialDate `bson:"published"`
	Earliest       timeline.PartialDate `bson:"earliest"`
	Latest         timeline.PartialDate `bson:"latest"`
	Entries        []entryDocument      `bson:"entries"`
	// The texts that it is sorted by; see [store.PaperSort].
	ByTitle           string `bson:"byTitle"`
	ByRecommendations string `bson:"byRecommendations"`
}

// entryDocument is an entry as it is stored: with those fields of its document that lists
// need. On MongoDB, $unwind would give an entry the fields of its document, but the test
// endpoint keeps only the _id.
type entryDocument struct {
	store.Entry `bson:",inline"`
	// Owner is the key of an appearance, or the slug of any other document.
	Owner string `bson:"owner"`
	// Date is the document's place in lists by date.
	Date        string `bson:"date"`
	Person      string `bson:"person,omitempty"`
	Recommended int    `bson:"recommended,omitempty"`
	// Kind is that of the appearance, and Year the year of its first day; see [store.Faceted].
	Kind string `bson:"kind,omitempty"`
	Year string `bson:"year,omitempty"`
}

// appearanceDocument is an appearance as stored: with its place in lists by date,
// which is its date where it has one (see [timeline.Appearance.Place]), with its occasion,
// and with what facets count.
type appearanceDocument struct {
	ID                  string `bson:"_id"`
	Key                 string `bson:"key"`
	Since               int    `bson:"since"`
	Hash                int64  `bson:"hash"`
	timeline.Appearance `bson:",inline"`
	Date                string          `bson:"date"`
	Occasion            string          `bson:"occasion"`
	Year                string          `bson:"year"`  // of the first day; empty for no date
	About               []string        `bson:"about"` // the topics of its viewpoints
	Entries             []entryDocument `bson:"entries"`
}

type postDocument struct {
	ID            string `bson:"_id"`
	Key           string `bson:"key"`
	Since         int    `bson:"since"`
	Hash          int64  `bson:"hash"`
	timeline.Post `bson:",inline"`
	Entries       []entryDocument `bson:"entries,omitempty"`
	ByDate        string          `bson:"byDate"` // see [store.PostSort]
	// RecordedAt is nil until the import that brings the post is committed.
	RecordedAt *time.Time `bson:"recordedAt,omitempty"`
}

// withoutIndex leaves out of what is read all that is there for the indexes, for telling
// versions apart and for [Store.Verify].
var withoutIndex = bson.M{
	"entries": 0, "tokens": 0, "names": 0, "until": 0, "hash": 0,
	"byName": 0, "byTitle": 0, "byRecommendations": 0, "byAppearances": 0, "byLatest": 0, "byViewpoints": 0, "byDate": 0,
	"year": 0, "about": 0, "recordedAt": 0,
}

// contentHash is kept with a document, so that [Store.Verify] can tell that somebody
// altered it. The server itself tells of damage on its disk.
func contentHash(document any) int64 {
	doc, err := bson.Marshal(document)
	if err != nil {
		return 0 // to write the document fails as well
	}
	return int64(decoded.Hash(doc))
}

func newPersonDocument(p *timeline.Person, n int) any {
	return personDocument{
		versionID(p.Slug, n), p.Slug, n, contentHash(p), *p, p.Names(), store.PersonTokens(p),
		store.PersonSort(store.PeopleByName, p), store.PersonSort(store.PeopleByAppearances, p), store.PersonSort(store.PeopleByLatest, p),
		entriesOf([]store.Entry{store.PersonEntry(p)}, entryDocument{Owner: p.Slug}),
	}
}

func newTopicDocument(t *timeline.Topic, n int) any {
	return topicDocument{
		versionID(t.Slug, n), t.Slug, n, contentHash(t), *t, t.Names(),
		store.TopicSort(store.TopicsByName, t), store.TopicSort(store.TopicsByViewpoints, t),
		entriesOf([]store.Entry{store.TopicEntry(t)}, entryDocument{Owner: t.Slug}),
	}
}

func newPaperDocument(p *timeline.Paper, n int) any {
	d := p.Published
	entries := entriesOf([]store.Entry{store.PaperEntry(p)}, entryDocument{Owner: p.Slug, Date: d.String()})
	return paperDocument{
		versionID(p.Slug, n), p.Slug, n, contentHash(p), *p, d, d.Earliest(), d.Latest(), entries,
		store.PaperSort(store.PapersByTitle, p), store.PaperSort(store.PapersByRecommendations, p),
	}
}

func newAppearanceDocument(a *timeline.Appearance, n int) any {
	place, year := a.Place(), store.YearOf(a.Earliest)
	of := entryDocument{Owner: a.Key, Date: place, Person: a.PersonSlug, Recommended: a.Recommended, Kind: string(a.Kind), Year: year}
	stored := a.Stored()
	return appearanceDocument{
		versionID(a.Key, n), a.Key, n, contentHash(stored), *stored, place, a.Occasion(), year, aboutOf(a), entriesOf(store.AppearanceEntries(a), of),
	}
}

func newPostDocument(p *timeline.Post, n int) any {
	of := entryDocument{Owner: p.Slug, Person: p.PersonSlug}
	stored := p.Stored()
	return postDocument{versionID(p.Path, n), p.Path, n, contentHash(stored), *stored, entriesOf(store.PostEntries(p), of), store.PostSort(p), nil}
}

func entriesOf(entries []store.Entry, of entryDocument) []entryDocument {
	documents := make([]entryDocument, len(entries))
	for i, e := range entries {
		of.Entry = e
		documents[i] = of
	}
	return documents
}
