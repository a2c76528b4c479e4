package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"viewline/relay"
	"viewline/timeline"
)

// PositionOrder says what a list of positions is sorted by; see [PositionCursor].
type PositionOrder string

// What positions are sorted by. Where a query does not descend, the one with the most
// viewpoints comes first, or the one with the latest; equals stand by person, then
// topic. What has no date comes last.
const (
	PositionsByCount PositionOrder = "counted"
	PositionsByDate  PositionOrder = "dated"
)

// PositionCursor is a position's place among positions.
func PositionCursor(by PositionOrder) func(*timeline.TopicPosition) relay.Cursor {
	return func(p *timeline.TopicPosition) relay.Cursor {
		place := ""
		if p.Latest != nil {
			place = p.Latest.Appearance.Place()
		}
		return relay.Cursor{Sort: PositionSort(by, p.Count, place), Key: p.Key()}
	}
}

// PositionSort is the text by which a position is sorted: by the number of its
// viewpoints, or by the [timeline.Appearance.Place] of the latest; empty for no date.
func PositionSort(by PositionOrder, count int, latest string) string {
	if by == PositionsByDate {
		return latestFirst(latest)
	}
	return highestFirst(count)
}

// placeWidth is how many bytes a place among dates has at most.
const placeWidth = len("2025-11-26~")

// latestFirst is a text that sorts places among dates from the latest down: each of
// their bytes, which are printable ASCII, is as far from the end as it was from the
// start.
func latestFirst(place string) string {
	turned := []byte(place + strings.Repeat(" ", max(0, placeWidth-len(place))))
	for i, c := range turned {
		turned[i] = ' ' + '~' - min(max(c, ' '), '~')
	}
	return string(turned)
}

// ByPosition is the dimension of positions, by their keys.
const ByPosition Dimension = "position"

// Of is the filter with the one person, topic or position in it.
func (f ViewpointFilter) Of(by Dimension, key string) ViewpointFilter {
	switch by {
	case ByPerson:
		f.Person = key
	case ByTopic:
		f.Topic = key
	case ByPosition:
		f.Person, f.Topic = timeline.SplitPositionKey(key)
	}
	return f
}

// Ended is a position of which it is known in which appearances it begins and ends.
type Ended struct {
	timeline.TopicPosition
	FirstKey, LatestKey string // of appearances; empty where no day is known
}

// LinkPositions gives positions their first and their latest viewpoint, with the
// appearances of some keys, which read reads at once.
func LinkPositions(
	pages []relay.Page[*Ended], read func(keys []string) ([]*timeline.Appearance, error),
) ([]relay.Page[*timeline.TopicPosition], error) {
	var keys []string
	for _, p := range pages {
		for _, e := range p.Items {
			if e.FirstKey != "" {
				keys = append(keys, e.FirstKey, e.LatestKey)
			}
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	found, err := read(keys)
	if err != nil {
		return nil, err
	}
	linked := make([]relay.Page[*timeline.TopicPosition], len(pages))
	for i, p := range pages {
		linked[i] = relay.Page[*timeline.TopicPosition]{HasNext: p.HasNext, HasPrevious: p.HasPrevious}
		for _, e := range p.Items {
			position := e.TopicPosition
			var errFirst, errLatest error
			position.First, errFirst = viewpointAt(e.FirstKey, position.TopicSlug, keys, found)
			position.Latest, errLatest = viewpointAt(e.LatestKey, position.TopicSlug, keys, found)
			if err := errors.Join(errFirst, errLatest); err != nil {
				return nil, fmt.Errorf("position %q: %w", position.Key(), err)
			}
			linked[i].Items = append(linked[i].Items, &position)
		}
	}
	return linked, nil
}

// viewpointAt is the viewpoint on a topic in the appearance of a key, which is among
// those found under the sorted keys; nil for the empty key.
func viewpointAt(key, topic string, keys []string, found []*timeline.Appearance) (*timeline.Viewpoint, error) {
	if key == "" {
		return nil, nil
	}
	if i, ok := slices.BinarySearch(keys, key); ok && found[i] != nil {
		if v := found[i].ViewpointOn(topic); v != nil {
			return v, nil
		}
	}
	return nil, fmt.Errorf("appearance %q has no viewpoint on %q; want the one that was counted", key, topic)
}
