// Package store declares what a database must do for Viewline: reads, each batched or paged
// by keyset, and the session of an import. There are two engines, store/mongodb and
// store/sqlite; store/storetest checks that both behave alike. [Store] is the entry point.
package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"viewline/cachetag"
	"viewline/relay"
	"viewline/timeline"
)

// ErrUnavailable marks an error of reaching the database, as opposed to an error in a
// request.
var ErrUnavailable = errors.New("database unavailable")

// Store is a database of posts. It is safe for concurrent use, by several processes as
// well. Apart from speed, engines differ in Snapshot, Stamp and Watch: every engine has
// these methods, but an engine may say that it does not support one.
type Store interface {
	Reader
	// Begin begins an import. One import runs at a time, whichever process makes it: Begin
	// waits for another import as long as the options say, and then returns an error that is
	// [ErrBusy]. The session must be ended, by Commit or by Abort.
	Begin(ctx context.Context, o BeginOptions) (Session, error)
	// Close ends a session that is open, as Abort does, and closes the database.
	Close() error
}

// Reader answers queries. A read by many keys returns the results in the order of the keys,
// with nil for a key that has no document. All documents that it returns are linked (see
// [timeline.Appearance.Link]). The caller may keep them, but must not change them.
type Reader interface {
	// People finds people by slug, name or alias in any spelling (see
	// [timeline.Fold]); a slug goes before another person's alias.
	People(ctx context.Context, names []string) ([]*timeline.Person, error)
	Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error)
	// Occasions finds the appearances of each of the occasions, which are hashes; see
	// [timeline.Appearance.Occasion]. They stand in the order of their keys.
	Occasions(ctx context.Context, hashes []string) ([][]*timeline.Appearance, error)
	Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error)
	// PostsByPath finds posts by their key, PostsBySlug by their slug.
	PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error)
	PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error)
	// PostsNamed finds the posts that go by one name (see [timeline.Post.Called]), by slug:
	// at most so many.
	PostsNamed(ctx context.Context, name string, most int) ([]*timeline.Post, error)

	// RecordedAt tells of posts, by path, when they were first imported, in whole seconds:
	// the time of the commit. Neither an import of a post that is stored nor a new slug
	// changes it; a post that was removed and comes again has a new one. It is the zero time
	// for a path that has no post, and part of no document and of no hash.
	RecordedAt(ctx context.Context, paths []string) ([]time.Time, error)

	// Titles gives what each appearance and each post is called to found, in any order; an
	// appearance without a title is left out. An error of found ends it.
	Titles(ctx context.Context, found func(Title) error) error

	// Topics finds topics by slug, name or alias in any spelling; a slug goes
	// before another topic's alias.
	Topics(ctx context.Context, names []string) ([]*timeline.Topic, error)

	// ListPeople pages through the people who pass the filter; see
	// [PersonCursor] for the order.
	ListPeople(ctx context.Context, f PersonFilter, by PersonOrder, q relay.Query) (relay.Page[*timeline.Person], error)
	// CountPeople counts the people who pass the filter.
	CountPeople(ctx context.Context, f PersonFilter) (int, error)
	// PeopleByTopic answers, for each of the topics, what ListPeople would answer
	// with the topic in the filter.
	PeopleByTopic(ctx context.Context, topics []string, by PersonOrder, q relay.Query) ([]relay.Page[*timeline.Person], error)
	CountPeopleByTopic(ctx context.Context, topics []string) ([]int, error)
	// ListTopics pages through all topics; see [TopicCursor] for the order.
	ListTopics(ctx context.Context, by TopicOrder, q relay.Query) (relay.Page[*timeline.Topic], error)

	// ListAppearances pages through the appearances that pass the filter; see
	// [AppearanceCursor] for the order.
	ListAppearances(ctx context.Context, f AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error)
	// AppearancesByPerson answers, for each of the people, what
	// ListAppearances would answer with the person in the filter, in a number
	// of reads that does not depend on how many people there are.
	AppearancesByPerson(ctx context.Context, slugs []string, f AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error)
	// Neighbours finds, for each of the appearances, the next dated appearance of its person
	// in the order of dates, or the one before. The result is nil where there is none, and for
	// an appearance without a date.
	Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error)
	// CountAppearances counts the appearances that pass the filter.
	CountAppearances(ctx context.Context, f AppearanceFilter) (int, error)
	// CountByPerson counts, for each of the people, the appearances that pass the filter with
	// the person in it, and the recommendations in these, in one read.
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
	// ViewpointsBy answers, for each of the people, topics or positions, what
	// ListViewpoints would answer with it in the filter, in a number of reads
	// that does not depend on how many there are.
	ViewpointsBy(ctx context.Context, by Dimension, slugs []string, f ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error)
	// CountViewpoints counts the top-level viewpoints that pass the filter.
	CountViewpoints(ctx context.Context, f ViewpointFilter) (int, error)
	// CountViewpointsBy answers, for each of the people, topics or positions, what
	// CountViewpoints would answer with it in the filter.
	CountViewpointsBy(ctx context.Context, by Dimension, slugs []string, f ViewpointFilter) ([]int, error)

	// AppearanceFacets counts the appearances that pass the filter by what they have.
	AppearanceFacets(ctx context.Context, f AppearanceFilter, q FacetQuery) ([]Tally, error)
	// AppearanceFacetsByPerson answers, for each of the people, what AppearanceFacets would
	// answer with the person in the filter, in a number of reads that does not depend on how
	// many people there are.
	AppearanceFacetsByPerson(ctx context.Context, slugs []string, f AppearanceFilter, q FacetQuery) ([][]Tally, error)
	// ViewpointFacets counts the top-level viewpoints that pass the filter by what they have.
	ViewpointFacets(ctx context.Context, f ViewpointFilter, q FacetQuery) ([]Tally, error)
	// ViewpointFacetsBy answers, for each of the people, topics or positions, what
	// ViewpointFacets would answer with it in the filter, in a number of reads that does not
	// depend on how many there are.
	ViewpointFacetsBy(ctx context.Context, by Dimension, slugs []string, f ViewpointFilter, q FacetQuery) ([][]Tally, error)

	// PositionsBy pages, for each of the people, through what they put forward on each
	// topic, or for each of the topics, through what each person put forward on it.
	// Others are the only topics, or people, to be listed; none: all are. It reads in
	// a number of reads that does not depend on how many slugs there are.
	PositionsBy(ctx context.Context, by Dimension, slugs, others []string, o PositionOrder, q relay.Query) ([]relay.Page[*timeline.TopicPosition], error)
	// CountPositionsBy counts what PositionsBy lists.
	CountPositionsBy(ctx context.Context, by Dimension, slugs, others []string) ([]int, error)

	// ListPapers pages through the papers that pass the filter; see
	// [PaperCursor] for the order.
	ListPapers(ctx context.Context, f PaperFilter, by PaperOrder, q relay.Query) (relay.Page[*timeline.Paper], error)
	// CountPapers counts the papers that pass the filter.
	CountPapers(ctx context.Context, f PaperFilter) (int, error)

	// ListPosts pages through all posts; see [PostCursor] for the order.
	ListPosts(ctx context.Context, by PostOrder, q relay.Query) (relay.Page[*timeline.Post], error)
	// PostsByPerson pages, for each of the people, through the posts that
	// report their views, in the order of ListPosts.
	PostsByPerson(ctx context.Context, slugs []string, by PostOrder, q relay.Query) ([]relay.Page[*timeline.Post], error)
	CountPostsByPerson(ctx context.Context, slugs []string) ([]int, error)

	// Search pages through everything that has all words of the filter's text;
	// see [HitCursor] for the order. Nothing is found without a word.
	Search(ctx context.Context, f SearchFilter, q relay.Query) (relay.Page[Hit], error)
	// CountHits counts what Search finds.
	CountHits(ctx context.Context, f SearchFilter) (int, error)
	// HitFacets counts the appearances and viewpoints that Search finds by what they have.
	// Of hits only viewpoints have topics.
	HitFacets(ctx context.Context, f SearchFilter, q FacetQuery) ([]Tally, error)

	// Picture returns the bytes of a stored picture, by its name; nil where there is none.
	Picture(ctx context.Context, name string) ([]byte, error)
	// PicturesAfter lists, in their order, the names of at most limit stored pictures behind
	// a name; "" stands before all. It returns fewer than limit only at the end.
	PicturesAfter(ctx context.Context, name string, limit int) ([]string, error)

	// Ready returns the reason why the database cannot be used, or nil where it can. It
	// returns at once, however busy the database is. It returns [errors.ErrUnsupported] where
	// the engine cannot tell without a read, so that the caller has to read.
	Ready() error
	// Corpus returns the revision of the last import, and how many documents there are.
	Corpus(ctx context.Context) (timeline.Corpus, error)
	// Changes tells what the imports have changed since the corpus had a state, one after the
	// other; the first one is the import that made the state. There is none where the store
	// does not know any more, or never does.
	Changes(ctx context.Context, since string) (cachetag.History, error)

	Records

	// Verify looks at all that is stored as of one revision, which is the one that the
	// context sees, and reports all that does not hold together: documents that are not
	// as they were written, what is found by something that is not in its document or is
	// not found by what is, wrong counts, missing indexes. At pictures it does not look. It answers with the corpus
	// that it looked at; an error means that it did not come to its end. It writes
	// nothing to the database and keeps nobody from reading or importing.
	Verify(ctx context.Context, report func(Finding)) (timeline.Corpus, error)

	// Snapshot gives a context for reads that all see what the first of them sees.
	// End must be called after the last. Reads of an engine that has no snapshots
	// see what is stored when each of them begins.
	Snapshot(ctx context.Context) (of context.Context, end func())
	// Stamp returns a stamp for the state of the store, without a read: as long as the stamp
	// is the same, no process has written. It is not ok where the engine has no stamps.
	Stamp() (stamp Stamp, ok bool)
	// Watch calls changed soon after each new revision, until ctx is done. It returns
	// [errors.ErrUnsupported] at once where the engine or its server cannot report changes, so
	// that the caller has to look by itself.
	Watch(ctx context.Context, changed func()) error
}

