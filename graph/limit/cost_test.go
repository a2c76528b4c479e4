package limit_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"viewline/graph/limit"
)

// costOf prepares a request for execution, and returns its cost, or the message of the
// first error.
func costOf(tb testing.TB, o limit.Options, text string, variables map[string]any) (cost int64, message string) {
	tb.Helper()
	exec := executor.New(schema)
	exec.Use(limit.New(o))
	op, errs := exec.CreateOperationContext(graphql.StartOperationTrace(tb.Context()), &graphql.RawParams{Query: text, Variables: variables})
	found, _ := op.Stats.GetExtension("cost").(limit.Cost)
	if len(errs) > 0 {
		return found.Requested, errs[0].Message
	}
	return found.Requested, ""
}

func TestCost(t *testing.T) {
	const person = `person(slug: "p") `
	for name, c := range map[string]struct {
		text string
		want int64
	}{
		"no object":            {`{ __typename }`, 0},
		"one object":           {`{ corpus { people } }`, 1},
		"the example":          {`{ person(slug: "p") { appearances(first: 5) { nodes { title sections { viewpoints { text { plain } } } } } } }`, 157},
		"an appearance below":  {`{ person(slug: "p") { appearances(first: 5) { nodes { sections { viewpoints { appearance { sections { line } } } } } } } }`, 7 + 50 + 50 + 50 + 500},
		"a page without size":  {`{ people { nodes { slug } } }`, 21},
		"no size":              {`{ people(first: null) { nodes { slug } } }`, 21},
		"last":                 {`{ people(last: 7) { nodes { slug } } }`, 8},
		"the total alone":      {`{ people(first: 100) { totalCount } }`, 1},
		"edges":                {`{ people(first: 7) { edges { cursor node { slug } } pageInfo { endCursor } } }`, 1 + 7 + 7 + 1},
		"pages in pages":       {`{ people(first: 7) { nodes { appearances(first: 3) { nodes { line } } } } }`, 1 + 7 + 7 + 21},
		"a quote":              {`{ quote(text: "a") { verdict places { html viewpoint { key } source { path } } } }`, 500 + 1 + 10 + 10 + 10},
		"suggestions":          {`{ suggest(text: "a") { text node { id } } }`, 20 + 10 + 10},
		"posts of a name":      {`{ postsNamed(name: "a", first: 3) { slug } }`, 100 + 3},
		"three suggestions":    {`{ suggest(text: "a", first: 3) { text node { ... on Person { appearances(first: 5) { nodes { line } } } } } }`, 20 + 3 + 3 + 3 + 15},
		"positions":            {`{ topic(slug: "t") { positions(first: 10) { nodes { person { name } first { label } latest { label } viewpoints(first: 2) { nodes { label } } } } } }`, 1 + 1 + 10 + 10 + 10 + 10 + 10 + 20},
		"facets":               {`{ appearances { facets { byYear { year count } undated } } }`, 1 + 1 + 100},
		"facets of a kind":     {`{ viewpoints(filter: {kind: TALK, topic: [], text: null}) { facets { byKind { kind } byTopic { topic { name } } byPerson(first: 3) { count } } } }`, 1 + 1 + 10 + 20 + 20 + 3},
		"facets of two values": {`{ appearances(filter: {topic: ["a", "b"]}) { facets { undated } } }`, 1 + 1 + 1000},
		"facets of dates":      {`{ appearances(filter: {from: "2020"}) { ...F } } fragment F on AppearanceConnection { facets { undated } }`, 1 + 1 + 1000},
		"facets of a search":   {`{ search(text: "a") { facets { byYear { year } } } }`, 1 + 1 + 100 + 1000 + 1000},
		"facets of people":     {`{ people(first: 7) { nodes { appearances { facets { undated } } } } }`, 1 + 7 + 7 + 7},
		"and one thing more":   {`{ people(first: 7) { nodes { appearances(filter: {kind: [TALK]}) { facets { undated } } } } }`, 1 + 7 + 7 + 7*1001},
		"facets of a position": {`{ topic(slug: "t") { positions(first: 2) { nodes { viewpoints { facets { undated } } } } } }`, 1 + 1 + 2 + 2 + 2*1001},
		"facets in memory":     {`{ appearance(key: "k") { viewpoints(filter: {text: "a"}) { facets { undated } } } }`, 1 + 1 + 1 + 500},
		"recommenders":         {`{ papers(first: 7) { nodes { recommendationCount recommenders(first: 3) { totalCount nodes { name } } } } }`, 1 + 7 + 7*20 + 7 + 21},
		"neighbours":           {`{ people(first: 7) { nodes { appearances(first: 3) { nodes { previous { line } } } } } }`, 1 + 7 + 7 + 21 + 21},
		"negative":             {`{ people(first: -5) { nodes { slug } } }`, 2},
		"zero":                 {`{ people(first: 0) { nodes { slug } } }`, 2},
		"more than a page":     {`{ people(first: 2147483647) { nodes { slug } } }`, 101},
		"both":                 {`{ people(first: 3, last: 50) { nodes { slug } } }`, 51},
		"ids":                  {`{ nodes(ids: ["a", "b", "c"]) { id ... on Appearance { person { name } } } }`, 6},
		"one id for a list":    {`{ nodes(ids: "a") { id } }`, 1},
		"lists of scalars":     {`{ ` + person + `{ aliases } }`, 1},
		"a list":               {`{ appearance(key: "k") { details { label } } }`, 11},
		"lists of a post":      {`{ post(slug: "p") { appearances { sections { line } } } }`, 1 + 10 + 100},
		"sections in sections": {`{ appearance(key: "k") { sections { sections { sections { line } } } } }`, 1 + 30},
		"content":              {`{ appearance(key: "k") { content { __typename } } }`, 1 + 10},
		"content of a post":    {`{ post(slug: "p") { sections { content { ... on Passage { line text { html } } } } } }`, 1 + 10 + 10 + 10},
		"content in content": {`{ appearance(key: "k") { content { ... on Section { content { ... on Viewpoint { label content { __typename } quotes { plain } } } } ...P } } }
			fragment P on Content { ... on Passage { text { html } } }`, 1 + 10 + 10 + 10 + 10 + 10},
		"papers in content":    {`{ appearance(key: "k") { content { ... on Recommendation { note { html } paper { title } } } } }`, 1 + 10 + 10 + 10},
		"quotes of a tree":     {`{ appearance(key: "k") { sections { viewpoints { points { quotes { plain } } } } } }`, 1 + 40},
		"section of a view":    {`{ appearance(key: "k") { sections { viewpoints { section { viewpoints { line } } } } } }`, 1 + 10 + 10 + 10 + 100},
		"fragments":            {`{ a: ` + person + `{ ...A } b: ` + person + `{ ...A } } fragment A on Person { lastAppearance { person { slug } } }`, 6},
		"a fragment of a page": {`{ people(first: 3) { ...N } } fragment N on PersonConnection { nodes { slug } }`, 4},
		"types":                {`{ node(id: "a") { ... on Appearance { person { slug } } ... on Post { person { slug } } } }`, 3},
		"skipped":              {`{ people @skip(if: true) { nodes { slug } } corpus { people } }`, 1},
		"not included":         {`{ ... @include(if: false) { people { nodes { slug } } } ...A @include(if: false) } fragment A on Query { corpus { people } }`, 0},
		"included":             {`{ corpus @skip(if: false) @include(if: true) { people } }`, 1},
		"a type":               {`{ __type(name: "Person") { fields { name type { name } } } }`, 21},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := costOf(t, limit.Options{}, c.text, nil)
			if err != "" || got != c.want {
				t.Errorf("cost %d, %s; want %d", got, err, c.want)
			}
		})
	}
}

