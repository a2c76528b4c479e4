package graph

import (
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
)

// The orders of lists by the fields of the schema. What is missing is the order of
// which the store's name is empty.
var (
	paperOrders = map[model.PaperOrderField]store.PaperOrder{
		model.ByTitle: store.PapersByTitle, model.ByRecommendations: store.PapersByRecommendations,
	}
	personOrders = map[model.PersonOrderField]store.PersonOrder{
		model.ByAppearances: store.PeopleByAppearances, model.ByLatestAppearance: store.PeopleByLatest,
	}
	topicOrders = map[model.TopicOrderField]store.TopicOrder{model.ByViewpoints: store.TopicsByViewpoints}
	postOrders  = map[model.PostOrderField]store.PostOrder{model.ByPublication: store.PostsByDate}
)

// ordered is the store's order of a list, with the query for it.
func ordered[Field ~string, Order ~string](orders map[Field]Order, o *model.Order[Field], q relay.Query) (by Order, of relay.Query) {
	if o != nil {
		by = orders[o.Field]
	}
	switch any(by) {
	case any(store.PapersByRecommendations), any(store.PeopleByAppearances), any(store.PeopleByLatest), any(store.TopicsByViewpoints):
		q.Descending = !q.Descending // such a list has the highest first where it does not descend
	}
	return by, q
}
