// Package front reads the front matter of a post: the keys and values at its
// head, in YAML, TOML or JSON, as Hugo, Hexo, Jekyll, Astro, VuePress,
// Docusaurus, Zenn, Obsidian, Eleventy and Gatsby take them. What cannot be read
// is a warning and is kept in Extra; only a head that cannot be parsed at all,
// and what an author says outright by person and appearance, are errors.
//
// [Read] cuts the head off and decodes it (fences.go, formats.go, yaml.go,
// json.go), once more after some mending if need be (mend.go), and gives each
// key to what takes it (keys.go, take.go, when.go, lists.go, people.go).
// bounds.go keeps small inputs from becoming large work.
package front

import (
	_ "embed"

	"viewline/diagnostic"
	"viewline/timeline"
)

// Schema is the JSON Schema of front matter, for editors. It is narrower than
// what is read.
//
//go:embed front-matter.schema.json
var Schema []byte

// Matter is what the head of a post says.
type Matter struct {
	timeline.Post // the fields that have a key of their own

	// Start is where the body starts in the file, in bytes.
	Start int
	// Fields are all entries, in their order.
	Fields []Entry

	// Day is the post's date as far as it is known; Date is empty where Day is
	// only a year or a month. DateKey is the key that gave it, DateAt its place.
	Day     timeline.PartialDate
	DateKey string
	DateAt  diagnostic.Position

	// Person is the one person that the author names outright; empty where
	// there is none or there are several, which are in People then.
	Person string
	// Appearance is what the author says outright of the occasion; nil where
	// there is nothing.
	Appearance *Appearance

	// People are those whom the keys person, speaker, guest, 嘉宾 and the like
	// name, Hosts those who ask.
	People, Hosts []Who
	// Occasion, Show, Recording, Summary and Kind are what the keys of these
	// roles say, as written.
	Occasion, Show, Recording, Summary, Kind []Said
}

// Appearance is what an author says outright of the occasion.
type Appearance struct {
	Title string
	Kind  timeline.AppearanceKind
	Date  timeline.PartialDate
}

// Who is somebody whom a key names.
type Who struct {
	Key string
	// Value is the name as written, without the brackets of a link.
	Value string
	// Note is what else stands there of them, such as a title or a company.
	Note string
	At   diagnostic.Position
	// Explicit tells that the key is person, by which authors say outright
	// whose views a post reports.
	Explicit bool
}

// Said is a value under a key.
type Said struct {
	Key, Value string
	At         diagnostic.Position
}

// Read reads the head of the post at a path. The matter is not nil, also where
// there is no head, or an error.
func Read(path string, src []byte) (*Matter, diagnostic.List) {
	r := &reader{path: path, src: src, matter: &Matter{}}
	r.readHead()
	return r.matter, r.diags
}

// reader holds the head of one post while it is read.
type reader struct {
	path   string
	src    []byte
	diags  diagnostic.List
	matter *Matter
	taken  map[role]int // by role: 1 + the rank of the key that it was taken from
}

func (r *reader) fail(at diagnostic.Position, format string, args ...any) {
	r.diags.Add(r.path, at, diagnostic.Error, format, args...)
}

func (r *reader) warn(at diagnostic.Position, format string, args ...any) {
	r.diags.Add(r.path, at, diagnostic.Warning, format, args...)
}

func (r *reader) at(offset int) diagnostic.Position { return diagnostic.At(r.src, offset) }
