package store

import (
	"context"
	"errors"
)

// The codes of the errors of reads.
const (
	CodeUnavailable = "UNAVAILABLE" // the database cannot be reached
	CodeTimeout     = "TIMEOUT"     // the operation had no more time
	CodeCanceled    = "CANCELED"    // nobody waits for the answer any more
	CodeError       = "ERROR"       // anything else
)

// Code is the code of a read's error; empty for none.
func Code(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.DeadlineExceeded):
		return CodeTimeout
	case errors.Is(err, context.Canceled):
		return CodeCanceled
	case errors.Is(err, ErrUnavailable):
		return CodeUnavailable
	}
	return CodeError
}
