package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/relay"
)

// A read for many groups, such as people or topics, scans an index for keys and
// then reads the documents of those that are on a page. $setWindowFields or
// $lookup could cut the pages on the server, but the test endpoint and other
// servers that speak MongoDB's protocol lack them.

// grouped answers for each of the groups: as one is asked for alone if there is
// but one, else as many are at once.
func grouped[T any](groups []string, one func(group string) (T, error), many func(groups []string) (map[string]T, error)) ([]T, error) {
	all := distinct(groups)
	answers := make(map[string]T, len(all))
	var err error
	switch len(all) {
	case 0:
	case 1:
		answers[all[0]], err = one(all[0])
	default:
		answers, err = many(all)
	}
	if err != nil {
		return nil, err
	}
	return aligned(groups, answers), nil
}

// aligned puts the groups' answers into the order in which they were asked for.
func aligned[T any](groups []string, answers map[string]T) []T {
	all := make([]T, len(groups))
	for i, g := range groups {
		all[i] = answers[g]
	}
	return all
}

// keyed is a document's key, and what can be a group of it.
type keyed struct {
	Key             string   `bson:"_id"`
	Person          string   `bson:"person"`
	People          []string `bson:"people"`
	Topics          []string `bson:"topics"`
	Recommendations []struct {
		Paper string `bson:"paper"`
	} `bson:"recommendations"`
}

func (k keyed) person() []string { return []string{k.Person} }
func (k keyed) people() []string { return k.People }
func (k keyed) topics() []string { return k.Topics }

// papers are those that the appearance recommends, each once.
func (k keyed) papers() []string {
	papers := make([]string, len(k.Recommendations))
	for i, r := range k.Recommendations {
		papers[i] = r.Paper
	}
	return distinct(papers)
}

// findKeys scans for keys and the one field that tells the groups.
func findKeys(ctx context.Context, c collection, clauses []bson.M, sorted bson.D, groupField string) ([]keyed, error) {
	return find[keyed](ctx, c, and(clauses), options.Find().SetSort(sorted).
		SetProjection(bson.M{"_id": 1, groupField: 1}).SetBatchSize(keysPerReply))
}

// pagesOf cuts the groups' pages out of the keys that a scan found, and has
// their documents read at once.
func pagesOf[T any](q relay.Query, groups []string, keys []keyed, of func(keyed) []string, read func(keys []string) ([]T, error), key func(T) string) (map[string]relay.Page[T], error) {
	onPage := cut(q, groups, keys, of)
	var picked []string
	for _, k := range collect(onPage) {
		picked = append(picked, k.Key)
	}
	items, err := read(picked)
	if err != nil {
		return nil, err
	}
	byKey := make(map[string]T, len(items))
	for _, item := range items {
		byKey[key(item)] = item
	}
	pages := make(map[string]relay.Page[T], len(groups))
	for g, p := range onPage {
		pages[g] = fill(p, func(k keyed) (T, bool) {
			item, ok := byKey[k.Key]
			return item, ok
		})
	}
	return pages, nil
}

// cut makes a page for each group of what a scan found, in the order of the
// scan. What belongs to several groups stands on the page of each.
func cut[K any](q relay.Query, groups []string, found []K, of func(K) []string) map[string]relay.Page[K] {
	_, _, _, limit := q.Scan()
	first := make(map[string][]K, len(groups))
	for _, g := range groups {
		first[g] = nil
	}
	for _, f := range found {
		for _, g := range of(f) {
			if list, wanted := first[g]; wanted && len(list) < limit {
				first[g] = append(list, f)
			}
		}
	}
	pages := make(map[string]relay.Page[K], len(groups))
	for g, list := range first {
		pages[g] = relay.Of(q, list)
	}
	return pages
}

// collect is everything that is on the pages.
func collect[K any](pages map[string]relay.Page[K]) []K {
	var all []K
	for _, p := range pages {
		all = append(all, p.Items...)
	}
	return all
}
