package ingest

import (
	"path/filepath"
	"testing"
)

// A post that is stored under another root than it was found in has the mappings
// of the one that it is stored under.
func TestMappingsOfStoredRoot(t *testing.T) {
	dir := folder(t, map[string]string{"viewline.yaml": "kind: talk", "x/a.md": text("Ada", "2020年")})
	st := open(t)
	load(t, st, Options{}, dir)
	expectCounts(t, load(t, st, Options{}, filepath.Join(dir, "x")), "+0 ~0 =1 -0 !0")
	write(t, dir, map[string]string{"viewline.yaml": "kind: sermon"})
	expectCounts(t, load(t, st, Options{}, filepath.Join(dir, "x")), "+0 ~0 =0 -0 !1")
}
