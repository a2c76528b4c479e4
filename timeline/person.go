package timeline

// Person is somebody whose views are on record.
type Person struct {
	// Slug is the person's key: the Latin name in kebab case, a Chinese name
	// in pinyin, or what people.yaml says.
	Slug    string   `bson:"_id"`
	Name    string   `bson:"name"`
	Aliases []string `bson:"aliases,omitempty"`
	// Topics are the keys of what the person's top-level viewpoints are about,
	// sorted. An import sets them, once it knows all posts.
	Topics []string `bson:"topics,omitempty"`
	// AppearanceCount is how many appearances there are, and Latest the place of the
	// last one among dates: see [Appearance.Place]. An import sets them.
	AppearanceCount int    `bson:"appearanceCount,omitempty"`
	Latest          string `bson:"latest,omitempty"`
}

// ID is the person's global object identifier.
func (p *Person) ID() string { return NodeID{"Person", p.Slug}.String() }

// IsNode marks a type that has a global object identifier.
func (*Person) IsNode() {}

// Names lists every folded spelling under which the person can be asked for:
// the slug, the name and the aliases, each once. See [Fold].
func (p *Person) Names() []string { return spellings(p.Slug, p.Name, p.Aliases) }
