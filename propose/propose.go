// Package propose reads a folder of posts and suggests the files that may stand
// beside them: viewline.yaml, people.yaml, topics.yaml and papers.json. [Write]
// writes those that are absent, each entry with the reason for it; it changes no
// file that is there.
//
// The posts are read twice: once to find the rules, which say where this folder's posts
// have a name or a date (rules.go, candidates.go, judge.go), and once more with these rules
// for people (people.go), topics (topics.go) and papers (papers.go). yaml.go writes YAML.
package propose

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"viewline/diagnostic"
	"viewline/ingest"
	"viewline/ingest/files"
	"viewline/post"
	"viewline/post/mapping"
	"viewline/timeline"
)

// ErrNoPost says that the folder has no post to make suggestions from.
var ErrNoPost = errors.New("no post that can be read")

// File is one of the files beside the posts.
type File struct {
	Name string
	// Entries counts the rules, people, topics or papers that are suggested.
	Entries int
	// Kept says that the file was there already, and was not changed.
	Kept bool
	// Text is what [Suggest] would have in the file; empty where the file was kept.
	Text string
}

// known is a post as an import understands it.
type known struct {
	path        string
	src         []byte
	people      []*timeline.Person
	papers      []*timeline.Paper
	appearances []*timeline.Appearance
}

// Suggest suggests those of the four files that are absent from a folder, and lists all four.
// It writes nothing. The diagnostics are those of the posts and of the files that are there.
// The error is [ErrNoPost] or [files.ErrPath].
func Suggest(ctx context.Context, folder string) ([]File, diagnostic.List, error) {
	drafts, diags, err := suggest(ctx, folder)
	var all []File
	for _, d := range drafts {
		file := File{Name: d.name, Kept: !files.Absent(folder, d.name)}
		if !file.Kept {
			file.Entries, file.Text = d.entries, string(d.text)
		}
		all = append(all, file)
	}
	return all, diags, err
}

// suggest makes the four files.
func suggest(ctx context.Context, folder string) ([]draft, diagnostic.List, error) {
	shapes, diags, err := readShapes(ctx, folder)
	if err != nil {
		return nil, diags, err
	}
	rules := suggestRules(shapes)
	all, err := readWith(ctx, folder, rules)
	if err != nil {
		return nil, diags, err
	}
	people := suggestPeople(all)
	return []draft{
		{mapping.Name, len(rules), writeRules(rules, len(shapes))},
		{"people.yaml", len(people), writePeople(people, len(all))},
		topicsDraft(all, people),
		papersDraft(all),
	}, diags, nil
}

// Write writes those of the four files that are absent from a folder, and lists all four.
// The diagnostics are those of the posts and of the files that are there. The error is
// [ErrNoPost], [files.ErrPath] or that of a file that cannot be written.
func Write(ctx context.Context, folder string) ([]File, diagnostic.List, error) {
	drafts, diags, err := suggest(ctx, folder)
	if err != nil {
		return nil, diags, err
	}
	var files []File
	for _, draft := range drafts {
		file, err := draft.write(folder)
		if err != nil {
			return files, diags, err
		}
		files = append(files, file)
	}
	return files, diags, nil
}

// readShapes reads the posts to find out where each has a name, a date and the like.
func readShapes(ctx context.Context, folder string) ([]*shape, diagnostic.List, error) {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return nil, nil, fmt.Errorf("%w %q: it is a file; want a folder of posts", files.ErrPath, folder)
	}
	var shapes []*shape
	diags, err := ingest.Posts(ctx, folder, post.Contents{}, func(p ingest.Parsed) {
		if p.Doc != nil {
			shapes = append(shapes, shapeOf(p))
		}
	})
	if err == nil && len(shapes) == 0 {
		err = fmt.Errorf("%w in %q; want a folder with files that end in .md, .markdown or .mdx", ErrNoPost, folder)
	}
	return shapes, diags, err
}

// readWith reads the posts as an import would understand them with the rules in
// viewline.yaml.
func readWith(ctx context.Context, folder string, rules []rule) ([]known, error) {
	m, _ := mapping.Read(mapping.Name, writeRules(rules, 0))
	var all []known
	_, err := ingest.Posts(ctx, folder, post.Contents{Mappings: mapping.Set{".": m}}, func(p ingest.Parsed) {
		if p.Doc != nil {
			all = append(all, known{p.Path, p.Src, p.Doc.Post.Record.People, p.Doc.Post.Record.Papers, p.Doc.Appearances})
		}
	})
	return all, err
}

// draft is a file that is to be written.
type draft struct {
	name    string
	entries int
	text    []byte
}

// write writes the file, unless a file of that name exists.
func (d draft) write(folder string) (File, error) {
	f, err := os.OpenFile(filepath.Join(folder, d.name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return File{Name: d.name, Kept: true}, nil
	}
	if err != nil {
		return File{}, fmt.Errorf("write: %w", err)
	}
	_, err = f.Write(d.text)
	if err = errors.Join(err, f.Close()); err != nil {
		return File{}, fmt.Errorf("write: %w", err)
	}
	return File{Name: d.name, Entries: d.entries}, nil
}
