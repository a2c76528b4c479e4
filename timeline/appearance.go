package timeline

import "slices"

// AppearanceKind says on what kind of occasion something was said.
type AppearanceKind string

// The kinds of appearance.
const (
	KindInterview   AppearanceKind = "INTERVIEW"
	KindPodcast     AppearanceKind = "PODCAST"
	KindSpeech      AppearanceKind = "SPEECH"
	KindTalk        AppearanceKind = "TALK"
	KindEssay       AppearanceKind = "ESSAY"
	KindReadingList AppearanceKind = "READING_LIST"
	KindOther       AppearanceKind = "OTHER"
)

// Valid reports whether k is one of the kinds.
func (k AppearanceKind) Valid() bool {
	switch k {
	case KindInterview, KindPodcast, KindSpeech, KindTalk, KindEssay, KindReadingList, KindOther:
		return true
	}
	return false
}

// Appearance is one dated occasion on which a person spoke, wrote or
// recommended, with all that the post reports of it.
//
// A decoded appearance must be linked with [Appearance.Link] before its
// viewpoints know where they belong.
type Appearance struct {
	// Key is today's address: <person>/<date>. Where several appearances of a person
	// share the date, or have none, each key ends in the name of its occasion, and where
	// that is the same too, in the slug of its post.
	Key string `bson:"_id"`
	// Told tells the appearance from others of the same person, title and year, where
	// there are any: its date, else its [PostMark]. See [Ident].
	Told Text `bson:"told,omitempty"`
	// PersonSlug is the key of the [Person].
	PersonSlug string `bson:"person"`
	// PostPath is the key of the [Post] that reports the appearance.
	PostPath string `bson:"post"`
	// Heading is the title as the post has it; Title is the same without the
	// person's name and the date.
	Heading string         `bson:"heading"`
	Title   string         `bson:"title"`
	Kind    AppearanceKind `bson:"kind"`
	// Date is zero where the post gives none, and where no single date is meant, as
	// by "the 1990s": then Earliest and Latest tell the days.
	Date       PartialDate `bson:"date"`
	DateSource DateSource  `bson:"dateSource,omitempty"`
	// Earliest and Latest are the first and the last day the date can mean;
	// of a range, its first and last day.
	Earliest PartialDate `bson:"earliest"`
	Latest   PartialDate `bson:"latest"`
	// DateText is the date as the post writes it, such as "2025年底".
	DateText Text `bson:"dateText,omitempty"`
	// DateApproximate tells that the occasion may have been at another time than
	// the date says: the post is vague, or tells only when it was written.
	DateApproximate bool `bson:"dateApproximate,omitempty"`
	// Participants are all who took part as far as the post tells; nil stands for
	// the person alone. See [Appearance.AllParticipants].
	Participants []*Participant `bson:"participants,omitempty"`
	// Recording is the one recording that the post names; nil where there is none
	// or more than one.
	Recording *Link  `bson:"recording,omitempty"`
	Theme     Text   `bson:"theme,omitempty"`
	Summary   *Prose `bson:"summary,omitempty"`
	// Body is the text before the first section.
	Body *Prose `bson:"body,omitempty"`
	// BodyLine is the line of the post at which Body starts, from 1; 0 where there
	// is no body.
	BodyLine        int               `bson:"bodyLine,omitempty"`
	Details         []*Detail         `bson:"details,omitempty"`
	Sections        []*Section        `bson:"sections,omitempty"`
	Recommendations []*Recommendation `bson:"recommendations,omitempty"`
	// Recommended is the number of recommendations, stored for counting.
	Recommended int      `bson:"recommended"`
	Images      []*Image `bson:"images,omitempty"`
	Links       []*Link  `bson:"links,omitempty"`
	// Line of the post at which the appearance starts, from 1.
	Line int `bson:"line"`
	// EndLine is the last line; 0 where that is Line.
	EndLine int `bson:"endLine,omitempty"`
}

// ID is the appearance's global object identifier.
func (a *Appearance) ID() string { return NodeID{"Appearance", a.Ident().String()}.String() }

// IsNode marks a type that has a global object identifier.
func (*Appearance) IsNode() {}

// DatePrecision says how much of the date is known.
func (a *Appearance) DatePrecision() *DatePrecision { return a.Date.precision() }

// Place is where the appearance stands in lists by date, as a text that sorts: that
// of its date. One that has days but no date, such as the 1990s, stands right ahead
// of the dates that begin on its earliest day, as these are more precise; see
// [Appearance.Ahead]. It is empty where nothing is known.
func (a *Appearance) Place() string {
	if d := a.Ahead(); !d.IsZero() {
		return d.ahead()
	}
	return a.Date.String()
}

// Ahead is the date right ahead of which an appearance stands that has days but no
// date: "1990" for the 1990s. It is zero for all others.
func (a *Appearance) Ahead() PartialDate {
	if !a.Date.IsZero() {
		return PartialDate{}
	}
	return a.Earliest.coarsest()
}

// AllParticipants are those who took part, the appearance's person among them: with
// an empty name, and first, where the post does not name the person.
func (a *Appearance) AllParticipants() []*Participant {
	isPerson := func(p *Participant) bool { return p.PersonSlug == a.PersonSlug }
	if slices.ContainsFunc(a.Participants, isPerson) {
		return a.Participants
	}
	return append([]*Participant{{Role: RoleSpeaker, PersonSlug: a.PersonSlug}}, a.Participants...)
}

// Link gives every viewpoint its name and its way back to its section and to
// the appearance, every recommendation its way back, every section the
// recommendations that stand in it, and its body to a section that is stored
// without. It returns a.
func (a *Appearance) Link() *Appearance {
	linkSections(a.Sections, owner{a.Key, a.PostPath, a, a.PersonSlug, a.Occasion()})
	for _, r := range a.Recommendations {
		r.Appearance = a
	}
	return a
}

// Viewpoints lists the top-level viewpoints of all sections, in their order.
func (a *Appearance) Viewpoints() []*Viewpoint {
	var all []*Viewpoint
	for s := range AllSections(a.Sections) {
		all = append(all, s.Viewpoints...)
	}
	return all
}

// CountViewpoints counts the top-level viewpoints of all sections.
func (a *Appearance) CountViewpoints() int { return countViewpoints(a.Sections) }

// Recommendation is a paper named in a reading list.
type Recommendation struct {
	// PaperSlug is the key of the [Paper].
	PaperSlug string `bson:"paper"`
	// Note is what the post says of the paper.
	Note Prose `bson:"note"`
	// Position in the appearance's list, from 1.
	Position int `bson:"position"`
	// Line of the post at which the recommendation starts, from 1, and the last one;
	// 0 where that is Line.
	Line    int `bson:"line,omitempty"`
	EndLine int `bson:"endLine,omitempty"`
	// Appearance is set by [Appearance.Link].
	Appearance *Appearance `bson:"-"`
}

// Date is that of the appearance.
func (r *Recommendation) Date() PartialDate { return r.Appearance.Date }
