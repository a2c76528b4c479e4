package store

import (
	"context"

	"viewline/relay"
)

// Finding is something that is wrong with what is stored.
type Finding struct {
	Where string `json:"where"` // a table or a collection, with the key where there is one
	What  string `json:"what"`  // what was found
	Do    string `json:"do"`    // what to do about it
}

// String is the finding as a message tells it.
func (f Finding) String() string { return f.Where + ": " + f.What + "; " + f.Do }

// Restore is what to do about a database that cannot be relied on.
const Restore = "restore a backup, or import the posts into a new database"

// AllClaims gives the claims of all posts of a store, as [RecordClaims] gives those of
// a session.
func AllClaims(of Reader) *RecordClaims { return &RecordClaims{From: counting{of}, changed: true} }

// counting counts by the reads that every store has.
type counting struct{ Reader }

// Careers count the appearances of people, and find the latest.
func (c counting) Careers(ctx context.Context, people []string) ([]Counts, error) {
	counts, err := c.CountByPerson(ctx, people, AppearanceFilter{})
	if err != nil {
		return nil, err
	}
	latest, err := c.AppearancesByPerson(ctx, people, AppearanceFilter{}, relay.Query{Limit: 1, Descending: true})
	if err != nil {
		return nil, err
	}
	careers := make([]Counts, len(people))
	for i := range people {
		careers[i].Appearances = counts[i].Appearances
		for _, a := range latest[i].Items {
			careers[i].Latest = a.Place()
		}
	}
	return careers, nil
}
