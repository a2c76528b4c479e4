package sqlite

import (
	"context"

	"viewline/store"
	"viewline/timeline"
)

// Conditions on what documents say: of the appearances of posts, of appearances by
// their keys, and of posts.
const (
	saidInPost       = "source = 'appearance' AND owner IN (SELECT key FROM appearance WHERE " + ofPost + ")"
	saidInAppearance = "source = 'appearance' AND owner IN (SELECT value FROM json_each(?))"
	saidBesides      = "source = 'post' AND owner IN (SELECT value FROM json_each(?))"
	touchPositions   = "INSERT OR IGNORE INTO touched_position (key, person, topic) SELECT person || ' ' || topic, person, topic FROM said WHERE person > '' AND "
	moveSaid         = "UPDATE said SET owner = ?2 WHERE source = 'appearance' AND owner = ?1"
)

// dropSaid removes what documents said, and notes the positions that it was part of.
func (w *writing) dropSaid(ctx context.Context, k keys) error {
	for _, of := range []struct {
		are  string
		keys []string
	}{{saidInPost, k.posts}, {saidInAppearance, k.appearances}, {saidBesides, k.posts}} {
		if len(of.keys) == 0 {
			continue
		}
		if err := w.exec(ctx, touchPositions+of.are, list(of.keys)); err != nil {
			return err
		}
		if err := w.exec(ctx, "DELETE FROM said WHERE "+of.are, list(of.keys)); err != nil {
			return err
		}
	}
	return nil
}

// putSaid writes what the documents of a batch say, which was removed.
func (b *batch) putSaid(ctx context.Context, w *writing) error {
	rows := &inserts{tx: w.transaction, into: "said (person, topic, date, source, owner, n)"}
	owners := map[string][]string{}
	for _, p := range b.documents {
		if len(p.said) == 0 {
			continue
		}
		owner := p.owner
		if p.source == inPost {
			owner = p.document // which stays where the post is renamed
		}
		owners[p.source] = append(owners[p.source], owner)
		for _, s := range p.said {
			if err := rows.add(ctx, p.person, s.Topic, p.date, p.source, owner, s.N); err != nil {
				return err
			}
		}
	}
	if err := rows.flush(ctx); err != nil {
		return err
	}
	for source, are := range map[string]string{inAppearance: saidInAppearance, inPost: saidBesides} {
		if len(owners[source]) == 0 {
			continue
		}
		if err := w.exec(ctx, touchPositions+are, list(owners[source])); err != nil {
			return err
		}
	}
	return nil
}

// positionsAtOnce is how many positions are summed up by one statement.
const positionsAtOnce = 1000

const (
	dropTouched = "DELETE FROM position WHERE key IN (SELECT key FROM touched_position)"
	sumTouched  = `SELECT touched.key, touched.person, touched.topic, sum(said.n), max(said.date)
	FROM touched_position AS touched CROSS JOIN said ON said.person = touched.person AND said.topic = touched.topic
	WHERE touched.key > ? GROUP BY touched.key ORDER BY touched.key LIMIT ?`
	endOfTouchedPositions = "DELETE FROM touched_position"
)

// position is a row of the table.
type position struct {
	key, person, topic, latest string
	n                          int
}

// settlePositions brings the positions that the import has touched to what is said now.
func (w *writing) settlePositions(ctx context.Context) error {
	if err := w.exec(ctx, dropTouched); err != nil {
		return err
	}
	rows := &inserts{tx: w.transaction, into: "position (key, person, topic, n, counted, dated)"}
	for last, more := "", true; more; {
		var page []position
		err := each(ctx, w.query, sumTouched, []any{last, positionsAtOnce}, func(scan scanFunc) error {
			var p position
			err := scan(&p.key, &p.person, &p.topic, &p.n, &p.latest)
			page = append(page, p)
			return err
		})
		if err != nil {
			return err
		}
		for _, p := range page {
			last = p.key
			counted, dated := store.PositionSort(store.PositionsByCount, p.n, ""), store.PositionSort(store.PositionsByDate, 0, p.latest)
			if err := rows.add(ctx, timeline.PositionKey(p.person, p.topic), p.person, p.topic, p.n, counted, dated); err != nil {
				return err
			}
		}
		more = len(page) == positionsAtOnce
	}
	if err := rows.flush(ctx); err != nil {
		return err
	}
	return w.exec(ctx, endOfTouchedPositions)
}
