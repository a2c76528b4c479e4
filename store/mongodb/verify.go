package mongodb

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/timeline"
)

// createIndexes is what to do about an index that is not there.
const createIndexes = "run the loader once over any posts, which creates what is missing"

// verification looks at the state that one import made.
type verification struct {
	of     *Store
	number int // of the import
	report func(store.Finding)

	said      touched                      // the positions that documents are part of
	positions map[string]*positionDocument // those that are stored, by key
}

// Verify implements [store.Reader]. It has each document made anew of its content, with
// its hash and all that it is found by, and compares. Whether an index has what is in
// the documents only the server can tell, by its command validate.
func (s *Store) Verify(ctx context.Context, report func(store.Finding)) (timeline.Corpus, error) {
	began := time.Now()
	ctx = s.pinned(ctx)
	corpus, err := s.current(ctx)
	if err != nil {
		return corpus.Corpus, err
	}
	v := &verification{of: s, number: corpus.Number, report: report, positions: map[string]*positionDocument{}}
	for _, step := range []func() error{
		func() error { return v.checkIndexes(ctx) },
		func() error { return verifyAll(ctx, v, s.people, newPersonDocument) },
		func() error { return verifyAll(ctx, v, s.papers, newPaperDocument) },
		func() error { return verifyAll(ctx, v, s.topics, newTopicDocument) },
		func() error { return verifyAll(ctx, v, s.appearances, newAppearanceDocument) },
		func() error { return verifyAll(ctx, v, s.posts, newPostDocument) },
		func() error {
			return verifyAll(ctx, v, s.positions, func(p *positionDocument, _ int) any { return p })
		},
		func() error { return v.checkPositions(ctx) },
		func() error { return v.checkCounts(ctx, corpus.Corpus) },
		func() error { return v.checkKept(ctx, began) },
	} {
		if err := step(); err != nil {
			return corpus.Corpus, err
		}
	}
	return corpus.Corpus, nil
}

func (v *verification) find(where, what, do string) {
	v.report(store.Finding{Where: where, What: what, Do: do})
}

// checkIndexes looks for indexes that are missing, or that are of other fields.
func (v *verification) checkIndexes(ctx context.Context) error {
	for _, c := range v.of.contents() {
		bounded, end, err := c.begin(ctx)
		if err != nil {
			return err
		}
		there, err := c.Indexes().ListSpecifications(bounded)
		end()
		if err != nil {
			return c.wrap(err, "list indexes of %s", c.Name())
		}
		fields := map[string][]string{}
		for _, spec := range there {
			elements, _ := spec.KeysDocument.Elements() // what is no document has no fields
			for _, e := range elements {
				fields[spec.Name] = append(fields[spec.Name], e.Key())
			}
		}
		for _, ix := range slices.Concat(indexes, ofVersions) {
			where := fmt.Sprintf("collection %s, index %s", c.Name(), ix.name)
			switch got := fields[ix.name]; {
			case ix.collection != "" && ix.collection != c.Name(), slices.Equal(got, ix.fields):
			case got == nil:
				v.find(where, "it is missing", createIndexes)
			default:
				v.find(where, fmt.Sprintf("it is of %s; want %s", strings.Join(got, ", "), strings.Join(ix.fields, ", ")), "drop it, and "+createIndexes)
			}
		}
	}
	return nil
}

// checkCounts compares what the corpus says there is with what there is.
func (v *verification) checkCounts(ctx context.Context, corpus timeline.Corpus) error {
	there, err := v.of.measure(ctx)
	if err != nil {
		return err
	}
	for _, n := range []struct {
		of        string
		got, want int
	}{
		{"people", corpus.People, there.People},
		{"appearances", corpus.Appearances, there.Appearances},
		{"viewpoints", corpus.Viewpoints, there.Viewpoints},
		{"topics", corpus.Topics, there.Topics},
		{"papers", corpus.Papers, there.Papers},
		{"posts", corpus.Posts, there.Posts},
	} {
		if n.got != n.want {
			v.find("collection "+metaCollection, fmt.Sprintf("%s is %d; want %d", n.of, n.got, n.want), store.Restore)
		}
	}
	return nil
}

var errSwept = errors.New("imports have replaced what was being verified, so that nobody can tell; run it again while nothing is imported")

// checkKept makes sure that the state was there to the end.
func (v *verification) checkKept(ctx context.Context, began time.Time) error {
	if time.Since(began) < v.of.keptFor {
		return nil
	}
	now, err := v.of.readCorpus(ctx)
	if err == nil && now.Number != v.number {
		return errSwept
	}
	return err
}

// verifiedAtOnce is how many documents are read at once.
const verifiedAtOnce = 100

