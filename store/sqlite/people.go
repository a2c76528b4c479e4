package sqlite

import (
	"context"
	"slices"
	"unicode/utf8"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type personPage = relay.Page[*timeline.Person]

// People implements [store.Reader].
func (s *Store) People(ctx context.Context, names []string) ([]*timeline.Person, error) {
	found, err := named[timeline.Person](ctx, s, people, names)
	return found, s.wrap(err, "read people")
}

// ListPeople implements [store.Reader].
func (s *Store) ListPeople(ctx context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (personPage, error) {
	if by != store.PeopleByName {
		p, err := s.rankedPeople(ctx, f, string(by), q)
		return p, s.wrap(err, "list %s", by)
	}
	from, w := having(f.Tokens(), f.Choices())
	as := "found"
	if from == "person" {
		from = "person AS found"
	} else {
		from, as = from+" AS found CROSS JOIN person ON person.slug = found.slug", "person"
	}
	order, limit := w.scan(q, "found.sort", "found.slug")
	query := "SELECT " + document(as, "slug") + " FROM " + from + w.String() + order + " LIMIT ?"
	found, err := picking[timeline.Person](ctx, s, people, query, append(w.args, limit)...)
	return relay.Of(q, found), s.wrap(err, "list people")
}

// rankedPeople reads a page of a list that is not sorted by name. Where the filter has
// words or several topics, it looks at all who have the first of them.
func (s *Store) rankedPeople(ctx context.Context, f store.PersonFilter, list string, q relay.Query) (personPage, error) {
	if token, ok := f.Ranked(); ok {
		return rankedPage[timeline.Person](ctx, s, people, list, token, q)
	}
	from, w := having(f.Tokens(), f.Choices())
	w.and("at.list = ?", list)
	w.and("at.token = ''")
	order, limit := w.scan(q, "at.sort", "at.slug")
	descending, _, _, _ := q.Scan()
	query := "SELECT " + document(people, "slug") + " FROM (SELECT at.sort, at.slug FROM " + from + " AS found CROSS JOIN ranked AS at ON at.slug = found.slug" +
		w.String() + order + " LIMIT ?) AS page CROSS JOIN person ON person.slug = page.slug" + orderBy(descending, "page.sort", "page.slug")
	found, err := picking[timeline.Person](ctx, s, people, query, append(w.args, limit)...)
	return relay.Of(q, found), err
}

// CountPeople implements [store.Reader].
func (s *Store) CountPeople(ctx context.Context, f store.PersonFilter) (int, error) {
	if token, ok := f.Ranked(); ok && token == "" {
		n, err := s.number(ctx, countAllPeople)
		return n, s.wrap(err, "count people")
	}
	from, w := having(f.Tokens(), f.Choices())
	n := 0
	err := each(ctx, s.query, "SELECT count(*) FROM "+from+" AS found"+w.String(), w.args,
		func(scan scanFunc) error { return scan(&n) })
	return n, s.wrap(err, "count people")
}

// having is the condition that people have all of the tokens, and one token of each of the
// choices; choices have no prefixes. From is what to read the people from: the table of
// tokens, where nothing else will do in place of one of the tokens, and which is in the order
// of names; else all who have the first of the tokens, whose values are the first of the
// arguments.
func having(tokens []store.Token, choices [][]store.Token) (from string, w *where) {
	from, w = "person", &where{}
	if i := slices.IndexFunc(tokens, func(t store.Token) bool { return !t.Prefix && !t.Forms }); i >= 0 {
		from = "person_token"
		w.and("found.token = ?", tokens[i].String())
		tokens = slices.Concat(tokens[:i], tokens[i+1:])
	} else if len(tokens) > 0 {
		is, args := oneOfTokens("token", tokens[0])
		from = "(SELECT DISTINCT sort, slug FROM person_token WHERE " + is + ")"
		w.args = args
		tokens = tokens[1:]
	}
	const has = "EXISTS (SELECT 1 FROM person_token AS other WHERE other.slug = found.slug AND "
	for _, t := range tokens {
		is, args := oneOfTokens("other.token", t)
		w.and(has+is+")", args...)
	}
	for _, c := range choices {
		texts := make([]string, len(c))
		for i, t := range c {
			texts[i] = t.String()
		}
		w.and(has+"other.token IN (SELECT value FROM json_each(?)))", list(texts))
	}
	return from, w
}

// oneOfTokens is the term that a column has a token that will do.
func oneOfTokens(column string, t store.Token) (is string, args []any) {
	text, others := t.String(), t.Others()
	is, args = column+" = ?", []any{text}
	if t.Prefix {
		is, args = column+" >= ? AND "+column+" < ?", []any{text, text + string(utf8.MaxRune)}
	}
	for _, other := range others {
		is, args = is+" OR "+column+" = ?", append(args, other)
	}
	return "(" + is + ")", args
}

// PeopleByTopic implements [store.Reader], in one statement.
func (s *Store) PeopleByTopic(ctx context.Context, topics []string, by store.PersonOrder, q relay.Query) ([]personPage, error) {
	tokens := topicTokens(topics)
	if by != store.PeopleByName {
		text, args := ofRanked(string(by), "found.slug", q)
		query := "SELECT wanted.value, " + document("found", "slug") + " FROM json_each(?) AS wanted CROSS JOIN person AS found ON found.slug IN " + text
		args = append([]any{list(distinct(tokens))}, args...)
		pages, err := pickingPages[timeline.Person](ctx, s, people, q, tokens, query, args...)
		return pages, s.wrap(err, "list %s by topic", by)
	}
	w := &where{}
	w.and("token = wanted.value")
	order, limit := w.scan(q, "sort", "slug")
	descending, _, _, _ := q.Scan()
	query := "SELECT wanted.value, " + document("found", "slug") + ` FROM json_each(?) AS wanted
	CROSS JOIN person AS found ON found.slug IN (SELECT slug FROM person_token` + w.String() + order + " LIMIT ?)" +
		orderBy(descending, "found.sort", "found.slug")
	args := append([]any{list(distinct(tokens))}, w.args...)
	pages, err := pickingPages[timeline.Person](ctx, s, people, q, tokens, query, append(args, limit)...)
	return pages, s.wrap(err, "list people by topic")
}

// CountPeopleByTopic implements [store.Reader], in one statement.
func (s *Store) CountPeopleByTopic(ctx context.Context, topics []string) ([]int, error) {
	const query = "SELECT token, count(*) FROM person_token WHERE token IN (SELECT value FROM json_each(?)) GROUP BY token"
	tokens := topicTokens(topics)
	counts, err := countsBy(ctx, s.query, tokens, query, list(tokens))
	return counts, s.wrap(err, "count people by topic")
}

// topicTokens are the tokens of people with a viewpoint on the topics.
func topicTokens(topics []string) []string {
	tokens := make([]string, len(topics))
	for i, t := range topics {
		tokens[i] = string(store.ClassTopic) + t
	}
	return tokens
}
