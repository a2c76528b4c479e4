package mongodb_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/store/mongodb"
)

// verified is what a look at the database finds.
func verified(t *testing.T, s *mongodb.Store, revision int) (findings []string) {
	t.Helper()
	c, err := s.Verify(t.Context(), func(f store.Finding) { findings = append(findings, f.String()) })
	if err != nil || c.Revision != revision {
		t.Errorf("verify: revision %d, %v; want revision %d", c.Revision, err, revision)
	}
	return findings
}

// TestVerify alters a database bit by bit: each time that is found, and nothing else.
func TestVerify(t *testing.T) {
	s, database := open(t)
	seed(t, s, 3)
	seed(t, s, 2) // whose earlier versions are there still
	db := raw(t, database)
	if all := verified(t, s, 2); len(all) > 0 {
		t.Fatalf("findings %q; want none", all)
	}
	set := func(collection, id, field string, value any) error {
		_, err := db.Collection(collection).UpdateOne(t.Context(), bson.M{"_id": id}, bson.M{"$set": bson.M{field: value}})
		return err
	}
	altered := func(collection, key, fields string) string {
		return fmt.Sprintf("collection %s, %q: the document was altered: it does not have the %s of its content; ", collection, key, fields)
	}
	var known []string
	for _, c := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"a name", func() error { return set("people", "person-000 2", "name", "Nobody") }, []string{altered("people", "person-000", "hash, names, tokens, byName, entries")}},
		{"an alias", func() error { return set("topics", "topic-of-person-000 2", "aliases", bson.A{"a", "b"}) }, []string{
			altered("topics", "topic-of-person-000", "hash, names, entries"),
		}},
		{"a spelling", func() error { return set("people", "person-001 2", "names", bson.A{"nobody"}) }, []string{altered("people", "person-001", "names")}},
		{"the text of an appearance", func() error {
			return set("appearances", "person-000/2020 2", "sections.0.viewpoints.0.text.plain", "a vieq")
		}, []string{altered("appearances", "person-000/2020", "hash, entries")}},
		{"tokens of an entry", func() error {
			return set("appearances", "person-001/2020 2", "entries", bson.A{})
		}, []string{
			altered("appearances", "person-001/2020", "entries"),
			`collection positions, "person-001 views": the document is not what the appearances and posts say; `,
		}},
		{"the order in lists", func() error { return set("appearances", "person-001/2021 2", "date", "1999") }, []string{
			altered("appearances", "person-001/2021", "hash, entries"),
		}},
		{"a field of nobody's", func() error { return set("posts", "person-000.md 2", "more", 1) }, []string{altered("posts", "person-000.md", "more")}},
		{"what an import knows of a post", func() error { return set("posts", "person-001.md 2", "record.hash", "other") }, []string{
			altered("posts", "person-001.md", "hash"),
		}},
		{"a field of another kind", func() error { return set("papers", "paper-of-person-000 2", "title", 7) }, []string{
			`collection papers, "paper-of-person-000": the document cannot be decoded: `,
		}},
		{"an earlier version that does not end", func() error {
			_, err := db.Collection("papers").UpdateOne(t.Context(), bson.M{"_id": "paper-of-person-001 1"}, bson.M{"$unset": bson.M{"until": ""}})
			return err
		}, []string{
			`collection papers, "paper-of-person-001": the versions of the imports 1 and 2 hold at the same time; `,
			"collection meta: papers is 3; want 4; ",
		}},
		{"a document that went", func() error {
			_, err := db.Collection("people").DeleteOne(t.Context(), bson.M{"_id": "person-002 1"})
			return err
		}, []string{"collection meta: people is 3; want 2; "}},
		{"a position", func() error {
			return set("positions", "person-000 views 1", "count", 9)
		}, []string{`collection positions, "person-000 views": the document is not what the appearances and posts say; `}},
		{"a count", func() error { return set("meta", "corpus", "viewpoints", 1) }, []string{"collection meta: viewpoints is 1; want "}},
		{"an index that went", func() error { return db.Collection("posts").Indexes().DropOne(t.Context(), "posts_by_slug_2") }, []string{
			"collection posts, index posts_by_slug_2: it is missing; run the loader once",
		}},
	} {
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		now := verified(t, s, 2)
		var fresh []string
		for _, f := range now {
			if !slices.Contains(known, f) {
				fresh = append(fresh, f)
			}
		}
		known = now
		same := func(got, want string) bool { return strings.HasPrefix(got, want) }
		if !slices.EqualFunc(fresh, c.want, same) {
			t.Errorf("%s: findings %q; want %q", c.name, fresh, c.want)
		}
	}
}
