package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"viewline/picture"
	"viewline/picture/kind"
	"viewline/store"
)

// checkPictures looks whether the pictures that posts show are stored, as they were put, and
// no others.
func (v *verifier) checkPictures(ctx context.Context) error {
	shown := map[string]string{} // the path of the first post, by the name of the picture
	for p, err := range store.All(ctx, storedPerPage, v.from.PostsAfter, (*store.StoredPost).Key) {
		if err != nil {
			return err
		}
		for _, name := range namesOf(p.Record.Pictures) {
			if _, known := shown[name]; !known {
				shown[name] = p.Path
			}
		}
	}
	for name, err := range store.All(ctx, storedPerPage, v.from.PicturesAfter, func(name string) string { return name }) {
		if err != nil {
			return err
		}
		if _, is := shown[name]; !is {
			v.picture(name, "it is stored, and no post shows it")
		}
		delete(shown, name)
		data, err := v.from.Picture(ctx, name)
		if err != nil {
			return err
		}
		if k, err := kind.Of(data); err != nil || picture.Name(data, k.Ending) != name {
			v.picture(name, "its bytes are not those that its name tells")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(shown)) {
		v.picture(name, fmt.Sprintf("it is missing, and the post %q shows it", shown[name]))
	}
	return nil
}

func (v *verifier) picture(name, what string) {
	v.report(store.Finding{Where: fmt.Sprintf("picture %q", name), What: what, Do: store.Restore})
}
