package timeline

// SectionKind says what a section is for; it follows from its heading.
type SectionKind string

// The kinds of section.
const (
	SectionViewpoints  SectionKind = "VIEWPOINTS"
	SectionSummary     SectionKind = "SUMMARY"
	SectionReadingList SectionKind = "READING_LIST"
	SectionReferences  SectionKind = "REFERENCES"
	SectionBiography   SectionKind = "BIOGRAPHY"
	SectionCommentary  SectionKind = "COMMENTARY"
	SectionOther       SectionKind = "OTHER"
)

// Valid reports whether k is one of the kinds.
func (k SectionKind) Valid() bool {
	switch k {
	case SectionViewpoints, SectionSummary, SectionReadingList, SectionReferences, SectionBiography, SectionCommentary, SectionOther:
		return true
	}
	return false
}

// Section is a headed part of an appearance or of a post. Sections nest.
type Section struct {
	// Number is the heading's numbering as written, such as "1." or "IV.".
	Number Text `bson:"number,omitempty"`
	// Heading is the heading's plain text without its number; it is empty for
	// viewpoints that stand under no heading.
	Heading string `bson:"heading"`
	// Level is that of the heading, 1 to 6; a bold line that serves as a
	// heading counts one deeper than the heading above it.
	Level int         `bson:"level"`
	Kind  SectionKind `bson:"kind"`
	// Anchor is the heading in kebab case, unique in the post.
	Anchor string `bson:"anchor,omitempty"`
	// Body is all passages of the section together: its text that is no viewpoint
	// and no recommendation. Where Parts has passages, Link derives it from them.
	Body *Prose `bson:"body,omitempty"`
	// BodyLine is the line of the post at which Body starts, from 1; 0 where Parts
	// tells the lines of all passages.
	BodyLine   int          `bson:"bodyLine,omitempty"`
	Viewpoints []*Viewpoint `bson:"viewpoints,omitempty"`
	Sections   []*Section   `bson:"sections,omitempty"`
	// Parts are what [Section.Content] lists, where that is not in the usual order.
	Parts []Part `bson:"content,omitempty"`
	// Line of the post at which the section starts, from 1.
	Line int `bson:"line"`
	// EndLine is the last line, sections inside included; 0 where that is Line.
	EndLine int `bson:"endLine,omitempty"`
	// PostPath is the key of the post; Link sets it.
	PostPath string `bson:"-"`
}

// Viewpoint is one view that somebody put forward. Viewpoints nest: what
// explains or details a view are its points.
type Viewpoint struct {
	// Number is the one that the author typed ahead of the viewpoint, as written:
	// 1、, （2） or ③. It is empty for an item of a Markdown list.
	Number Text `bson:"number,omitempty"`
	// Label is the words in bold that open the viewpoint, without their colon.
	Label Text `bson:"label,omitempty"`
	// Text is what stands ahead of the first point or quote.
	Text Prose `bson:"text"`
	// Question is what was asked, where the view answers a question.
	Question *Prose       `bson:"question,omitempty"`
	Points   []*Viewpoint `bson:"points,omitempty"`
	Quotes   []*Prose     `bson:"quotes,omitempty"`
	// Parts are what [Viewpoint.Content] lists, where that is more than points.
	Parts      []Part       `bson:"content,omitempty"`
	Timestamps []*Timestamp `bson:"timestamps,omitempty"`
	Links      []*Link      `bson:"links,omitempty"`
	// Topics are the keys of the topics that the viewpoint is about, points
	// included, sorted.
	Topics []string `bson:"topics,omitempty"`
	// Line of the post at which the viewpoint starts, from 1.
	Line int `bson:"line"`
	// EndLine is the last line, points included; 0 where that is Line.
	EndLine int `bson:"endLine,omitempty"`

	// What follows is set by Link.

	// Owner is the key of the appearance; of a viewpoint of a post without one, the
	// slug of the post.
	Owner string `bson:"-"`
	// Key is <owner>#<name>; see [Viewpoint.Name].
	Key string `bson:"-"`
	// Place tells where a top-level viewpoint stands; it is zero for a point.
	Place Place `bson:"-"`
	// Shared tells that another viewpoint of the owner has the same label, or that
	// the viewpoint has none. Twin counts, from 1 and in the order of the post, those
	// with the same label and the same text.
	Shared  bool     `bson:"-"`
	Twin    int      `bson:"-"`
	Section *Section `bson:"-"`
	// Appearance is nil for a viewpoint of a post without an appearance.
	Appearance *Appearance `bson:"-"`
	// PersonSlug is empty where the post does not tell whose view it is.
	PersonSlug string `bson:"-"`
}

// Place is where a top-level viewpoint stands in its owner: the number of its
// section, in the order of the post and whatever its depth, and its number there,
// both from 1.
type Place struct{ Section, Number int }

// IsNode marks a type that has a global object identifier.
func (*Viewpoint) IsNode() {}

// Theme is that of the appearance.
func (v *Viewpoint) Theme() Text {
	if v.Appearance == nil {
		return ""
	}
	return v.Appearance.Theme
}

// Date is that of the appearance.
func (v *Viewpoint) Date() PartialDate {
	if v.Appearance == nil {
		return PartialDate{}
	}
	return v.Appearance.Date
}

// owner is what sections are of: an appearance, or a post without one.
type owner struct {
	key, path  string      // of the appearance or the slug of the post; of the post
	appearance *Appearance // nil for a post
	person     string
	origin     string // what names hold of it: the occasion, or the path of a post
}

func linkSections(sections []*Section, of owner) {
	n, names := 0, namesake{labels: map[Text]*Viewpoint{}, twins: map[said]int{}}
	for s := range AllSections(sections) {
		n++
		s.PostPath = of.path
		s.deriveBody()
		s.linkRecommendations(of.appearance)
		for i, v := range s.Viewpoints {
			v.link(s, of, &names)
			v.Place = Place{n, i + 1}
		}
	}
	for v := range allViewpoints(sections) { // once it is known which of them share a label
		v.Key = of.key + "#" + v.name(of.origin)
	}
}

// linkRecommendations gives the parts the appearance's recommendations.
func (s *Section) linkRecommendations(a *Appearance) {
	if a == nil {
		return
	}
	for i := range s.Parts {
		p := &s.Parts[i]
		p.Recommendations = run(a.Recommendations, p.Recommendation, p.Count)
	}
}

// link sets what Link sets of a viewpoint and of its points.
func (v *Viewpoint) link(s *Section, of owner, names *namesake) {
	v.Owner, v.Section, v.Appearance, v.PersonSlug = of.key, s, of.appearance, of.person
	names.meet(v)
	for _, p := range v.Points {
		p.link(s, of, names)
	}
}

// AllSections yields the sections, and those inside them, in the order of the
// post.
func AllSections(sections []*Section) func(yield func(*Section) bool) {
	var walk func([]*Section, func(*Section) bool) bool
	walk = func(ss []*Section, yield func(*Section) bool) bool {
		for _, s := range ss {
			if !yield(s) || !walk(s.Sections, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(*Section) bool) { walk(sections, yield) }
}

func countViewpoints(sections []*Section) int {
	n := 0
	for s := range AllSections(sections) {
		n += len(s.Viewpoints)
	}
	return n
}
