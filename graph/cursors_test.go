package graph_test

import (
	"regexp"
	"strings"
	"testing"

	"viewline/echo"
)

// TestCursorsOfOtherLists gives each list the cursors of all others: another field,
// another object, another filter and another order.
func TestCursorsOfOtherLists(t *testing.T) {
	a := serve(stored(t, library(t)))
	with := func(path, cursor string) string {
		return strings.NewReplacer("ARGS", "first: 1"+cursor, "PAGE", "{ pageInfo { endCursor } }").Replace(path)
	}
	paths := []string{
		`people(ARGS) PAGE`,
		`people(ARGS, orderBy: {field: NAME, direction: DESC}) PAGE`,
		`people(ARGS, filter: {text: "ada"}) PAGE`,
		`people(ARGS, orderBy: {field: APPEARANCES, direction: DESC}) PAGE`,
		`people(ARGS, orderBy: {field: LATEST, direction: DESC}) PAGE`,
		`topics(ARGS, orderBy: {field: VIEWPOINTS, direction: DESC}) PAGE`,
		`posts(ARGS, orderBy: {field: DATE, direction: DESC}) PAGE`,
		`topic(slug: "looms") { people(ARGS, orderBy: {field: LATEST, direction: DESC}) PAGE }`,
		`papers(ARGS) PAGE`,
		`papers(ARGS, filter: {minRecommenders: 1}) PAGE`,
		`papers(ARGS, orderBy: {field: TITLE, direction: DESC}) PAGE`,
		`papers(ARGS, orderBy: {field: RECOMMENDATIONS, direction: DESC}) PAGE`,
		`papers(ARGS, orderBy: {field: RECOMMENDATIONS, direction: ASC}) PAGE`,
		`paper(slug: "engines") { recommenders(ARGS) PAGE }`,
		`paper(slug: "notes") { recommenders(ARGS) PAGE }`,
		`topics(ARGS) PAGE`,
		`posts(ARGS) PAGE`,
		`appearances(ARGS) PAGE`,
		`appearances(ARGS, filter: {from: "1900"}) PAGE`,
		`appearances(ARGS, filter: {from: "1900", kind: TALK}) PAGE`,
		`viewpoints(ARGS) PAGE`,
		`viewpoints(ARGS, filter: {topic: "looms"}) PAGE`,
		`search(text: "it", ARGS) PAGE`,
		`search(text: "it", ARGS, orderBy: {field: DATE, direction: DESC}) PAGE`,
		`search(text: "weaves", ARGS) PAGE`,
		`person(slug: "ada") { appearances(ARGS) PAGE }`,
		`person(slug: "alan") { appearances(ARGS) PAGE }`,
		`person(slug: "ada") { recommendedPapers(ARGS) PAGE }`,
		`person(slug: "ada") { viewpoints(ARGS) PAGE }`,
		`appearance(key: "ada/2025-11-26") { viewpoints(ARGS) PAGE }`,
		`appearance(key: "ada/2025-11-26") { recommendedPapers(ARGS) PAGE }`,
		`person(slug: "ada") { positions(ARGS) PAGE }`,
		`person(slug: "ada") { positions(ARGS, orderBy: {field: COUNT, direction: ASC}) PAGE }`,
		`person(slug: "ada") { positions(ARGS, orderBy: {field: DATE, direction: DESC}) PAGE }`,
		`topic(slug: "looms") { positions(ARGS) PAGE }`,
		`topic(slug: "looms") { positions(ARGS, filter: {person: "ada"}) PAGE }`,
		`paper(slug: "engines") { recommendations(ARGS) PAGE }`,
		`topic(slug: "looms") { people(ARGS) PAGE }`,
	}
	cursor := regexp.MustCompile(`"endCursor":"([^"]+)"`)
	cursors := make([]string, len(paths))
	for i, path := range paths {
		answer := a.ask(t, "{ "+with(path, "")+" }", nil)
		found := cursor.FindSubmatch(answer)
		if found == nil {
			t.Fatalf("%s: no cursor in %s", path, answer)
		}
		cursors[i] = string(found[1])
	}
	for i, path := range paths {
		for j, c := range cursors {
			query := "{ " + with(path, `, after: "`+c+`"`) + " }"
			if i == j {
				data[any](t, a.ask(t, query, nil))
				continue
			}
			wantError(t, a, query, nil, "BAD_USER_INPUT", `cursor "`+echo.Cut(c)+`": want a cursor of this connection`)
		}
	}
	// Arguments that mean the same make the same list.
	for _, same := range []string{`people(ARGS, filter: {}) PAGE`, `people(ARGS, filter: {text: null}, orderBy: {field: NAME, direction: ASC}) PAGE`} {
		data[any](t, a.ask(t, "{ "+with(same, `, after: "`+cursors[0]+`"`)+" }", nil))
	}
}