func TestCostOfVariables(t *testing.T) {
	const text = `query ($first: Int, $default: Int = 30, $ids: [ID!]!, $on: Boolean!) {
		people(first: $first) { nodes { slug } }
		appearances(last: $default) @include(if: $on) { nodes { line } }
		nodes(ids: $ids) { id }
	}`
	many := make([]any, 5000)
	for i := range many {
		many[i] = "a"
	}
	for name, c := range map[string]struct {
		variables map[string]any
		want      int64
	}{
		"absent":       {map[string]any{}, 1 + 20},
		"null":         {map[string]any{"first": nil}, 1 + 20},
		"a number":     {map[string]any{"first": json.Number("5")}, 1 + 5},
		"a string":     {map[string]any{"first": "5"}, 1 + 5},
		"a float":      {map[string]any{"first": 5.0}, 1 + 5},
		"huge":         {map[string]any{"first": json.Number("9223372036854775807")}, 1 + 100},
		"a huge float": {map[string]any{"first": math.MaxFloat64}, 1 + 100},
		"negative":     {map[string]any{"first": json.Number("-9223372036854775808")}, 1 + 1},
		"default":      {map[string]any{"on": true}, 1 + 20 + 1 + 30},
		"size":         {map[string]any{"on": true, "default": 4}, 1 + 20 + 1 + 4},
		"ids":          {map[string]any{"ids": []any{"a", "b"}}, 1 + 20 + 2},
		"one id":       {map[string]any{"ids": "a"}, 1 + 20 + 1},
		"many ids":     {map[string]any{"ids": many}, 1 + 20 + 100},
	} {
		t.Run(name, func(t *testing.T) {
			for name, value := range map[string]any{"ids": []any{}, "on": false} {
				if _, ok := c.variables[name]; !ok {
					c.variables[name] = value
				}
			}
			got, err := costOf(t, limit.Options{}, text, c.variables)
			if err != "" || got != c.want {
				t.Errorf("cost %d, %s; want %d", got, err, c.want)
			}
		})
	}
}

