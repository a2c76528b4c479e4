package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// facetField are the fields of appearances and of entries that facets count, but for the
// topics.
var facetField = map[store.Facet]string{store.ByYear: "year", store.ByKind: "kind", store.OfPerson: "person"}

// facetGroup is what a group of appearances or of entries has in common. Value is that of a
// facet other than the topics.
type facetGroup struct {
	Person string
	Topics []string
	Value  string
}

// values are those of a facet.
func (g facetGroup) values(by store.Facet) []string {
	switch {
	case by == store.OfTopic:
		return g.Topics
	case g.Value == "" && by != store.ByYear:
		return nil
	}
	return []string{g.Value}
}

// tallied are numbers by list and value.
type tallied map[string]map[string]int

func (t tallied) add(list, value string, n int) {
	if t[list] == nil {
		t[list] = map[string]int{}
	}
	t[list][value] += n
}

func (t tallied) tallies(q store.FacetQuery) map[string][]store.Tally {
	all := make(map[string][]store.Tally, len(t))
	for list, counts := range t {
		all[list] = q.Tallies(counts)
	}
	return all
}

const wholeList = "" // a single list

// AppearanceFacets implements [store.Reader], in one command; see appearanceFacets.
func (s *Store) AppearanceFacets(ctx context.Context, f store.AppearanceFilter, q store.FacetQuery) ([]store.Tally, error) {
	all, err := s.appearanceFacets(ctx, passing(f), f, q, false)
	return all[wholeList], err
}

// AppearanceFacetsByPerson implements [store.Reader], in as many commands.
func (s *Store) AppearanceFacetsByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q store.FacetQuery) ([][]store.Tally, error) {
	return counted(slugs, func(people []string) (map[string][]store.Tally, error) {
		return s.appearanceFacets(ctx, ofPeople(people, f), f, q, true)
	})
}

// keysAtOnce is how many appearances a command counts by their keys.
const keysAtOnce = 10_000

// appearanceFacets has the server count the appearances that pass all clauses, by person
// where byPerson is true. Where [apart] is true, it first finds their keys.
func (s *Store) appearanceFacets(ctx context.Context, clauses []bson.M, f store.AppearanceFilter, q store.FacetQuery, byPerson bool) (map[string][]store.Tally, error) {
	counts := tallied{}
	if !apart(f) {
		err := s.addFacets(ctx, clauses, q, byPerson, counts)
		return counts.tallies(q), err
	}
	ctx = s.pinned(ctx)
	p := oneEntry(clauses, f)
	p.stages = append(p.stages, groupBy("$entries.owner"))
	found, err := numbers(ctx, s.appearances, p)
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(found))
	for key := range found {
		keys = append(keys, key)
	}
	for some := range slices.Chunk(keys, keysAtOnce) {
		if err := s.addFacets(ctx, []bson.M{s.appearances.byKey(some)}, q, byPerson, counts); err != nil {
			return nil, err
		}
	}
	return counts.tallies(q), nil
}

// addFacets counts the appearances that pass all clauses.
func (s *Store) addFacets(ctx context.Context, clauses []bson.M, q store.FacetQuery, byPerson bool, to tallied) error {
	groups, err := aggregate[keyed[facetGroup]](ctx, s.appearances, pipeline{clauses, bson.A{groupBy(facetKey("$", "$about", q.By, byPerson, false))}})
	for _, g := range groups {
		list := wholeList
		if byPerson {
			list = g.Key.Person
		}
		for _, value := range g.Key.values(q.By) {
			to.add(list, value, g.N)
		}
	}
	return err
}

// facetKey is the key of groups as [facetGroup] has it: with the value of the facet, and
// with the person and the topics where these are asked for.
func facetKey(at, topicsAt string, by store.Facet, person, topics bool) bson.D {
	var key bson.D
	if person {
		key = append(key, bson.E{Key: "person", Value: at + "person"})
	}
	if topics || by == store.OfTopic {
		key = append(key, bson.E{Key: "topics", Value: topicsAt})
	}
	if field, ok := facetField[by]; ok {
		key = append(key, bson.E{Key: "value", Value: at + field})
	}
	return key
}

// ViewpointFacets implements [store.Reader], in two commands, as CountViewpoints.
func (s *Store) ViewpointFacets(ctx context.Context, f store.ViewpointFilter, q store.FacetQuery) ([]store.Tally, error) {
	all, err := s.entryFacets(ctx, s.viewpointSources(), wantedViewpoints(f), q, "")
	return all[wholeList], err
}

// ViewpointFacetsBy implements [store.Reader], in as many commands as ViewpointFacets.
func (s *Store) ViewpointFacetsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q store.FacetQuery) ([][]store.Tally, error) {
	return counted(slugs, func(groups []string) (map[string][]store.Tally, error) {
		if by == store.ByPosition {
			return s.entryFacets(ctx, s.viewpointSources(), wantedPositions(groups, f), q, by)
		}
		return s.entryFacets(ctx, s.viewpointSources(), wantedBy(by, groups, f), q, by)
	})
}

// HitFacets implements [store.Reader], in at most two commands.
func (s *Store) HitFacets(ctx context.Context, f store.SearchFilter, q store.FacetQuery) ([]store.Tally, error) {
	counted := []string{store.TypeAppearance, store.TypeViewpoint}
	if !f.Finds() || f.Type != "" && !slices.Contains(counted, f.Type) {
		return nil, nil
	}
	w := wantedHits(f)
	w.choices = append(w.choices, store.IsType(counted))
	all, err := s.entryFacets(ctx, s.searchSources(f, counted...), w, q, "")
	return all[wholeList], err
}

// listsOf are the lists of a dimension that an entry is in.
func (g facetGroup) listsOf(by store.Dimension) []string {
	switch by {
	case store.ByPerson:
		return []string{g.Person}
	case store.ByTopic:
		return g.Topics
	case store.ByPosition:
		return pairs{g.Person, g.Topics}.keys()
	}
	return []string{wholeList}
}

// entryFacets has the server count the wanted entries of all sources, for each list of the
// dimension, or for all together where it is empty.
func (s *Store) entryFacets(ctx context.Context, sources []source, w wanted, q store.FacetQuery, by store.Dimension) (map[string][]store.Tally, error) {
	person, topics := by == store.ByPerson || by == store.ByPosition, by == store.ByTopic || by == store.ByPosition
	ctx, counts := s.pinned(ctx), tallied{}
	for _, src := range sources {
		if !w.has(src) {
			continue
		}
		key := facetKey("$entries.", "$entries.topics", q.By, person, topics)
		found, err := groupEntries[facetGroup](ctx, src, w, key)
		if err != nil {
			return nil, err
		}
		for _, g := range found {
			for _, list := range g.Key.listsOf(by) {
				for _, value := range g.Key.values(q.By) {
					counts.add(list, value, g.N)
				}
			}
		}
	}
	return counts.tallies(q), nil
}

// aboutOf are the topics of an appearance, each once.
func aboutOf(a *timeline.Appearance) []string {
	topics := []string{}
	for _, t := range timeline.CountTopics(a.Sections) {
		topics = append(topics, t.Topic)
	}
	return topics
}
