package budget

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
)

// ErrCrowded says that all answers in flight have as many bytes as they may.
var ErrCrowded = errors.New("the server is busy with other answers; try again in a second")

// TooLargeError says that an answer has more bytes than it may.
type TooLargeError struct{ Most int64 }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the answer has more than %d bytes; want at most that: ask for smaller pages or for fewer fields", e.Most)
}

// grain is in how many bytes an answer takes its part of the total.
const grain = 64 << 10

// Answer counts the bytes of one answer while it is built. A nil Answer counts nothing. It
// is safe for concurrent use.
type Answer struct {
	scope   *Scope
	most    int64
	size    atomic.Int64 // bytes of text
	held    atomic.Int64 // bytes of memory
	stopped atomic.Bool
	ctx     context.Context
	cancel  context.CancelCauseFunc
	unwatch func() bool
}

type answerKey struct{}

// Begin begins an answer of at most so many bytes; of any number where most is 0. The
// context is done where the answer has more, so that what still works for it ends; its cause
// says why. The caller ends the answer.
func Begin(ctx context.Context, most int64) (context.Context, *Answer) {
	a := &Answer{scope: ScopeOf(ctx), most: most}
	ctx, a.cancel = context.WithCancelCause(ctx)
	a.ctx = ctx
	a.unwatch = context.AfterFunc(ctx, func() { a.stopped.Store(true) })
	return context.WithValue(ctx, answerKey{}, a), a
}

// Of is the answer that a context is for; nil where there is none.
func Of(ctx context.Context) *Answer {
	a, _ := ctx.Value(answerKey{}).(*Answer)
	return a
}

// End ends the work on the answer. The scope goes on holding its bytes.
func (a *Answer) End() {
	a.unwatch()
	a.cancel(nil)
}

// Add counts bytes of text, and bytes of memory that the text takes until it is written as
// a whole. It reports false where the work on the answer has to end.
func (a *Answer) Add(text, memory int) bool {
	switch {
	case a == nil:
		return true
	case a.stopped.Load():
		return false
	}
	if size := a.size.Add(int64(text)); a.most > 0 && size > a.most {
		a.stop(&TooLargeError{a.most})
		return false
	}
	held := a.held.Add(int64(memory))
	if n := held/grain - (held-int64(memory))/grain; n > 0 && !a.scope.take(n*grain) {
		a.stop(ErrCrowded)
		return false
	}
	return true
}

func (a *Answer) stop(why error) {
	a.stopped.Store(true)
	a.cancel(why)
}

// Stopped reports whether the work on the answer has to end: it is too large, its time is
// over, or nobody waits for it.
func (a *Answer) Stopped() bool { return a != nil && a.stopped.Load() }

// Text is how many bytes of text the answer has so far: about those of the whole answer, once all of
// its values are there.
func (a *Answer) Text() int {
	if a == nil {
		return 0
	}
	return int(a.size.Load())
}

// Room is how many bytes of text the answer may still have.
func (a *Answer) Room() int {
	if a == nil || a.most == 0 {
		return 1 << 40
	}
	return int(max(a.most-a.size.Load(), 0))
}

// Whole checks the text of the finished answer. Its errors are a [*TooLargeError],
// [ErrCrowded], and those of a context whose time is over or that nobody waits for, where
// the answer was not built to its end.
func (a *Answer) Whole(text int) error {
	if a.stopped.Load() {
		if cause := context.Cause(a.ctx); cause != nil {
			return cause
		}
	}
	if a.most > 0 && int64(text) > a.most {
		return &TooLargeError{a.most}
	}
	return nil
}

// Refused is the error for which the work on the answer of a context had to end: a
// [*TooLargeError] or [ErrCrowded]; nil where it had not.
func Refused(ctx context.Context) error {
	a := Of(ctx)
	if a == nil || !a.stopped.Load() {
		return nil
	}
	cause := context.Cause(a.ctx)
	if _, large := errors.AsType[*TooLargeError](cause); large || errors.Is(cause, ErrCrowded) {
		return cause
	}
	return nil
}
