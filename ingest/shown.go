package ingest

import (
	"context"
	"maps"
	"slices"

	"viewline/ingest/files"
	"viewline/picture"
	"viewline/picture/kind"
	"viewline/store"
	"viewline/timeline"
)

// shownPictures counts which pictures the posts of the store show, so that a picture is
// stored for as long as a post shows it.
type shownPictures struct {
	byPost map[string][]string // names, by the path of the post; only of posts with pictures
	posts  map[string]int      // by name, how many posts show the picture; 0 where none does any more
}

// stored takes a post as it is stored.
func (s *shownPictures) stored(path string, refs []timeline.PictureRef) {
	if len(refs) > 0 {
		s.show(path, refs)
	}
}

// show takes the pictures of a post in the place of those that it showed before.
func (s *shownPictures) show(path string, refs []timeline.PictureRef) {
	for _, name := range s.byPost[path] {
		s.posts[name]--
	}
	delete(s.byPost, path)
	if len(refs) == 0 {
		return
	}
	if s.byPost == nil {
		s.byPost, s.posts = map[string][]string{}, map[string]int{}
	}
	names := namesOf(refs)
	s.byPost[path] = names
	for _, name := range names {
		s.posts[name]++
	}
}

// put takes a picture that this run has put.
func (s *shownPictures) put(name string) {
	if s.posts == nil {
		s.byPost, s.posts = map[string][]string{}, map[string]int{}
	}
	s.posts[name] += 0
}

// dropPictures removes the pictures that no post shows any more.
func (r *run) dropPictures(ctx context.Context) error {
	for names := range slices.Chunk(r.shown.unseen(), postsPerBatch) {
		if err := r.to.Put(ctx, store.Batch{RemovePictures: names}); err != nil {
			return err
		}
	}
	return nil
}

// has reports whether a picture is stored, or was put by this run.
func (s *shownPictures) has(name string) bool {
	_, has := s.posts[name]
	return has
}

// unseen are the pictures that no post shows any more, in the order of their names.
func (s *shownPictures) unseen() []string {
	var names []string
	for name, posts := range s.posts {
		if posts == 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// namesOf are the names of the kept pictures, each once.
func namesOf(refs []timeline.PictureRef) []string {
	names := map[string]bool{}
	for _, ref := range refs {
		if ref.Name != "" {
			names[ref.Name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// putPictures puts the pictures of a post that are not stored yet. They are read anew, so
// that not all pictures of the posts ahead have to be in memory. A picture that has become
// another one meanwhile makes the post be parsed once more; one that changes again is not
// kept.
func (r *run) putPictures(ctx context.Context, read *reading) error {
	if !r.Check {
		for again := true; again; {
			var err error
			if again, err = r.tryPictures(ctx, read); err != nil {
				return err
			}
		}
	}
	if read.doc != nil {
		r.shown.show(read.doc.Post.Path, read.doc.Post.Record.Pictures)
	}
	return nil
}

// tryPictures is one try of putPictures; again says that the post was read once more.
func (r *run) tryPictures(ctx context.Context, read *reading) (again bool, err error) {
	if read.doc == nil {
		return false, nil
	}
	for _, ref := range read.doc.Post.Record.Pictures {
		if ref.Name == "" || r.shown.has(ref.Name) {
			continue
		}
		data, err := read.file.Picture(ref.Source)
		if err == nil {
			if k, of := kind.Of(data); of != nil || picture.Name(data, k.Ending) != ref.Name {
				err = errRestlessPicture
			}
		}
		if err != nil {
			r.diagnose(read.anew(files.PictureKey(ref.Source)))
			return true, nil
		}
		if err := r.to.Put(ctx, store.Batch{Pictures: []store.Picture{{Name: ref.Name, Data: data}}}); err != nil {
			return false, err
		}
		r.shown.put(ref.Name)
	}
	return false, nil
}