func TestCostOfOurQueries(t *testing.T) {
	const contract = `{ person(slug: "ilya-sutskever") { name appearances(first: 10) { totalCount nodes {
		key date datePrecision kind title theme
		sections { heading kind viewpoints { label text { plain } points { label text { plain } } } }
		recommendedPapers(first: 100) { totalCount nodes { position paper { title authors published } note { plain } } } } } } }`
	const crowd = `{ people(first: 20) { nodes { name appearances(first: 5) { nodes {
		title sections { heading viewpoints { label text { plain } points { label text { plain } } } } } } } } }`
	for name, c := range map[string]struct {
		text string
		want int64
	}{
		"contract":   {contract, 3742},
		"crowd":      {crowd, 5141},
		"timeline":   {page(t, "timeline", "../site/queries/when"), 4645},
		"person":     {page(t, "person", "report", "content", "view", "../site/queries/when"), 43_387},
		"appearance": {page(t, "appearance", "report", "content", "view", "../site/queries/when"), 2026},
		"paper":      {page(t, "paper", "../site/queries/when"), 103},
		"post":       {page(t, "post", "content", "view", "../site/queries/when"), 1693},
		"change":     {page(t, "change", "view", "../site/queries/when"), 5583},
		"example":    {page(t, "examples/1-person"), 632},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := costOf(t, limit.Options{}, c.text, map[string]any{"slug": "p", "key": "p/1", "topic": "t", "first": 20, "papers": 100, "choices": 100, "loose": 10})
			if err != "" || got != c.want {
				t.Errorf("cost %d, %s; want %d", got, err, c.want)
			}
		})
	}
}

