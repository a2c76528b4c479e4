package timeline

// Topic is a subject that viewpoints are about, over people and years.
type Topic struct {
	// Slug is the topic's key, in kebab case: what topics.yaml says.
	Slug string `bson:"_id"`
	Name string `bson:"name"`
	// Aliases are the other words that mark a viewpoint.
	Aliases []string `bson:"aliases,omitempty"`
	// ViewpointCount is how many top-level viewpoints are about it. An import sets it.
	ViewpointCount int `bson:"viewpointCount,omitempty"`
	// Proposed tells that nobody has named the topic: its name is a word of labels. Such a
	// topic is not stored.
	Proposed bool `bson:"-"`
}

// ID is the topic's global object identifier.
func (t *Topic) ID() string { return NodeID{"Topic", t.Slug}.String() }

// IsNode marks a type that has a global object identifier.
func (*Topic) IsNode() {}

// Names lists every folded spelling under which the topic can be asked for:
// the slug, the name and the aliases, each once. See [Fold].
func (t *Topic) Names() []string { return spellings(t.Slug, t.Name, t.Aliases) }

// spellings folds names, each once.
func spellings(slug, name string, aliases []string) []string {
	names := make([]string, 0, 2+len(aliases))
	seen := make(map[string]bool, cap(names))
	for _, n := range append([]string{slug, name}, aliases...) {
		if f := Fold(n); f != "" && !seen[f] {
			seen[f] = true
			names = append(names, f)
		}
	}
	return names
}
