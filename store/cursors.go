package store

import (
	"strings"

	"viewline/relay"
	"viewline/timeline"
)

// PersonCursor is a person's place among people: by name, then slug, both in
// the order of their code points.
func PersonCursor(p *timeline.Person) relay.Cursor { return relay.Cursor{Sort: p.Name, Key: p.Slug} }

// TopicCursor is a topic's place among topics: by name, then slug, both in the
// order of their code points.
func TopicCursor(t *timeline.Topic) relay.Cursor { return relay.Cursor{Sort: t.Name, Key: t.Slug} }

// PostCursor is a post's place among posts: by slug.
func PostCursor(p *timeline.Post) relay.Cursor { return relay.Cursor{Key: p.Slug} }

// AppearanceCursor is an appearance's place among appearances: by its
// [timeline.Appearance.Place] among dates, then its key. An appearance of which
// no day is known stands before all others.
func AppearanceCursor(a *timeline.Appearance) relay.Cursor {
	return relay.Cursor{Sort: a.Place(), Key: a.Key}
}

// PaperCursor is a paper's place among papers: by the text of [PaperSort], then its
// slug. By date, a paper without one stands before all others.
func PaperCursor(by PaperOrder) func(*timeline.Paper) relay.Cursor {
	return func(p *timeline.Paper) relay.Cursor { return relay.Cursor{Sort: PaperSort(by, p), Key: p.Slug} }
}

// ViewpointCursor is a viewpoint's place among top-level viewpoints: that of
// its appearance, or, for one of a post without an appearance, no date and the
// slug of the post. Viewpoints of one appearance or post stand in its own order
// whichever way the list runs.
func ViewpointCursor(v *timeline.Viewpoint) relay.Cursor {
	date := ""
	if v.Appearance != nil {
		date = v.Appearance.Place()
	}
	return placed(date, v.Owner, PlaceOf(v))
}

// HitCursor is a hit's place: those that are strong above the others, if the
// search is ranked; then as [AppearanceCursor], [ViewpointCursor] and
// [PaperCursor] have it, an appearance ahead of its viewpoints.
func HitCursor(ranked bool) func(Hit) relay.Cursor {
	return func(h Hit) relay.Cursor {
		var c relay.Cursor
		switch {
		case h.Appearance != nil:
			c = placed(h.Appearance.Place(), h.Appearance.Key, "")
		case h.Viewpoint != nil:
			c = ViewpointCursor(h.Viewpoint)
		case h.Paper != nil:
			c = placed(h.Paper.Published.String(), h.Paper.Slug, "")
		}
		rank := "0"
		if ranked && h.Strong {
			rank = "1"
		}
		c.Sort = rank + c.Sort
		return c
	}
}

// placed is a cursor whose key is an owner and a place in it; see [Split].
func placed(date, owner, place string) relay.Cursor {
	return relay.Cursor{Sort: date, Key: owner + "#" + place}
}

// Split takes the key of a [ViewpointCursor] or a [HitCursor] apart: the owner
// follows the direction of the list, the place in it always ascends. It is not
// ok for a cursor of another list.
func Split(c relay.Cursor) (owner, place string, ok bool) { return strings.Cut(c.Key, "#") }
