package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"viewline/timeline"
)

// ErrBusy marks the error of [Store.Begin] where another import runs.
var ErrBusy = errors.New("another import is running")

// BeginOptions say how to begin an import.
type BeginOptions struct {
	// Wait is how long to wait for another import to end; 0 means not at all.
	Wait time.Duration
	// Waiting is called once if there is another import to wait for; it may be nil.
	Waiting func(Holder)
}

// Holder is the process whose import runs. The zero value is a process of which nothing is
// known.
type Holder struct {
	PID   int
	Host  string
	Start time.Time // of the import
}

// String is the holder in words, for a message.
func (h Holder) String() string {
	if h.PID == 0 {
		return "a process that is not known"
	}
	return fmt.Sprintf("process %d on %s, since %s", h.PID, h.Host, h.Start.Format(time.RFC3339))
}

// Busy is the error of an import that cannot begin because another one runs.
func Busy(by Holder) error { return fmt.Errorf("%w, by %s", ErrBusy, by) }

// Records reads the stored documents that an import has to know. Each method reads, in the
// order of the keys, at most limit documents whose keys stand behind the given one; ""
// stands before all keys. A method returns fewer than limit documents only at the end, and
// the caller may change them. See [All]. The records of PostsAfter lack the person, the
// papers and the topics, which those of RecordsAfter have.
type Records interface {
	PostsAfter(ctx context.Context, path string, limit int) ([]*StoredPost, error)
	RecordsAfter(ctx context.Context, path string, limit int) ([]*StoredPost, error)
	PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error)
	PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error)
	TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error)
}

// Session is one import, which is stored as a whole or not at all. Until Commit, only the
// session sees what it has written; after Commit, everybody does; after Abort, after an
// error of Commit, and where the process dies, nobody ever does. The reads of a session see
// its own writes. Only one goroutine at a time may call a session, except that reads may
// run beside a write.
type Session interface {
	Records
	// PersonClaims, PaperClaims and TopicClaims read at most limit claims, in the order of the
	// slugs behind the given one. They return the claims for each slug that is or was in a
	// post which the session has put or removed; they may return those for other slugs as
	// well. The claims for a slug are those of all posts.
	PersonClaims(ctx context.Context, slug string, limit int) ([]Claims[timeline.Person], error)
	PaperClaims(ctx context.Context, slug string, limit int) ([]Claims[timeline.Paper], error)
	TopicClaims(ctx context.Context, slug string, limit int) ([]Claims[timeline.Topic], error)
	// Move gives stored appearances new keys and what tells them apart, one after the other,
	// and writes both into the records of their posts. The caller orders the moves so that no
	// move goes to a key that another stored appearance still has.
	Move(ctx context.Context, moves []Move) error
	// Rename gives stored posts new slugs, by path.
	Rename(ctx context.Context, slugs map[string]string) error
	// Put stores and removes the documents of the batch. A post that is stored already is
	// replaced with all of its appearances; those that the post no longer lists are removed.
	// Put may return before everything is written: nobody may change the documents of the
	// batch any more, and a later call may return the error of an earlier Put.
	Put(ctx context.Context, b Batch) error
	// Commit ends the session. If anything was written, the revision rises by one and the
	// corpus has a new state. It returns the corpus as it is now. An error means that nothing
	// was stored, except [ErrUnavailable], after which the session may have been stored or
	// not: the next import finds out.
	Commit(ctx context.Context, at time.Time) (timeline.Corpus, error)
	// Abort ends the session, and undoes all that the session wrote. It does nothing after
	// Commit or Abort.
	Abort() error
}

// Move gives an appearance of a post a new key, which may be the one it has, and a new
// [timeline.Appearance.Told].
type Move struct {
	PostPath, From, To string
	Told               timeline.Text
}

// Picture is a picture of posts, by its name; see package picture.
type Picture struct {
	Name string
	Data []byte
}

// Batch is a set of documents to be put and removed together.
type Batch struct {
	// Pictures are put before the posts that show them, and removed after them: each in a
	// batch of its own, or together.
	Pictures []Picture
	People   []*timeline.Person
	Papers   []*timeline.Paper
	Topics   []*timeline.Topic
	Posts    []PostDocuments
	// Removals: posts by path, with their appearances; people, papers and
	// topics by slug; pictures by name.
	RemovePosts, RemovePeople, RemovePapers, RemoveTopics, RemovePictures []string
}

// Len is the number of documents that are put or removed.
func (b Batch) Len() int {
	return len(b.Pictures) + len(b.People) + len(b.Papers) + len(b.Topics) + len(b.Posts) +
		len(b.RemovePosts) + len(b.RemovePeople) + len(b.RemovePapers) + len(b.RemoveTopics) + len(b.RemovePictures)
}

// PostDocuments has all documents of one post. Post.Record.Appearances lists the
// appearances, in their order.
type PostDocuments struct {
	Post        *timeline.Post
	Appearances []*timeline.Appearance
	// Encoded are the same appearances as BSON, for an engine that stores them so; nil where
	// the caller has not encoded them.
	Encoded []Encoded
}

// NewState makes a random state for a corpus; see [timeline.Corpus].
func NewState() string {
	var random [16]byte
	_, _ = rand.Read(random[:]) // it never fails
	return hex.EncodeToString(random[:])
}
