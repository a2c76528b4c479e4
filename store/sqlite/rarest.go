package sqlite

import (
	"cmp"
	"context"
	"slices"

	"viewline/store"
)

// pagesOfTokens is about how many pages of the index each of several tokens takes, as FTS5
// counts pages (two for each; https://sqlite.org/fts5.html, section 9, and the comments of
// fts5_index.c): from the page on which it may begin to the first one with a later token.
const pagesOfTokens = `WITH RECURSIVE part (id) AS (
	SELECT min(segid) FROM token_idx
	UNION ALL SELECT (SELECT min(segid) FROM token_idx WHERE segid > part.id) FROM part WHERE id IS NOT NULL)
	SELECT wanted.value, CAST(total(
		(SELECT pgno FROM token_idx WHERE segid = part.id AND term > CAST('0' || wanted.value AS BLOB) ORDER BY term LIMIT 1)
		- (SELECT pgno FROM token_idx WHERE segid = part.id AND term <= CAST('0' || wanted.value AS BLOB) ORDER BY term DESC LIMIT 1)) AS INTEGER)
	FROM json_each(?) AS wanted, part WHERE part.id IS NOT NULL GROUP BY wanted.value`

// rarestFirst sorts the words of each group by how many entries have them. FTS5 looks for
// the entries with all of several tokens in their order, so that it need not read the long
// lists of frequent words where the first word is rare.
func (s *Store) rarestFirst(ctx context.Context, groups [][]string) ([][]string, error) {
	var tokens []string
	tokenOf := func(word string) string { return escape(string(store.ClassWord) + word) }
	for _, words := range groups {
		for _, word := range words {
			tokens = append(tokens, tokenOf(word))
		}
	}
	if len(tokens) < 2 {
		return groups, nil
	}
	pages, err := s.pagesOfTerms(ctx, distinct(tokens))
	sorted := make([][]string, len(groups))
	for i, words := range groups {
		sorted[i] = slices.Clone(words)
		slices.SortStableFunc(sorted[i], func(a, b string) int { return cmp.Compare(pages[tokenOf(a)], pages[tokenOf(b)]) })
	}
	return sorted, err
}

// pagesOfTerms is about how many pages of the index each of several terms takes; see
// [pagesOfTokens].
func (s *Store) pagesOfTerms(ctx context.Context, terms []string) (map[string]int, error) {
	pages := make(map[string]int, len(terms))
	err := each(ctx, s.query, pagesOfTokens, []any{list(terms)}, func(scan scanFunc) error {
		var term string
		var n int
		err := scan(&term, &n)
		pages[term] = n
		return err
	})
	return pages, err
}