// Title is what an appearance or a post is called.
type Title struct {
	OfPost bool   // else of an appearance
	Key    string // the appearance's key, or the post's path
	Slug   string // what sorts it: the appearance's key, or the post's slug
	Text   string
}

// Stamp stands for a state of a store; see [Reader.Stamp].
type Stamp struct{ Size, Time, Racy int64 }

// Count is a number of appearances, and of the recommendations in them.
type Count struct{ Appearances, Recommendations int }

// Align sorts the results of a read by keys into the order of the keys, with the zero value
// for each key without a result.
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

// Group puts appearances into groups, in the order of the keys of these, each in the
// order of the keys of the appearances.
func Group(keys []string, found []*timeline.Appearance, key func(*timeline.Appearance) string) [][]*timeline.Appearance {
	byKey := map[string][]*timeline.Appearance{}
	for _, a := range found {
		byKey[key(a)] = append(byKey[key(a)], a)
	}
	groups := make([][]*timeline.Appearance, len(keys))
	for i, k := range keys {
		groups[i] = byKey[k]
		slices.SortFunc(groups[i], func(a, b *timeline.Appearance) int { return strings.Compare(a.Key, b.Key) })
	}
	return groups
}

// Unavailable marks an error as one of reaching the database.
func Unavailable(err error) error { return fmt.Errorf("%w: %w", ErrUnavailable, err) }
