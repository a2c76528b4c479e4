package storetest

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"viewline/store"
	"viewline/timeline"
)

// pictureExamples test the pictures of posts.
var pictureExamples = []example{
	{"put and read", picturesPut},
	{"removed", picturesRemoved},
	{"aborted", picturesAborted},
	{"large", pictureLarge},
	{"in the record", picturesInRecord},
}

func (t tester) picture(name string) []byte {
	t.Helper()
	data, err := t.store.Picture(t.Context(), name)
	return must(t, data, err)
}

// pictures are the names of all, by small pages.
func (t tester) pictures() []string {
	t.Helper()
	var names []string
	must(t, names, collect(&names, store.All(t.Context(), perPage, t.store.PicturesAfter, func(name string) string { return name })))
	return names
}

// pictured are pictures whose names are not those of their bytes, of which stores know
// nothing.
func pictured(names ...string) []store.Picture {
	pictures := make([]store.Picture, len(names))
	for i, name := range names {
		pictures[i] = store.Picture{Name: name, Data: []byte("\x89PNG\x00\xff" + name)}
	}
	return pictures
}

func picturesPut(t tester) {
	t.equal("none", t.picture("a.png"), []byte(nil))
	t.equal("no names", len(t.pictures()), 0)
	t.put(store.Batch{Pictures: pictured("c.png", "a.png", "b.gif")})
	t.equal("b", t.picture("b.gif"), []byte("\x89PNG\x00\xffb.gif"))
	t.equal("another", t.picture("b.png"), []byte(nil))
	t.equal("names", t.pictures(), []string{"a.png", "b.gif", "c.png"})
	t.put(store.Batch{Pictures: pictured("a.png", "d.png")})
	t.equal("put again", t.picture("a.png"), []byte("\x89PNG\x00\xffa.png"))
	t.equal("more names", t.pictures(), []string{"a.png", "b.gif", "c.png", "d.png"})
	found, err := t.store.Verify(t.Context(), func(f store.Finding) { t.Errorf("finding: %s", f) })
	t.equal("verified", must(t, found, err).Revision, 2)
}

func picturesRemoved(t tester) {
	t.put(store.Batch{Pictures: pictured("a.png", "b.png", "c.png"), Posts: []store.PostDocuments{post("a.md")}})
	t.equal("revision", t.put(store.Batch{RemovePictures: []string{"a.png", "none.png", "c.png"}}).Revision, 2)
	t.equal("names", t.pictures(), []string{"b.png"})
	t.equal("a", t.picture("a.png"), []byte(nil))
	t.imports(1, func(ctx context.Context, s store.Session) error {
		return errors.Join(
			s.Put(ctx, store.Batch{Pictures: pictured("a.png", "d.png")}),
			s.Put(ctx, store.Batch{RemovePictures: []string{"d.png", "b.png"}}),
			s.Put(ctx, store.Batch{Pictures: pictured("b.png")}),
		)
	})
	t.equal("put and removed in one import", t.pictures(), []string{"a.png", "b.png"})
	t.equal("b", t.picture("b.png"), []byte("\x89PNG\x00\xffb.png"))
}

func picturesAborted(t tester) {
	t.put(store.Batch{Pictures: pictured("a.png", "b.png")})
	s := t.begin()
	must(t, s, s.Put(t.Context(), store.Batch{Pictures: pictured("c.png"), RemovePictures: []string{"a.png"}}))
	_, err := readContents(t.Context(), s) // a read waits until everything is written
	must(t, s, err)
	t.equal("before the end", t.pictures(), []string{"a.png", "b.png"})
	t.equal("of the import", t.picture("c.png"), []byte(nil))
	t.equal("removed by it", len(t.picture("a.png")) > 0, true)
	must(t, s, s.Abort())
	t.equal("aborted", t.pictures(), []string{"a.png", "b.png"})
	t.equal("as before", t.picture("a.png"), []byte("\x89PNG\x00\xffa.png"))
}

// pictureLarge is of more bytes than a reply of a few documents has.
func pictureLarge(t tester) {
	data := bytes.Repeat([]byte("0123456789abcdef\x00\xff"), (3<<20)/18)
	t.put(store.Batch{Pictures: []store.Picture{{Name: "large.png", Data: data}}})
	t.equal("large", bytes.Equal(t.picture("large.png"), data), true)
}

func picturesInRecord(t tester) {
	d := post("a.md", appearance("ada/2020", "2020"))
	refs := []timeline.PictureRef{{Source: "图/一 二.png", Name: "a.png"}, {Source: "none.png"}}
	d.Post.Record.Pictures = slices.Clone(refs)
	t.put(store.Batch{Pictures: pictured("a.png"), Posts: []store.PostDocuments{d}})
	t.equal("record", t.postsAfter("", 1)[0].Record.Pictures, refs)
	t.move(store.Move{PostPath: "a.md", From: "ada/2020", To: "ada/2020-a"})
	t.rename(map[string]string{"a.md": "new"})
	t.equal("after a move and a rename", t.postsAfter("", 1)[0].Record.Pictures, refs)
}
