package sqlite

import (
	"context"
	"errors"
)

// Conditions for the rows that belong to the keys of a JSON list.
const (
	isSlug = "slug IN (SELECT value FROM json_each(?))"
	isPath = "path IN (SELECT value FROM json_each(?))"
	isName = "name IN (SELECT value FROM json_each(?))"
	ofPost = "post IN (SELECT value FROM json_each(?))"
	// The recommendations of appearances, by the post and by the key of the appearance.
	recommendedInPost = "appearance IN (SELECT key FROM appearance WHERE " + ofPost + ")"
	recommendedIn     = "appearance IN (SELECT value FROM json_each(?))"
	// Ranks, by the list; see store.Rank.
	rankOfPaper  = "list IN ('papers by date', 'papers by title', 'papers by recommendations') AND " + isSlug
	rankOfPerson = "list IN ('people by appearances', 'people by latest') AND " + isSlug
	rankOfTopic  = "list = 'topics by viewpoints' AND " + isSlug
	rankOfPost   = "list = 'posts by date' AND " + isSlug
	// Entries, by the post that brought them, by the paper, person or topic, and those of an
	// appearance whose key may go over to another post.
	entriesOfPost       = "source IN ('appearance', 'post') AND document IN (SELECT value FROM json_each(?))"
	entriesOfPaper      = "source = 'paper' AND document IN (SELECT value FROM json_each(?))"
	entriesOfPerson     = "source = 'person' AND document IN (SELECT value FROM json_each(?))"
	entriesOfTopic      = "source = 'topic' AND document IN (SELECT value FROM json_each(?))"
	entriesOfAppearance = `(document, source, owner) IN (
	SELECT post, 'appearance', key FROM appearance WHERE key IN (SELECT value FROM json_each(?)))`
)

// remove removes the documents that the batch removes, and, for those that it replaces, all
// rows except the documents themselves.
func (b *batch) remove(ctx context.Context, w *writing) error {
	k := b.replaced()
	for _, condition := range []struct {
		is   string
		keys []string
	}{{entriesOfPost, k.posts}, {entriesOfAppearance, k.appearances}, {entriesOfPaper, k.papers}, {entriesOfPerson, k.people}, {entriesOfTopic, k.topics}} {
		if err := w.removeEntries(ctx, condition.is, condition.keys); err != nil {
			return err
		}
	}
	if err := w.dropSaid(ctx, k); err != nil {
		return err
	}
	if err := w.dropClaims(ctx, k.posts); err != nil {
		return err
	}
	for _, rows := range []struct {
		from, where string
		keys        []string
	}{
		{"recommended", recommendedInPost, k.posts},
		{"recommended", recommendedIn, k.appearances},
		{"appearance", ofPost, k.posts},
		{"post_person", isPath, k.posts},
		{"post", isPath, b.RemovePosts},
		{"recorded", isPath, b.RemovePosts},
		{"person_name", isSlug, k.people},
		{"person_token", isSlug, k.people},
		{"person", isSlug, b.RemovePeople},
		{"topic_name", isSlug, k.topics},
		{"topic", isSlug, b.RemoveTopics},
		{"paper", isSlug, b.RemovePapers},
		{"ranked", rankOfPaper, k.papers},
		{"ranked", rankOfPerson, k.people},
		{"ranked", rankOfTopic, k.topics},
		{"ranked", rankOfPost, k.posts},
		{"picture", isName, b.RemovePictures},
	} {
		if len(rows.keys) == 0 {
			continue
		}
		if err := w.exec(ctx, "DELETE FROM "+rows.from+" WHERE "+rows.where, list(rows.keys)); err != nil {
			return err
		}
	}
	return nil
}

// keys are the keys of documents, by their kind.
type keys struct{ posts, appearances, people, papers, topics []string }

// replaced are the keys of all documents that a batch removes or replaces.
func (b *batch) replaced() keys {
	var k keys
	for _, p := range b.documents {
		switch p.source {
		case inPost:
			k.posts = append(k.posts, p.document)
		case inAppearance:
			k.appearances = append(k.appearances, p.owner)
		case inPaper:
			k.papers = append(k.papers, p.document)
		}
	}
	for _, p := range b.People {
		k.people = append(k.people, p.Slug)
	}
	for _, t := range b.Topics {
		k.topics = append(k.topics, t.Slug)
	}
	k.posts = append(k.posts, b.RemovePosts...)
	k.people = append(k.people, b.RemovePeople...)
	k.papers = append(k.papers, b.RemovePapers...)
	k.topics = append(k.topics, b.RemoveTopics...)
	return k
}

// removeEntries removes the entries that meet a condition for keys, in the order of their
// ids. It does nothing where there are no keys.
func (w *writing) removeEntries(ctx context.Context, condition string, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	waiting := false
	removed := map[int64]*entriesOf{} // by the ids of the first rows
	err := each(ctx, w.query, "SELECT id, head, source, earliest, latest, person, kind, places, topics FROM entries WHERE "+condition+" ORDER BY id", []any{list(keys)}, func(scan scanFunc) error {
		var id, head int64
		var of entriesOf
		var places, topics []byte
		err := scan(&id, &head, &of.source, &of.earliest, &of.latest, &of.person, &of.kind, &places, &topics)
		waiting = waiting || w.waiting[id]
		if removed[head] == nil {
			removed[head] = &of
		}
		return errors.Join(err, removed[head].add(places, topics))
	})
	if err != nil || len(removed) == 0 {
		return err
	}
	for _, of := range removed {
		w.facets.count(of, -1)
	}
	if waiting {
		if err := w.index(ctx); err != nil {
			return err
		}
	}
	err = w.exec(ctx, "DELETE FROM token WHERE rowid IN (SELECT entries.id + place.key FROM entries CROSS JOIN json_each(places) AS place WHERE "+condition+")", list(keys))
	if err != nil {
		return err
	}
	return w.exec(ctx, "DELETE FROM entries WHERE "+condition, list(keys))
}
