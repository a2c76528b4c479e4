package sqlite

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// mostWords is how many words a beginning may have to be spelled out. FTS5 reads the
// entries of a word one by one, but has to gather the entries of all words with a beginning
// before the first is read. With more words than these, it takes about as long to look them
// up as to gather.
const mostWords = 256

// wordsOf lists the tokens that begin with each of several texts, each once, up to a bound.
// Each is looked for behind the one before, since the vocabulary has a token as often as
// entries have it; no token has the character 1.
const wordsOf = `WITH RECURSIVE word (begun, term, n) AS (
	SELECT value, (SELECT term FROM token_vocabulary WHERE term >= value LIMIT 1), 1 FROM json_each(?1)
	UNION ALL SELECT begun, (SELECT term FROM token_vocabulary WHERE term >= word.term || char(1) LIMIT 1), n + 1 FROM word
	WHERE substr(term, 1, length(begun)) = begun AND n <= ?2)
	SELECT begun, term FROM word WHERE substr(term, 1, length(begun)) = begun`

// beginning matches a beginning in an expression of FTS5, as [phrases] writes them.
var beginning = regexp.MustCompile(`"([^"]+)"\*`)

// spelled are expressions with all words of a beginning in the place of the beginning,
// where there are not too many. The caller has to read the entries at the same state of the
// database, or the words may be others.
func (s *Store) spelled(ctx context.Context, expressions []string) ([]string, error) {
	words := map[string][]string{} // by beginning
	for _, e := range expressions {
		for _, m := range beginning.FindAllStringSubmatch(e, -1) {
			words[m[1]] = nil
		}
	}
	if len(words) == 0 {
		return expressions, nil
	}
	args := []any{list(slices.Sorted(maps.Keys(words))), mostWords}
	err := each(ctx, s.query, wordsOf, args, func(scan scanFunc) error {
		var begun, word string
		err := scan(&begun, &word)
		words[begun] = append(words[begun], word)
		return err
	})
	spelled := make([]string, len(expressions))
	for i, e := range expressions {
		spelled[i] = beginning.ReplaceAllStringFunc(e, func(text string) string {
			all := words[strings.Trim(text, `"*`)]
			if len(all) == 0 || len(all) > mostWords {
				return text
			}
			return `("` + strings.Join(all, `" OR "`) + `")`
		})
	}
	return spelled, err
}

// spell spells out the beginnings of all wanted lists.
func (f *finding) spell(ctx context.Context, s *Store) error {
	expressions := make([]string, len(f.wanted))
	for i, w := range f.wanted {
		expressions[i] = w.match
	}
	spelled, err := s.spelled(ctx, expressions)
	if err != nil {
		return err
	}
	for i := range f.wanted {
		f.wanted[i].match = spelled[i]
	}
	return nil
}
