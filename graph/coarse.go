package graph

import (
	"context"
	"strings"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// appearances finds appearances by their keys. Under a key whose date is coarser than
// that of any appearance, such as that of a year, stands the one appearance that it can
// mean, if it is one.
func (r *resolver) appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
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

// only is the one appearance of a person that was on a date, which may be known better;
// nil where there is none, or more than one.
func (r *resolver) only(ctx context.Context, person string, date timeline.PartialDate) (*timeline.Appearance, error) {
	f := store.AppearanceFilter{Person: person, Within: store.Range{From: date, To: date}}
	p, err := r.store.ListAppearances(ctx, f, relay.Query{Limit: 1})
	if err != nil || len(p.Items) != 1 || p.HasNext || p.Items[0].Date.IsZero() {
		return nil, err
	}
	return p.Items[0], nil
}
