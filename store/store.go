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

	"viewline/relay"
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

	// Topics finds topics by slug, name or alias in any spelling; a slug goes
	// before another topic's alias.
	Topics(ctx context.Context, names []string) ([]*timeline.Topic, error)

	// ListPeople pages through the people who pass the filter; see
	// [PersonCursor] for the order.
	ListPeople(ctx context.Context, f PersonFilter, q relay.Query) (relay.Page[*timeline.Person], error)
	// CountPeople counts the people who pass the filter.
	CountPeople(ctx context.Context, f PersonFilter) (int, error)
	// PeopleByTopic answers, for each of the topics, what ListPeople would answer
	// with the topic in the filter.
	PeopleByTopic(ctx context.Context, topics []string, q relay.Query) ([]relay.Page[*timeline.Person], error)
	CountPeopleByTopic(ctx context.Context, topics []string) ([]int, error)
	// ListTopics pages through all topics; see [TopicCursor] for the order.
	ListTopics(ctx context.Context, q relay.Query) (relay.Page[*timeline.Topic], error)

	// ListAppearances pages through the appearances that pass the filter; see
	// [AppearanceCursor] for the order.
	ListAppearances(ctx context.Context, f AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error)
	// AppearancesByPerson answers, for each of the people, what
	// ListAppearances would answer with the person in the filter, in a number
	// of reads that does not depend on how many people there are.
	AppearancesByPerson(ctx context.Context, slugs []string, f AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error)
	// Neighbours finds, for each of some appearances, the next dated one of its
	// person in the order of dates, or the one before; nil where there is none, and
	// for an appearance without a date.
	Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error)
	// CountAppearances counts the appearances that pass the filter.
	CountAppearances(ctx context.Context, f AppearanceFilter) (Count, error)
	// CountByPerson answers, for each of the people, what CountAppearances
	// would answer with the person in the filter, in one read.
	CountByPerson(ctx context.Context, slugs []string, f AppearanceFilter) ([]Count, error)
	// AppearancesByPaper pages, for each of the papers, through the appearances
	// that recommend it, in the order of ListAppearances.
	AppearancesByPaper(ctx context.Context, papers []string, q relay.Query) ([]relay.Page[*timeline.Appearance], error)
	// CountByPaper counts how often each of the papers is recommended; an
	// appearance may do so more than once.
	CountByPaper(ctx context.Context, papers []string) ([]int, error)

	// ListViewpoints pages through the top-level viewpoints that pass the
	// filter; see [ViewpointCursor] for the order.
	ListViewpoints(ctx context.Context, f ViewpointFilter, q relay.Query) (relay.Page[*timeline.Viewpoint], error)
	// ViewpointsBy answers, for each of the people or topics, what
	// ListViewpoints would answer with it in the filter, in a number of reads
	// that does not depend on how many there are.
	ViewpointsBy(ctx context.Context, by Dimension, slugs []string, f ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error)
	// CountViewpoints counts the top-level viewpoints that pass the filter.
	CountViewpoints(ctx context.Context, f ViewpointFilter) (int, error)
	// CountViewpointsBy answers, for each of the people or topics, what
	// CountViewpoints would answer with it in the filter.
	CountViewpointsBy(ctx context.Context, by Dimension, slugs []string, f ViewpointFilter) ([]int, error)

	// ListPapers pages through the papers that pass the filter; see
	// [PaperCursor] for the order.
	ListPapers(ctx context.Context, f PaperFilter, q relay.Query) (relay.Page[*timeline.Paper], error)
	// CountPapers counts the papers that pass the filter.
	CountPapers(ctx context.Context, f PaperFilter) (int, error)

	// ListPosts pages through all posts; see [PostCursor] for the order.
	ListPosts(ctx context.Context, q relay.Query) (relay.Page[*timeline.Post], error)
	// PostsByPerson pages, for each of the people, through the posts that
	// report their views, in the order of ListPosts.
	PostsByPerson(ctx context.Context, slugs []string, q relay.Query) ([]relay.Page[*timeline.Post], error)
	CountPostsByPerson(ctx context.Context, slugs []string) ([]int, error)

	// Search pages through everything that has all words of the filter's text;
	// see [HitCursor] for the order. Nothing is found without a word.
	Search(ctx context.Context, f SearchFilter, q relay.Query) (relay.Page[Hit], error)
	// CountHits counts what Search finds.
	CountHits(ctx context.Context, f SearchFilter) (int, error)

	// Corpus tells the revision of the last finished import, and what there is.
	Corpus(ctx context.Context) (timeline.Corpus, error)
}

