package ingest

import (
	"strings"
	"unicode"

	"viewline/diagnostic"
	person "viewline/post/names"
	"viewline/script"
	"viewline/timeline"
)

// warnAlike warns where a person has Chinese names that are written otherwise and read
// alike, such as 张三 and 章三: slugs follow from how names are read, so that these may be
// two people.
func (r *run) warnAlike(p *timeline.Person) {
	alike := readAlike(p)
	if len(alike) < 2 {
		return
	}
	var d diagnostic.List
	d.Add("people.yaml", diagnostic.Position{}, diagnostic.Warning,
		"%s are read alike, and are taken for one person, %q; want an entry with another slug for one of them, if they are several people",
		strings.Join(alike, " and "), p.Slug)
	r.diagnose(d)
}

// readAlike are the person's names that the slug follows from and that are written
// otherwise, in Simplified characters as well.
func readAlike(p *timeline.Person) []string {
	var alike []string
	seen := map[string]bool{}
	for _, name := range append([]string{p.Name}, p.Aliases...) {
		simplified := strings.Map(script.Simplified, name)
		notHan := func(c rune) bool { return !unicode.Is(unicode.Han, c) }
		if strings.ContainsFunc(name, notHan) || person.Slug(name) != p.Slug || seen[simplified] {
			continue
		}
		seen[simplified] = true
		alike = append(alike, name)
	}
	return alike
}
