package files

import (
	"path/filepath"

	"viewline/diagnostic"
	"viewline/post/mapping"
)

// folderMapping is a viewline.yaml.
type folderMapping struct {
	src    []byte
	rules  *mapping.Mapping // never nil
	broken bool
	err    error // where the file cannot be read; else nil
}

// mapping is the viewline.yaml of a folder, which is an absolute path; nil where there is
// none.
func (f *found) mapping(dir string) *folderMapping {
	m, known := f.mappings[dir]
	if known {
		return m
	}
	if path := filepath.Join(dir, mapping.Name); exists(path) {
		m = &folderMapping{rules: &mapping.Mapping{}}
		if m.src, m.err = f.fenceOf(f.of(dir), dir).readBeside(path); m.err == nil {
			var diags diagnostic.List
			Guard(path, &diags, func() { m.rules, diags = mapping.Read(path, m.src) })
			m.broken = diags.HasErrors()
		} else {
			m.broken = true
		}
	}
	f.mappings[dir] = m
	return m
}

// of is the innermost PATH that a folder lies in; the first PATH where it lies in none.
func (f *found) of(dir string) *given {
	best := f.given[0]
	for _, g := range f.given {
		if Within(g.dir, dir) && (!Within(best.dir, dir) || len(g.dir) > len(best.dir)) {
			best = g
		}
	}
	return best
}

// tellMapping returns the rules of the viewline.yaml of a folder, and reports its mistakes
// at the first call.
func (f *found) tellMapping(g *given, dir string) *mapping.Mapping {
	m, path := f.mapping(dir), filepath.Join(dir, mapping.Name)
	shown, told := filepath.Join(g.shownOf(dir), mapping.Name), f.told[path]
	f.told[path] = true
	if m.err != nil {
		if !told {
			f.complain(shown, m.err, "a file that can be read")
		}
		return m.rules
	}
	rules, diags := m.rules, diagnostic.List{}
	Guard(shown, &diags, func() { rules, diags = mapping.Read(shown, m.src) }) // the rules contain the file's name as the user gave it
	if !told {
		f.diags = append(f.diags, diags...)
	}
	return rules
}

// rule finds the mappings that count in a folder of posts, and returns how many of them are
// new to the library. The posts below a mapping with an error are not read.
func (f *found) rule(b *beside, folder string) (added int) {
	if b.folders[folder] != nil {
		return 0
	}
	at := &ruled{digest: b.digest}
	if folder != b.top && Within(b.top, folder) {
		above := filepath.Dir(folder)
		added = f.rule(b, above)
		*at = *b.folders[above]
	}
	if at.mapped { // what a mapping says of a post depends on the path between the two
		at.digest = digested(at.digest, []byte("/"+filepath.Base(folder)))
	}
	if m := f.mapping(folder); m != nil {
		if b.contents.Mappings == nil {
			b.contents.Mappings = mapping.Set{}
		}
		at.digest = digested(at.digest, append([]byte(mapping.Name+"\x00"), m.src...))
		at.mapped, at.broken = true, at.broken || m.broken
		b.contents.Mappings[b.rel(folder)] = f.tellMapping(b.found, folder)
		added++
	}
	b.contents.Below = b.below()
	b.folders[folder] = at
	return added
}
