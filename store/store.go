// Package store declares what a database must do for Viewline: a handful of
// reads, each batched or paged by keyset, and the writes of an import. Two
// engines do it, store/mongodb and store/sqlite; store/storetest holds them to
// one meaning. [Store] is the place to start.
package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"viewline/page"
	"viewline/timeline"
)

// ErrUnavailable marks an error that lies in reaching the database and not in
// what was asked of it.
var ErrUnavailable = errors.New("database unavailable")

// Store is a database of posts. It is safe for concurrent use, by several
// processes as well.
type Store interface {
	Reader
	Writer
	Close() error
}

// Reader answers queries. A read by many keys answers in the order of the
// keys, with nil where there is nothing under a key. Everything it returns is
// linked (see [timeline.Appearance.Link]) and the caller's to keep, but not to
// change.
type Reader interface {
	// People finds people by slug, name or alias in any spelling (see
	// [timeline.Fold]); a slug goes before another person's alias.
	People(ctx context.Context, names []string) ([]*timeline.Person, error)
	Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error)
	Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error)
	// PostsByPath finds posts by their key, PostsBySlug by their slug.
	PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error)
	PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error)

	// ListPeople pages through all people; see [PersonCursor] for the order.
	ListPeople(ctx context.Context, q page.Query) (page.Page[*timeline.Person], error)
	// ListAppearances pages through the appearances that pass the filter; see
	// [AppearanceCursor] for the order.
	ListAppearances(ctx context.Context, f AppearanceFilter, q page.Query) (page.Page[*timeline.Appearance], error)
	// AppearancesByPerson answers, for each of the people, what
	// ListAppearances would answer with the person in the filter, in a number
	// of reads that does not depend on how many people there are.
	AppearancesByPerson(ctx context.Context, slugs []string, f AppearanceFilter, q page.Query) ([]page.Page[*timeline.Appearance], error)
	// CountAppearances counts the appearances that pass the filter.
	CountAppearances(ctx context.Context, f AppearanceFilter) (Count, error)
	// CountByPerson answers, for each of the people, what CountAppearances
	// would answer with the person in the filter, in one read.
	CountByPerson(ctx context.Context, slugs []string, f AppearanceFilter) ([]Count, error)

	// Corpus tells the revision of the last finished import, and what there is.
	Corpus(ctx context.Context) (timeline.Corpus, error)
}

// AppearanceFilter narrows a list of appearances. The zero filter passes all.
type AppearanceFilter struct {
	Person string                  // slug; empty: anybody
	Kind   timeline.AppearanceKind // empty: any
	// From and To pass an appearance whose days, from Earliest to Latest,
	// overlap those from From's earliest to To's latest. Zero is no bound; an
	// appearance without a date passes only where both are zero.
	From, To timeline.PartialDate
	// Recommends passes only appearances that recommend papers.
	Recommends bool
}

// Count is a number of appearances, and of the recommendations in them.
type Count struct{ Appearances, Recommendations int }

// PersonCursor is a person's place among people: by name, then slug, both in
// the order of their code points.
func PersonCursor(p *timeline.Person) page.Cursor { return page.Cursor{Sort: p.Name, Key: p.Slug} }

// AppearanceCursor is an appearance's place among appearances: by the text of
// its date, then its key. An appearance without a date stands before all
// others.
func AppearanceCursor(a *timeline.Appearance) page.Cursor {
	return page.Cursor{Sort: a.Date.String(), Key: a.Key}
}

// Writer stores what an import found. An import calls Manifest, then any
// number of Move, Rename and Put, and at last Commit. It may be killed at any moment: what
// a post says is on record only once the post's own document is, and that is
// written last, so the next import does again what was left half done.
type Writer interface {
	// Manifest tells what is stored.
	Manifest(ctx context.Context) (*Manifest, error)
	// Move gives stored appearances new keys, one after the other, and their
	// posts a source that names the new keys. The caller orders the moves so
	// that no move goes to a key that a stored appearance still holds.
	Move(ctx context.Context, moves []Move) error
	// Rename gives stored posts new slugs, by path.
	Rename(ctx context.Context, slugs map[string]string) error
	// Put stores and removes what the batch says. Of a post that is stored
	// already it replaces all: appearances that the post no longer lists go.
	Put(ctx context.Context, b Batch) error
	// Commit ends an import: if anything was written since the last Commit (of
	// this process or of one that was killed), the revision rises by one. It
	// answers with the corpus as it is now.
	Commit(ctx context.Context, at time.Time) (timeline.Corpus, error)
}

// Manifest is what an import must know of the stored documents.
type Manifest struct {
	// Posts have only what an import needs: Path, Slug and Source.
	Posts  []*timeline.Post
	People []*timeline.Person
	Papers []*timeline.Paper
}

// Move gives an appearance of a post a new key.
type Move struct{ PostPath, From, To string }

// Batch is a set of documents to be put and removed together.
type Batch struct {
	People []*timeline.Person
	Papers []*timeline.Paper
	Posts  []PostDocuments
	// Removals: posts by path, with their appearances; people and papers by
	// slug.
	RemovePosts, RemovePeople, RemovePapers []string
}

// PostDocuments is all that one post says. Post.Source.Appearances names the
// appearances, in their order.
type PostDocuments struct {
	Post        *timeline.Post
	Appearances []*timeline.Appearance
}

// Align puts what a read by keys found into the order of the keys, with the
// zero value for each key under which nothing was found.
func Align[T any](keys []string, found []T, key func(T) string) []T {
	byKey := make(map[string]T, len(found))
	for _, item := range found {
		byKey[key(item)] = item
	}
	aligned := make([]T, len(keys))
	for i, k := range keys {
		aligned[i] = byKey[k]
	}
	return aligned
}

// Unavailable marks an error as one of reaching the database.
func Unavailable(err error) error { return fmt.Errorf("%w: %w", ErrUnavailable, err) }