// Watcher is a store that tells of other processes' imports by itself.
type Watcher interface {
	// Watch calls changed whenever a revision was made, soon after, until ctx
	// is done. It answers with [errors.ErrUnsupported] where the server cannot
	// tell, so that the caller has to look.
	Watch(ctx context.Context, changed func()) error
}

// Stamp stands for a state of a store.
type Stamp struct{ Size, Time, Racy int64 }

// Stamper is a store that tells without a read whether anything was written to
// it, by whatever process: as long as the stamp is the same, nothing was. It is
// not ok where the store cannot tell.
type Stamper interface {
	Stamp() (stamp Stamp, ok bool)
}

// Snapshotter is a store whose reads can be of one moment.
type Snapshotter interface {
	// Snapshot gives a context for reads that all see what the first of them
	// sees. End must be called after the last.
	Snapshot(ctx context.Context) (of context.Context, end func())
}

// Count is a number of appearances, and of the recommendations in them.
type Count struct{ Appearances, Recommendations int }

// Writer stores what an import found. An import reads what is stored in pages, calls
// Move, Rename and Put any number of times, and at last Commit. It may be killed at any
// moment: what a post says is on record only once the post's own document is, and that
// is written last, so the next import does again what was left half done.
type Writer interface {
	// PostsAfter, RecordsAfter, PeopleAfter, PapersAfter and TopicsAfter read, in the
	// order of their keys, at most limit of the stored documents whose key comes after
	// the given one; "" is before all. What they return is the caller's, and less than
	// limit only at the end. See [All]. Only a first page, after "", is sure to tell of
	// all that was put. PostsAfter leaves out of the records the person, the papers and
	// the topics, which RecordsAfter reads as well.
	PostsAfter(ctx context.Context, path string, limit int) ([]*StoredPost, error)
	RecordsAfter(ctx context.Context, path string, limit int) ([]*StoredPost, error)
	PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error)
	PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error)
	TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error)
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

// Preparer is a store that does much of a Put ahead of it, while another one is
// being written.
type Preparer interface {
	Prepare() Preparation
}

// Preparation is a batch in the making.
type Preparation interface {
	// Add takes a post, which nobody may change any more, and no other of its
	// path. It may wait for what was added before. Of the documents no more is
	// kept than is to be written.
	Add(d PostDocuments)
	// Put does what [Writer] says for all posts that were added and for the rest,
	// once. Puts may share a transaction: what was put is there for readers, and for
	// good, only after any other call of the writer but Prepare and the reads of
	// further pages, or Close. Until then an error may take back what earlier puts
	// wrote; a context that is done does not.
	Put(ctx context.Context, rest Batch) error
}

// Move gives an appearance of a post a new key.
type Move struct{ PostPath, From, To string }

// Batch is a set of documents to be put and removed together.
type Batch struct {
	People []*timeline.Person
	Papers []*timeline.Paper
	Topics []*timeline.Topic
	Posts  []PostDocuments
	// Removals: posts by path, with their appearances; people, papers and
	// topics by slug.
	RemovePosts, RemovePeople, RemovePapers, RemoveTopics []string
}

// PostDocuments is all that one post says. Post.Record.Appearances names the
// appearances, in their order.
type PostDocuments struct {
	Post        *timeline.Post
	Appearances []*timeline.Appearance
	// Encoded are the appearances once more, for an engine that keeps them so; nil
	// where the caller has not encoded them.
	Encoded []Encoded
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
