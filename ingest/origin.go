package ingest

import (
	"context"
	"path/filepath"

	"viewline/ingest/files"
	"viewline/post"
	"viewline/store"
)

// Origin is the file of a stored post, as an absolute path; empty for a post that came on
// standard input. The file need not exist any more.
func Origin(p *store.StoredPost) string { return files.Absolute(p.Record.Root, p.Path) }

// TextHash is the hash by which a stored post's record has the text of a post, in
// [timeline.ImportRecord.Body]; empty for a post that cannot be read, and for one without a
// text.
func TextHash(path string, src []byte) string {
	doc, _ := post.Parse(path, src, nil)
	if doc == nil {
		return ""
	}
	return doc.Post.Record.Body
}

// Count is how many posts there are at the paths, those included that cannot be read. The
// error is [files.ErrPath], or the context's.
func Count(ctx context.Context, paths ...string) (int, error) {
	plan, err := files.New(ctx, files.Options{Paths: paths})
	if err != nil {
		return 0, err
	}
	return plan.Len() + plan.Refused(), nil
}

// AllFrom reports whether posts are stored, and all of them came from below a folder.
func AllFrom(ctx context.Context, st store.Records, folder string) (bool, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return false, err
	}
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return false, err
	}
	some := false
	for p, err := range store.All(ctx, storedPerPage, st.PostsAfter, (*store.StoredPost).Key) {
		if err != nil {
			return false, err
		}
		if origin := Origin(p); origin == "" || !files.Within(folder, origin) && !files.Within(real, origin) {
			return false, nil
		}
		some = true
	}
	return some, nil
}
