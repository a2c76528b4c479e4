package graph

import (
	"context"
	"slices"
	"strings"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// appearances finds appearances by their keys. Under a key whose date is coarser than
// that of any appearance, such as that of a year, stands the one appearance that it can
// mean, if it is one.
func (r *reader) appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	found, err := r.store.Appearances(ctx, keys)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		person, text, _ := strings.Cut(key, "/")
		date, err := timeline.ParsePartialDate(text)
		if found[i] != nil || err != nil || date.Precision() == timeline.PrecisionDay {
			continue
		}
		if found[i], err = r.only(ctx, person, date); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// only is the one appearance of a person whose date, which is that of its key, is known
// to lie within another date; nil where there is none, or more than one. Of those whose days
// overlap the date the latest to begin come first, so that two are enough to tell.
func (r *reader) only(ctx context.Context, person string, date timeline.PartialDate) (*timeline.Appearance, error) {
	f := store.AppearanceFilter{Person: person, From: date, To: date}
	p, err := r.store.ListAppearances(ctx, f, relay.Query{Limit: 2, Descending: true})
	if err != nil {
		return nil, err
	}
	within := slices.DeleteFunc(slices.Clone(p.Items), func(a *timeline.Appearance) bool {
		return !strings.HasPrefix(a.Date.String(), date.String())
	})
	if len(within) != 1 {
		return nil, nil
	}
	return within[0], nil
}
