package mcp

import (
	"context"
	"embed"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

//go:embed queries
var queries embed.FS

// What the tools take: the variables of their operations. The texts are what clients show to
// models.
type (
	list struct {
		First int    `json:"first,omitempty" jsonschema:"How many at most: 1 to 100."`
		After string `json:"after,omitempty" jsonschema:"The endCursor of the page before, for the next page."`
	}
	dates struct {
		From string `json:"from,omitempty" jsonschema:"Only what may be of this date or later: 2020, 2020-05 or 2020-05-07."`
		To   string `json:"to,omitempty" jsonschema:"Only what may be of this date or earlier, as from."`
	}
	findPeople struct {
		Text  string   `json:"text,omitempty" jsonschema:"Words of the name or of an alias, such as Sutskever."`
		Topic []string `json:"topic,omitempty" jsonschema:"Only people with a viewpoint on any of these topics: slugs, names or aliases."`
		list
	}
	findTopics struct {
		Text string `json:"text,omitempty" jsonschema:"Words of the name or of an alias, such as scaling."`
		list
	}
	readTimeline struct {
		Person string   `json:"person" jsonschema:"The slug, the name or an alias, such as ilya-sutskever."`
		Topic  []string `json:"topic,omitempty" jsonschema:"Only what is on any of these topics: slugs, names or aliases."`
		Kind   []string `json:"kind,omitempty" jsonschema:"Only these kinds of appearances: INTERVIEW, PODCAST, SPEECH, TALK, ESSAY, READING_LIST or OTHER."`
		Text   string   `json:"text,omitempty" jsonschema:"Only appearances with every word of this text in one of their parts."`
		dates
		list
	}
	comparePositions struct {
		Topic  string   `json:"topic" jsonschema:"The slug, the name or an alias, such as scaling."`
		Person []string `json:"person,omitempty" jsonschema:"Only these people: slugs, names or aliases."`
		list
	}
	search struct {
		Text   string   `json:"text" jsonschema:"What to look for, at most 64 words, such as scaling laws."`
		Type   string   `json:"type,omitempty" jsonschema:"Only this type: VIEWPOINT, APPEARANCE, PAPER, PERSON, TOPIC or POST."`
		Person []string `json:"person,omitempty" jsonschema:"Only what is of any of these people: slugs, names or aliases."`
		Topic  []string `json:"topic,omitempty" jsonschema:"Only viewpoints on any of these topics: slugs, names or aliases."`
		Kind   []string `json:"kind,omitempty" jsonschema:"Only these kinds of appearances, as in read_timeline."`
		dates
		list
	}
	checkQuote struct {
		Text   string `json:"text" jsonschema:"What somebody is said to have said: at most 500 words."`
		Person string `json:"person,omitempty" jsonschema:"Who is said to have said it: the slug, the name or an alias."`
	}
	readAppearance struct {
		Key string `json:"key" jsonschema:"The key of the appearance, such as ilya-sutskever/2025-11-26."`
	}
	readingLists struct {
		Person string `json:"person,omitempty" jsonschema:"Only what this person recommended: the slug, the name or an alias."`
		Author string `json:"author,omitempty" jsonschema:"Only papers with these words in the names of the authors."`
		Text   string `json:"text,omitempty" jsonschema:"Only papers with these words in title and authors."`
		From   string `json:"from,omitempty" jsonschema:"Only papers that may have been published on or after this date, such as 2017."`
		To     string `json:"to,omitempty" jsonschema:"Only papers that may have been published on or before this date."`
		Least  int    `json:"minRecommenders,omitempty" jsonschema:"Only papers that at least so many different people recommended."`
		list
	}
)

// variables are those of the operation, which asks one of two lists.
func (f findTopics) variables() any {
	return struct {
		findTopics
		Text  string `json:"text"`
		Named bool   `json:"named"`
	}{f, f.Text, f.Text != ""}
}

// addTools adds all tools. The text behind each name tells what is wrong where the operation
// finds nothing of that name.
func addTools(to *sdk.Server, a asker) {
	add[findPeople](to, a, "find_people", "Find people", "")
	add[findTopics](to, a, "find_topics", "Find topics", "")
	add[readTimeline](to, a, "read_timeline", "Read a person's timeline", "nobody on record goes by that name; find_people lists who is")
	add[comparePositions](to, a, "compare_positions", "Compare positions on a topic", "no topic on record goes by that name; find_topics lists all")
	add[search](to, a, "search", "Search", "")
	add[checkQuote](to, a, "check_quote", "Check a quote", "")
	add[readAppearance](to, a, "read_appearance", "Read one appearance", "there is no appearance with that key, or a coarser date can mean several; read_timeline and search give keys")
	add[readingLists](to, a, "reading_lists", "List recommended reading", "")
}

// add adds the tool whose operation is the file of its name. The comment at the start of the
// file is what clients are told of the tool.
func add[In any](to *sdk.Server, a asker, name, title, missing string) {
	text, err := queries.ReadFile("queries/" + name + ".graphql")
	if err != nil {
		panic(err)
	}
	comment, operation, _ := strings.Cut(string(text), "\n")
	elsewhere := false
	tool := &sdk.Tool{
		Name: name, Title: title, Description: strings.TrimPrefix(comment, "# "),
		Annotations: &sdk.ToolAnnotations{Title: title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &elsewhere},
	}
	sdk.AddTool(to, tool, func(ctx context.Context, _ *sdk.CallToolRequest, in In) (*sdk.CallToolResult, any, error) {
		answer, err := a.ask(ctx, name, operation, in, missing)
		if err != nil {
			return nil, nil, err
		}
		return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: string(answer)}}}, answer, nil
	})
}
