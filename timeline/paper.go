package timeline

// Paper is something recommended to be read: a paper, a book, an essay or a
// course.
type Paper struct {
	// Slug is the paper's key: its title in kebab case, Chinese in pinyin.
	Slug  string `bson:"_id"`
	Title string `bson:"title"`
	// Authors are full names in the order of the paper; empty where unknown.
	Authors   []string    `bson:"authors,omitempty"`
	Published PartialDate `bson:"published,omitempty"`
	// Venue is the journal, conference or publisher that the paper came out in.
	Venue Text `bson:"venue,omitempty"`
	URL   Text `bson:"url,omitempty"`
	// Arxiv is the bare arXiv identifier, such as 1706.03762.
	Arxiv Text `bson:"arxiv,omitempty"`
	DOI   Text `bson:"doi,omitempty"`
	// RecommendedBy are the keys of the people who recommend it, sorted. An
	// import sets them, once it knows all posts.
	RecommendedBy []string `bson:"recommendedBy,omitempty"`
	// RecommendationCount is how often it is recommended: a person may do so in
	// several appearances, and in one of them more than once. An import sets it.
	RecommendationCount int `bson:"recommendationCount,omitempty"`
}

// ID is the paper's global object identifier.
func (p *Paper) ID() string { return NodeID{"Paper", p.Slug}.String() }

// IsNode marks a type that has a global object identifier.
func (*Paper) IsNode() {}
