package sqlite

import (
	"cmp"
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"

	"viewline/store"
	"viewline/store/sqlite/fts5"
	"viewline/timeline"
)

// The tables that have documents with entries.
const (
	inAppearance = "appearance"
	inPost       = "post"
	inPaper      = "paper"
	inPerson     = "person"
	inTopic      = "topic"
)

// prepared is a document of a batch that is ready to be written, with its entries.
type prepared struct {
	source, document, owner string
	date                    string // the document's place among dates; empty for none
	lowest                  int64  // the lowest id of the date
	earliest, latest        timeline.PartialDate
	recommended             int

	query  string   // puts the document; empty where that is written by itself
	values []any    // of its columns
	papers []string // what it recommends, in order
	people []string // whose views it reports, if it is a post
	claims []claim  // what it says, if it is a post
	ranks  []store.Rank
	said   []timeline.TopicCount
	person string // whose that is
	kind   string // of an appearance
	err    error  // nothing can be written of it

	places []string   // the place of each entry
	topics [][]string // those of each entry, none of them nil
	rows   []int      // the number of each entry's row in the field in
	in     *fts5.Rows
	head   int64 // the id of the first entry
}

// key identifies a document in a batch.
func (p *prepared) key() string {
	if p.source == inPost {
		return p.source + p.document
	}
	return p.source + p.owner
}

// preparation prepares the documents of a batch. It runs one goroutine for each processor
// except one, which writes the batch before.
type preparation struct {
	all  []*prepared
	free chan *fts5.Rows // the rows of the goroutines that are idle, one for each
	work sync.WaitGroup
}

func newPreparation() *preparation {
	p := &preparation{free: make(chan *fts5.Rows, max(1, runtime.GOMAXPROCS(0)-1))}
	for range cap(p.free) {
		p.free <- fts5.NewRows(escape)
	}
	return p
}

func (p *preparation) addPost(d store.PostDocuments) {
	into := p.room(1 + len(d.Appearances))
	p.do(func(rows *fts5.Rows) {
		into[0].post(d.Post, rows)
		for i, a := range d.Appearances {
			var encoded store.Encoded
			if d.Encoded != nil {
				encoded = d.Encoded[i]
			}
			into[1+i].appearance(a, encoded, rows)
		}
	})
}

// addPapers prepares papers, as addPost prepares a post.
func (p *preparation) addPapers(papers []*timeline.Paper) {
	for some := range slices.Chunk(papers, 100) { // many in one step, as each takes little time
		into := p.room(len(some))
		p.do(func(rows *fts5.Rows) {
			for i, paper := range some {
				into[i].paper(paper, rows)
			}
		})
	}
}

// addNamed prepares the entries of people and topics, whose documents are written by
// themselves.
func (p *preparation) addNamed(people []*timeline.Person, topics []*timeline.Topic) {
	into := p.room(len(people) + len(topics))
	p.do(func(rows *fts5.Rows) {
		for i, person := range people {
			*into[i] = prepared{source: inPerson, document: person.Slug, owner: person.Slug, in: rows}
			store.IndexPerson(person, into[i])
		}
		for i, topic := range topics {
			i += len(people)
			*into[i] = prepared{source: inTopic, document: topic.Slug, owner: topic.Slug, in: rows}
			store.IndexTopic(topic, into[i])
		}
	})
}

// room adds room for n documents.
func (p *preparation) room(n int) []*prepared {
	for range n {
		p.all = append(p.all, new(prepared))
	}
	return p.all[len(p.all)-n:]
}

// do calls prepare in a goroutine, once one is idle.
func (p *preparation) do(prepare func(*fts5.Rows)) {
	rows := <-p.free
	p.work.Go(func() {
		prepare(rows)
		p.free <- rows
	})
}

// prepared waits until all documents are prepared, and returns them.
func (p *preparation) prepared() []*prepared {
	p.work.Wait()
	return last(p.all, (*prepared).key)
}

// rows waits until all documents are prepared, and yields the rows of all goroutines. It
// ends the preparation.
func (p *preparation) rows() iter.Seq[*fts5.Rows] {
	p.work.Wait()
	return func(yield func(*fts5.Rows) bool) {
		for range cap(p.free) {
			if !yield(<-p.free) {
				return
			}
		}
	}
}

// Begin implements [store.Indexer].
func (p *prepared) Begin(place string, topics []string) {
	p.places = append(p.places, place)
	p.topics = append(p.topics, append([]string{}, distinct(topics)...))
	p.rows = append(p.rows, p.in.Add())
}

// Token implements [store.Indexer].
func (p *prepared) Token(class byte, text string) { p.in.Token(class, text) }

// last keeps, of the documents with the same key, only the last one, which replaces the
// others.
func last[T any](items []T, key func(T) string) []T {
	at := make(map[string]int, len(items))
	for i, item := range items {
		at[key(item)] = i
	}
	kept := make([]T, 0, len(at))
	for i, item := range items {
		if at[key(item)] == i {
			kept = append(kept, item)
		}
	}
	return kept
}

// entriesPerRow is how many entries a row of the table entries has at most. The entries of
// row n of a date have consecutive ids from n*entriesPerRow above the lowest id of the date
// on, so that the id of an entry gives the id of its row. The number is odd, since FTS5
// hashes the ids of removed rows by their last bits.
const entriesPerRow = 4095

// putEntries writes the entries of the prepared documents, in the order of their ids.
func (b *batch) putEntries(ctx context.Context, w *writing) error {
	all := slices.SortedStableFunc(slices.Values(b.documents), func(a, b *prepared) int { return cmp.Compare(a.lowest, b.lowest) })
	var given, longest int64
	err := each(ctx, w.query, "SELECT rows FROM meta WHERE id = 1", nil, func(scan scanFunc) error { return scan(&given) })
	if err != nil {
		return err
	}
	rows := &inserts{tx: w.transaction, into: "entries (id, head, source, document, owner, places, date, earliest, latest, recommended, person, kind, topics)"}
	for _, p := range all {
		longest = max(longest, lowest(p.latest)-p.lowest)
		p.head = p.lowest + (given+1)*entriesPerRow
		of := p.entries()
		w.facets.count(of, 1)
		for places := range slices.Chunk(p.places, entriesPerRow) {
			given++
			w.waiting[p.lowest+given*entriesPerRow] = true
			err := rows.add(ctx, p.lowest+given*entriesPerRow, p.head, p.source, p.document, p.owner, list(places),
				p.date, p.earliest.String(), p.latest.String(), p.recommended, of.person, of.kind, of.next(len(places)))
			if err != nil {
				return err
			}
		}
		for i, row := range p.rows {
			p.in.Place(row, p.head+int64(i))
		}
	}
	for rows := range b.rows() {
		w.entries.Take(rows)
	}
	if err := rows.flush(ctx); err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE meta SET rows = ?, longest = max(longest, ?) WHERE id = 1", given, longest)
}