// verifyAll looks at the documents of a collection.
func verifyAll[T any](ctx context.Context, v *verification, c collection, document func(T, int) any) error {
	var last held
	for more := true; more; {
		page, err := v.after(ctx, c, last)
		if err != nil {
			return err
		}
		for _, doc := range page {
			h := heldBy(doc)
			if h.key == last.key && (last.until == 0 || last.until > h.since) {
				v.find(fmt.Sprintf("collection %s, %q", c.Name(), h.key),
					fmt.Sprintf("the versions of the imports %d and %d hold at the same time", last.since, h.since), store.Restore)
			}
			if last = h; h.until == 0 || h.until > v.number {
				verifyOne(v, c, doc, h.since, document)
			}
		}
		more = len(page) == verifiedAtOnce
	}
	return nil
}

// held tells of a version for which imports it holds; until is 0 where it still does.
type held struct {
	key          string
	since, until int
}

func heldBy(doc bson.Raw) held {
	number := func(field string) int {
		n, _ := doc.Lookup(field).AsInt64OK()
		return int(n)
	}
	return held{keyOf(doc), number("since"), number("until")}
}

// after reads versions in the order of their keys and imports.
func (v *verification) after(ctx context.Context, c collection, last held) ([]bson.Raw, error) {
	clauses := []bson.M{{"since": bson.M{"$lte": v.number}}}
	if last != (held{}) {
		clauses = append(clauses, bson.M{"key": bson.M{"$gte": last.key}}, bson.M{"$or": bson.A{
			bson.M{"key": bson.M{"$gt": last.key}}, bson.M{"key": last.key, "since": bson.M{"$gt": last.since}},
		}})
	}
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	cursor, err := c.Find(ctx, and(clauses), options.Find().SetSort(order(1, "key", "since")).SetLimit(verifiedAtOnce))
	return readAll[bson.Raw](ctx, c, cursor, err)
}

// verifyOne compares a document with what its content makes of it.
func verifyOne[T any](v *verification, c collection, doc bson.Raw, since int, document func(T, int) any) {
	where := fmt.Sprintf("collection %s, %q", c.Name(), keyOf(doc))
	item, err := decodeOne[T](c, doc)
	if err != nil {
		v.find(where, "the document cannot be decoded: "+err.Error(), store.Restore)
		return
	}
	linked(item)
	v.note(item)
	want, err := bson.Marshal(document(item, since))
	if err != nil {
		v.find(where, "the document cannot be encoded: "+err.Error(), store.Restore)
		return
	}
	if _, ok := doc.Lookup("recordedAt").DateTimeOK(); !ok && c.Name() == postsCollection {
		v.find(where, "the document does not have when it was recorded", store.Restore)
	}
	if fields := differing(doc, want); len(fields) > 0 {
		v.find(where, "the document was altered: it does not have the "+strings.Join(fields, ", ")+" of its content", store.Restore)
	}
}

// note keeps what is needed to tell which positions there should be.
func (v *verification) note(document any) {
	switch d := document.(type) {
	case *timeline.Appearance:
		v.said.addSections(d.PersonSlug, d.Sections)
	case *timeline.Post:
		v.said.addSections(d.PersonSlug, d.Sections)
	case *positionDocument:
		v.positions[d.Key] = d
	}
}

// checkPositions compares the positions with what the appearances and posts say. The
// document of a position has no hash: all of it follows from theirs.
func (v *verification) checkPositions(ctx context.Context) error {
	for key := range v.positions {
		v.said.add(timeline.SplitPositionKey(key))
	}
	for keys := range slices.Chunk(slices.Sorted(maps.Keys(v.said.keys)), positionsAtOnce) {
		derived, err := v.of.countSaid(ctx, keys)
		if err != nil {
			return err
		}
		for _, key := range keys {
			where := fmt.Sprintf("collection %s, %q", v.of.positions.Name(), key)
			switch stored, want := v.positions[key], derived[key]; {
			case stored == nil && want != nil:
				v.find(where, "the document is missing", store.Restore)
			case stored != nil && want == nil:
				v.find(where, "nobody says what the document counts", store.Restore)
			case stored != nil && !stored.equal(want):
				v.find(where, "the document is not what the appearances and posts say", store.Restore)
			}
		}
	}
	return nil
}

// differing are the fields that two documents do not share, but for those that do not
// follow from the content: until and recordedAt.
func differing(a, b bson.Raw) []string {
	var names []string
	for _, doc := range []bson.Raw{a, b} {
		elements, _ := doc.Elements() // of what is no document there are none
		for _, e := range elements {
			if name := e.Key(); name != "until" && name != "recordedAt" && !slices.Contains(names, name) && !a.Lookup(name).Equal(b.Lookup(name)) {
				names = append(names, name)
			}
		}
	}
	return names
}
