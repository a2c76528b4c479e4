package post

import (
	_ "embed"

	"viewline/post/front"
	"viewline/post/mapping"
)

var (
	//go:embed people.schema.json
	peopleSchema []byte
	//go:embed topics.schema.json
	topicsSchema []byte
	//go:embed papers.schema.json
	papersSchema []byte
	//go:embed sections.schema.json
	sectionsSchema []byte
)

// Schemas are the JSON Schemas of what authors write, by name: of front matter, and of the files
// beside posts by the names of these without their endings.
var Schemas = map[string][]byte{
	"front-matter": front.Schema, "viewline": mapping.Schema,
	"people": peopleSchema, "topics": topicsSchema, "papers": papersSchema, "sections": sectionsSchema,
}
