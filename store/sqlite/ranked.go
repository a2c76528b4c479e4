package sqlite

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// putRanks writes the ranks of the batch's documents, whose former ones were removed, in the
// order of the table's keys: neighbours then go to the same page.
func (b *batch) putRanks(ctx context.Context, tx *transaction) error {
	type row struct {
		store.Rank
		slug string
	}
	var all []row
	put := func(slug string, ranks []store.Rank) {
		for _, r := range ranks {
			all = append(all, row{r, slug})
		}
	}
	for _, p := range last(b.People, func(p *timeline.Person) string { return p.Slug }) {
		put(p.Slug, store.PersonRanks(p))
	}
	for _, t := range last(b.Topics, func(t *timeline.Topic) string { return t.Slug }) {
		put(t.Slug, store.TopicRanks(t))
	}
	for _, d := range b.documents {
		put(d.document, d.ranks)
	}
	slices.SortFunc(all, func(a, b row) int {
		return cmp.Or(strings.Compare(a.List, b.List), strings.Compare(a.Token, b.Token), strings.Compare(a.Sort, b.Sort), strings.Compare(a.slug, b.slug))
	})
	rows := &inserts{tx: tx, into: "ranked (list, token, sort, slug)"}
	for _, r := range all {
		if err := rows.add(ctx, r.List, r.Token, r.Sort, r.slug); err != nil {
			return err
		}
	}
	return rows.flush(ctx)
}

// rankedPage reads a page of a list of all that have a token: it costs the same
// however many there are.
func rankedPage[T any](
	ctx context.Context, s *Store, table, list, token string, q relay.Query,
) (relay.Page[*T], error) {
	w := &where{}
	w.and("found.list = ?", list)
	w.and("found.token = ?", token)
	order, limit := w.scan(q, "found.sort", "found.slug")
	query := "SELECT " + document(table, "slug") + " FROM ranked AS found CROSS JOIN " + table + " ON " + table + ".slug = found.slug" +
		w.String() + order + " LIMIT ?"
	found, err := picking[T](ctx, s, table, query, append(w.args, limit)...)
	return relay.Of(q, found), err
}

// ofRanked is the rest of a statement that reads a page of a list for each of the
// wanted tokens: the keys of a page, in brackets, and the order of what is read by
// them, whose key is a column.
func ofRanked(list, key string, q relay.Query) (text string, args []any) {
	w := &where{}
	w.and("list = ?", list)
	w.and("token = wanted.value")
	order, limit := w.scan(q, "sort", "slug")
	descending, _, _, _ := q.Scan()
	rank := "(SELECT sort FROM ranked AS at WHERE at.slug = " + key + " AND at.list = ? AND at.token = '')"
	text = "(SELECT slug FROM ranked" + w.String() + order + " LIMIT ?)" + orderBy(descending, rank, key)
	return text, append(append(w.args, limit), list)
}

// matchedPage reads a page of a list of all whose entries match an expression of FTS5,
// which are all looked at: no index has them in order.
func matchedPage[T any](
	ctx context.Context, s *Store, table, list, expression string, within span, q relay.Query,
) (relay.Page[*T], error) {
	w := &where{}
	w.and("found.list = ?", list)
	w.and("found.token = ''")
	order, limit := w.scan(q, "found.sort", "found.slug")
	descending, _, _, _ := q.Scan()
	query := "SELECT " + document(table, "slug") + ` FROM (SELECT found.sort, found.slug
	FROM (SELECT entries.document AS slug FROM ` + tokensOfEntries + " WHERE token MATCH ?1 AND " + inSpan + `) AS matched
	CROSS JOIN ranked AS found ON found.slug = matched.slug` + w.String() + order + ` LIMIT ?) AS page
	CROSS JOIN ` + table + " ON " + table + ".slug = page.slug" + orderBy(descending, "page.sort", "page.slug")
	args := append([]any{expression}, within.args()...)
	args = append(args, w.args...)
	found, err := picking[T](ctx, s, table, query, append(args, limit)...)
	return relay.Of(q, found), err
}
