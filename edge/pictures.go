package edge

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"viewline/picture"
)

// Pictures has the bytes of pictures by their names; nil for a name that has none.
type Pictures interface {
	Picture(ctx context.Context, name string) ([]byte, error)
}

// How many bytes of pictures may be on their way at once, and how long a request waits for
// its turn.
const (
	picturesInFlight = 16 * picture.MaxSize
	pictureWithin    = 10 * time.Second
)

// picturePolicy is the Content Security Policy of a picture: opened by itself it is in no
// origin, and loads nothing.
const picturePolicy = "default-src 'none'; sandbox"

// NewPictures serves the pictures that posts show, below [picture.Folder]. The bytes of an
// address never change, so browsers keep them for a year, as long as is usual (RFC 9111,
// section 5.3; RFC 8246). Away reports whether an error says that the pictures cannot be
// reached for now.
func NewPictures(from Pictures, away func(error) bool, log *slog.Logger) http.Handler {
	turns := semaphore.NewWeighted(picturesInFlight)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, picture.Folder)
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", picturePolicy)
		kind := picture.TypeOf(name)
		if kind == "" {
			http.Error(w, "there is no such picture", http.StatusNotFound)
			return
		}
		if !take(r.Context(), turns, picture.MaxSize) {
			h.Set("Retry-After", "5")
			http.Error(w, "too many pictures are on their way; ask again", http.StatusServiceUnavailable)
			return
		}
		held := int64(picture.MaxSize)
		defer func() { turns.Release(held) }()
		data, err := from.Picture(r.Context(), name)
		switch {
		case err != nil && errors.Is(r.Context().Err(), context.Canceled):
			return // nobody waits for the picture any more
		case err != nil && away(err):
			h.Set("Retry-After", "5")
			http.Error(w, "the database cannot be reached right now", http.StatusServiceUnavailable)
			return
		case err != nil:
			log.ErrorContext(r.Context(), "picture failed", "path", r.URL.Path, "error", err)
			http.Error(w, "something went wrong on the server", http.StatusInternalServerError)
			return
		case data == nil:
			http.Error(w, "there is no such picture", http.StatusNotFound)
			return
		}
		spare := max(0, held-int64(len(data)))
		held -= spare
		turns.Release(spare)
		h.Set("Content-Type", kind)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("ETag", `"`+name+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	})
}

// take waits until so many bytes may be on their way.
func take(ctx context.Context, turns *semaphore.Weighted, bytes int64) bool {
	ctx, cancel := context.WithTimeout(ctx, pictureWithin)
	defer cancel()
	return turns.Acquire(ctx, bytes) == nil
}