// The prices of work count for each parent, and the parts of a cost are told.
func TestCostOfWork(t *testing.T) {
	type parts = map[string]int64
	const attack = `{ people(first: 100) { nodes { viewpoints(first: 1, filter: {theme: "模型", text: "的 人 我"}) { totalCount } } } }`
	var searches strings.Builder
	for i := range 30 {
		fmt.Fprintf(&searches, `s%d: search(text: "word%d") { totalCount } `, i, i)
	}
	for name, c := range map[string]struct {
		text      string
		variables map[string]any
		want      parts
	}{
		"no work":              {`{ people(first: 3) { totalCount nodes { slug } } }`, nil, parts{"objects": 4}},
		"a quote":              {`{ quote(text: "a") { verdict } }`, nil, parts{"objects": 1, "search": 500}},
		"a search":             {`{ search(text: "a", first: 5) { nodes { date } } }`, nil, parts{"objects": 6, "search": 1000}},
		"its total":            {`{ search(text: "a", first: 5) { totalCount nodes { date } } }`, nil, parts{"objects": 6, "search": 1000, "counts": 1000}},
		"two totals":           {`{ search(text: "a") { a: totalCount ...T } } fragment T on SearchConnection { totalCount }`, nil, parts{"objects": 1, "search": 1000, "counts": 2000}},
		"a total left out":     {`{ search(text: "a") { totalCount @skip(if: true) pageInfo { endCursor } } }`, nil, parts{"objects": 2, "search": 1000}},
		"a text":               {`{ viewpoints(first: 2, filter: {text: "a"}) { nodes { label } } }`, nil, parts{"objects": 3, "text": 500}},
		"a theme and a total":  {`{ viewpoints(first: 2, filter: {theme: "a"}) { totalCount nodes { label } } }`, nil, parts{"objects": 3, "text": 500, "counts": 500}},
		"an empty text":        {`{ viewpoints(first: 2, filter: {text: ""}) { totalCount nodes { label } } }`, nil, parts{"objects": 3}},
		"another filter":       {`{ viewpoints(first: 2, filter: {person: ["p"]}) { totalCount nodes { label } } }`, nil, parts{"objects": 3, "counts": 100}},
		"an empty filter":      {`{ viewpoints(first: 2, filter: {person: []}) { totalCount nodes { label } } }`, nil, parts{"objects": 3}},
		"totals of parents":    {`{ people(first: 7) { nodes { appearances(first: 1) { totalCount } } } }`, nil, parts{"objects": 15, "counts": 140}},
		"a filter by variable": {`query($f: ViewpointFilter) { viewpoints(first: 2, filter: $f) { totalCount nodes { label } } }`, map[string]any{"f": map[string]any{"text": "a"}}, parts{"objects": 3, "text": 500, "counts": 500}},
		"a text by variable":   {`query($t: String) { viewpoints(first: 2, filter: {text: $t}) { totalCount nodes { label } } }`, map[string]any{"t": "a"}, parts{"objects": 3, "text": 500, "counts": 500}},
		"no filter":            {`query($f: ViewpointFilter) { viewpoints(first: 2, filter: $f) { totalCount nodes { label } } }`, map[string]any{}, parts{"objects": 3}},
		"for each parent":      {attack, nil, parts{"objects": 201, "text": 50_000, "counts": 50_000}},
		"thirty searches":      {"{ " + searches.String() + "}", nil, parts{"objects": 30, "search": 30_000, "counts": 30_000}},
	} {
		t.Run(name, func(t *testing.T) {
			exec := executor.New(schema)
			exec.Use(limit.New(limit.Options{}))
			op, errs := exec.CreateOperationContext(graphql.StartOperationTrace(t.Context()), &graphql.RawParams{
				Query: c.text, Variables: c.variables, Extensions: map[string]any{"cost": true},
			})
			got, _ := op.Stats.GetExtension("cost").(limit.Cost)
			var sum int64
			for _, n := range c.want {
				sum += n
			}
			if !maps.Equal(got.Parts, c.want) || got.Requested != sum {
				t.Errorf("cost %d of %v; want %d of %v", got.Requested, got.Parts, sum, c.want)
			}
			if refused := len(errs) > 0; refused != (sum > 50_000) || refused && errs[0].Extensions["code"] != limit.Code {
				t.Errorf("errors %v at a cost of %d", errs, sum)
			}
			if got, want := limit.IsDear(op), sum > 5000; got != want {
				t.Errorf("expensive: %v; want %v", got, want)
			}
		})
	}
}

// page is a query of package web, joined from the files of its parts.
func page(tb testing.TB, names ...string) string {
	tb.Helper()
	var query string
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join("..", "..", "web", "queries", name+".graphql"))
		if err != nil {
			tb.Fatal(err)
		}
		query += string(text)
	}
	return query
}

func TestCostOverTheLimit(t *testing.T) {
	const found = "the answer to operation Q can hold %d objects; want at most 50000: ask for smaller pages or for fewer of them in each other"
	const loop = "sections { viewpoints { appearance { "
	for name, c := range map[string]struct {
		text string
		want int64
	}{
		"pages in pages in pages": {
			`query Q { people(first: 100) { nodes { appearances(first: 100) { nodes { recommendedPapers(first: 100) { nodes { position } } } } } } }`,
			1 + 100 + 100 + 10_000 + 10_000 + 1_000_000,
		},
		"trees in trees": {
			"query Q { appearances(first: 100) { nodes { " + strings.Repeat(loop, 4) + "line" + strings.Repeat("}", 15),
			1 + 100 + 100*(30+10*(30+10*(30+10*30))),
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := costOf(t, limit.Options{}, c.text, nil)
			if got != c.want || err != fmt.Sprintf(found, c.want) {
				t.Errorf("cost %d, %s; want %d", got, err, c.want)
			}
		})
	}
}

func TestCostDoesNotOverflow(t *testing.T) {
	text := `{ post(slug: "p") { ` + strings.Repeat("appearances { post { ", 20) + "path" + strings.Repeat("}", 42)
	if cost, err := costOf(t, limit.Options{Depth: 100}, text, nil); err == "" || cost != 1<<53-1 {
		t.Errorf("cost %d, %s; want it at its largest", cost, err)
	}
}

// A fragment is measured once, and its cost is added at every place where it is spread.
func TestCostOfFragmentsThatDouble(t *testing.T) {
	text := "{ ...F0 }" + numbered(8, func(i int) string {
		return fmt.Sprintf("fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}) + "fragment F8 on Query { corpus { people } }"
	if got, err := costOf(t, limit.Options{Pairs: 1 << 20}, text, nil); err != "" || got != 256 {
		t.Errorf("cost %d, %s; want 256", got, err)
	}
}
