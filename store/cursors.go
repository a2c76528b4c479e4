package store

import (
	"strings"

	"viewline/relay"
	"viewline/timeline"
)

// PersonCursor is a person's place among people: by the text of [PersonSort], then slug,
// both in the order of their code points.
func PersonCursor(by PersonOrder) func(*timeline.Person) relay.Cursor {
	return func(p *timeline.Person) relay.Cursor { return relay.Cursor{Sort: PersonSort(by, p), Key: p.Slug} }
}

// TopicCursor is a topic's place among topics: by the text of [TopicSort], then slug,
// both in the order of their code points.
func TopicCursor(by TopicOrder) func(*timeline.Topic) relay.Cursor {
	return func(t *timeline.Topic) relay.Cursor { return relay.Cursor{Sort: TopicSort(by, t), Key: t.Slug} }
}

// PostCursor is a post's place among posts: by slug, or by the text of [PostSort], then
// path.
func PostCursor(by PostOrder) func(*timeline.Post) relay.Cursor {
	return func(p *timeline.Post) relay.Cursor {
		if by == PostsByDate {
			return relay.Cursor{Sort: PostSort(p), Key: p.Path}
		}
		return relay.Cursor{Key: p.Slug}
	}
}

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

// ViewpointCursor is a viewpoint's place among top-level viewpoints: the place of its
// appearance, or, for a viewpoint of a post without an appearance, no date and the slug of
// the post. Viewpoints of one appearance or post stand in the order of the post, whichever
// way the list runs.
func ViewpointCursor(v *timeline.Viewpoint) relay.Cursor {
	date := ""
	if v.Appearance != nil {
		date = v.Appearance.Place()
	}
	return placed(date, v.Owner, PlaceOf(v))
}

// The ranks of hits in a cursor; see [HitCursor]. In a search that is not ranked all are
// weak.
const (
	RankWeak   = "0"
	RankStrong = "1"
	RankNamed  = "2"
)

// HitCursor is a hit's place among hits. If the search is ranked, named hits (see
// [Hit.Named]) stand above all, and strong hits above the others. Then hits stand by
// [AppearanceCursor], [ViewpointCursor] and [PaperCursor], an appearance ahead of its
// viewpoints. Named hits stand among those without a date, by slug; of one slug a paper
// stands ahead of a person, a post and a topic, in this order, and viewpoints of the post
// behind these.
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
		case h.Person != nil:
			c = placed("", h.Person.Slug, PlaceOfPerson)
		case h.Topic != nil:
			c = placed("", h.Topic.Slug, PlaceOfTopic)
		case h.Post != nil:
			c = placed("", h.Post.Slug, PlaceOfPost)
		}
		rank := RankWeak
		switch {
		case ranked && h.Named():
			rank = RankNamed
		case ranked && h.Strong:
			rank = RankStrong
		}
		c.Sort = rank + c.Sort
		return c
	}
}

// placed is a cursor whose key has an owner and a place in the owner; see [Split].
func placed(date, owner, place string) relay.Cursor {
	return relay.Cursor{Sort: date, Key: owner + "#" + place}
}

// Split splits the key of a [ViewpointCursor] or a [HitCursor] into the owner, by which the
// list is sorted in its direction, and the place in the owner, which always ascends. It is
// not ok for a cursor of another list.
func Split(c relay.Cursor) (owner, place string, ok bool) { return strings.Cut(c.Key, "#") }

// perRead is how many items [EachItem] reads at once.
const perRead = 1000

// EachItem gives every item of a list to found, in the order of the list, and reads the list
// page by page. List reads a page, and cursor makes the cursor of an item.
func EachItem[T any](list func(relay.Query) (relay.Page[T], error), cursor func(T) relay.Cursor, found func(T)) error {
	q := relay.Query{Limit: perRead}
	for {
		page, err := list(q)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			found(item)
		}
		if !page.HasNext || len(page.Items) == 0 {
			return nil
		}
		q.After = cursor(page.Items[len(page.Items)-1])
	}
}
