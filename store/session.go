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
	// Waiting is called once if there is another import to wait for; nil is
	// allowed.
	Waiting func(Holder)
}

// Holder is the process whose import runs. The zero value is one of which nothing
// is known.
type Holder struct {
	PID   int
	Host  string
	Start time.Time // of the import
}

// String is the holder as a message names it.
func (h Holder) String() string {
	if h.PID == 0 {
		return "a process that is not known"
	}
	return fmt.Sprintf("process %d on %s, since %s", h.PID, h.Host, h.Start.Format(time.RFC3339))
}

// Busy is the error of an import that another one keeps from beginning.
func Busy(by Holder) error { return fmt.Errorf("%w, by %s", ErrBusy, by) }

// Records reads what an import must know of what is stored. Each method reads, in
// the order of their keys, at most limit of the stored documents whose key comes
// after the given one; "" is before all. What they return is the caller's, and less
// than limit only at the end. See [All]. PostsAfter leaves out of the records the
// person, the papers and the topics, which RecordsAfter reads as well.
type Records interface {
	PostsAfter(ctx context.Context, path string, limit int) ([]*StoredPost, error)
	RecordsAfter(ctx context.Context, path string, limit int) ([]*StoredPost, error)
	PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error)
	PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error)
	TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error)
}

// Session is one import, which is whole or not at all: nobody but the session sees
// what it wrote before Commit, everybody does after it, and nobody ever does after
// Abort, after an error of Commit, or where the process dies. Its reads see what it
// wrote. A session is for one caller at a time, but for reads, which may go on
// beside a write.
type Session interface {
	Records
	// Move gives stored appearances new keys, one after the other, and their
	// posts a source that names the new keys. The caller orders the moves so
	// that no move goes to a key that a stored appearance still holds.
	Move(ctx context.Context, moves []Move) error
	// Rename gives stored posts new slugs, by path.
	Rename(ctx context.Context, slugs map[string]string) error
	// Put stores and removes what the batch says. Of a post that is stored already
	// it replaces all: appearances that the post no longer lists go. Put may be back
	// before all is written: nobody may change what is in the batch any more, and a
	// later call may answer with the error of an earlier Put.
	Put(ctx context.Context, b Batch) error
	// Commit ends the session. If anything was written, the revision rises by one and
	// the corpus has a new state. It answers with the corpus as it is now. An error
	// means that nothing was stored, unless it is [ErrUnavailable]: then nobody knows,
	// and the next import finds out.
	Commit(ctx context.Context, at time.Time) (timeline.Corpus, error)
	// Abort ends the session, and takes back all that it wrote. It does nothing
	// after Commit or Abort.
	Abort() error
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

// Len is the number of documents that are put or removed.
func (b Batch) Len() int {
	return len(b.People) + len(b.Papers) + len(b.Topics) + len(b.Posts) +
		len(b.RemovePosts) + len(b.RemovePeople) + len(b.RemovePapers) + len(b.RemoveTopics)
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

// NewState draws the state of a corpus; see [timeline.Corpus].
func NewState() string {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails
	return hex.EncodeToString(random[:])
}
