package timeline

import (
	"strings"
	"time"
)

// Post is a Markdown file as its author describes it in the front matter,
// with what it says beside its appearances.
type Post struct {
	// Path is the post's key: the file relative to its root (see package
	// ingest), with forward slashes.
	Path string `bson:"_id"`
	// Slug is the file's name, or of an index the folder's, in kebab case. Where
	// several posts share it, the folders above stand ahead: "talks~notes".
	Slug  string `bson:"slug"`
	Title string `bson:"title"`
	// Date and Lastmod are RFC 3339.
	Date        Text     `bson:"date,omitempty"`
	Lastmod     Text     `bson:"lastmod,omitempty"`
	Draft       bool     `bson:"draft"`
	Tags        []string `bson:"tags,omitempty"`
	Categories  []string `bson:"categories,omitempty"`
	Description Text     `bson:"description,omitempty"`
	// WordCount and ReadingTime (minutes) are the author's; 0 where not given.
	WordCount   int    `bson:"wordCount,omitempty"`
	ReadingTime int    `bson:"readingTime,omitempty"`
	Author      Text   `bson:"author,omitempty"`
	AICover     Text   `bson:"aiCover,omitempty"`
	KeptAICover *Kept  `bson:"keptAICover,omitempty"` // nil where the picture is not stored
	Cover       *Cover `bson:"cover,omitempty"`
	// Extra holds the front matter that has no field here, in its order.
	Extra []*Detail `bson:"extra,omitempty"`
	// PersonSlug is empty where the post does not tell whose views it reports, and
	// where it reports those of several people.
	PersonSlug string `bson:"person,omitempty"`
	// PeopleSlugs are the keys of all whose views the post reports, in its order.
	PeopleSlugs []string `bson:"people,omitempty"`
	// Body is the text before the first heading.
	Body *Prose `bson:"body,omitempty"`
	// Sections stand beside the appearances, or are all there is.
	Sections []*Section `bson:"sections,omitempty"`
	Images   []*Image   `bson:"images,omitempty"`
	Links    []*Link    `bson:"links,omitempty"`
	// Record is what the loader remembers of the post.
	Record ImportRecord `bson:"record"`
}

// Cover is the picture at the head of a post.
type Cover struct {
	Image       string `bson:"image"`
	Alt         Text   `bson:"alt,omitempty"`
	AIGenerated bool   `bson:"aiGenerated"`
	Kept        *Kept  `bson:"kept,omitempty"` // nil where the picture is not stored
}

// ImportRecord is what the loader remembers of a post, so that a later run can tell
// what changed without reading the documents.
type ImportRecord struct {
	// Root is the absolute path of the folder that Path counts from; empty for
	// standard input.
	Root string `bson:"root,omitempty"`
	// Hash covers the file's bytes and everything else its documents follow
	// from, but for their keys.
	Hash string `bson:"hash"`
	// Draft tells that the post was stored although it is a draft.
	Draft bool `bson:"draft,omitempty"`
	// Body is a hash of the text behind the front matter; empty where there is
	// none.
	Body string `bson:"body,omitempty"`
	// Pictures are those that the post shows and that may be files beside it, in its
	// order, each once. They are part of the hash.
	Pictures []PictureRef `bson:"pictures,omitempty"`
	// People are those whose views the post reports, as far as this post tells. Of
	// several people each has the topics of its own viewpoints.
	People []*Person `bson:"people,omitempty"`
	// Papers are those the post recommends, as far as this post tells.
	Papers []*Paper `bson:"papers,omitempty"`
	// Topics are those that the post's viewpoints are about.
	Topics []*Topic `bson:"topics,omitempty"`
	// Appearances are those of the post, in its order.
	Appearances []AppearanceRef `bson:"appearances,omitempty"`
	// Viewpoints is the number of top-level viewpoints in the post.
	Viewpoints int `bson:"viewpoints"`
}

// AppearanceRef names a stored appearance and the content it was stored with.
type AppearanceRef struct {
	Key string `bson:"key"`
	// Told is that of the appearance.
	Told Text `bson:"told,omitempty"`
	// Hash covers the appearance but for Key, Told and the lines of the post.
	Hash string `bson:"hash"`
	// What Key and Told are made of, beside the post: <person>/<date>, the hash of the
	// occasion, and the title.
	Base     string `bson:"base,omitempty"`
	Occasion string `bson:"occasion,omitempty"`
	Title    string `bson:"title,omitempty"`
}

// Called is the name of the post: its slug, where that is the post's alone; else what is left of
// the slug without the folders ahead of the name, and without the mark behind it.
func (p *Post) Called() string {
	name := strings.TrimSuffix(p.Slug, "~"+PostMark(p.Path))
	return name[strings.LastIndexByte(name, '~')+1:]
}

// ID is the post's global object identifier.
func (p *Post) ID() string { return NodeID{"Post", p.Path}.String() }

// IsNode marks a type that has a global object identifier.
func (*Post) IsNode() {}

// AllPeople are the keys of all whose views the post reports: PeopleSlugs, or
// where that is empty PersonSlug alone, if that is known.
func (p *Post) AllPeople() []string {
	if len(p.PeopleSlugs) == 0 && p.PersonSlug != "" {
		return []string{p.PersonSlug}
	}
	return p.PeopleSlugs
}

// Link gives every viewpoint that belongs to no appearance its name and its way
// back to its section, and its body to a section that is stored without. It
// returns p.
func (p *Post) Link() *Post {
	linkSections(p.Sections, owner{p.Slug, p.Path, nil, p.PersonSlug, p.Path})
	return p
}

// AppearanceKeys lists the keys of the post's appearances in its order.
func (r ImportRecord) AppearanceKeys() []string {
	keys := make([]string, len(r.Appearances))
	for i, a := range r.Appearances {
		keys[i] = a.Key
	}
	return keys
}

// CountViewpoints counts the top-level viewpoints that belong to no appearance.
func (p *Post) CountViewpoints() int { return countViewpoints(p.Sections) }

// Corpus is the state of the whole collection.
type Corpus struct {
	// Revision rises by one with every import that changed something; 0 means
	// that nothing was ever imported.
	Revision int `bson:"revision"`
	// State is drawn at random with each revision, 128 bits in hexadecimal, since a
	// revision's number can come again after a restore: two answers from one state
	// are the same. It is empty at revision 0.
	State string `bson:"state"`
	// ImportedAt is when the revision was made; nil at revision 0.
	ImportedAt  *time.Time `bson:"importedAt,omitempty"`
	People      int        `bson:"people"`
	Appearances int        `bson:"appearances"`
	// Viewpoints are top-level ones.
	Viewpoints int `bson:"viewpoints"`
	// Topics are those that at least one viewpoint is about.
	Topics int `bson:"topics"`
	Papers int `bson:"papers"`
	Posts  int `bson:"posts"`
}
