package graph

import (
	"context"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// perField is how many fragments are shown of each field.
const perField = 3

func (r *reader) search(ctx context.Context, text string, filter *model.SearchFilter, ranked bool, q relay.Query) (*model.SearchConnection, error) {
	f, ok, err := r.searchFilter(ctx, text, filter, ranked)
	var found relay.Page[store.Hit]
	if ok && err == nil {
		found, err = r.store.Search(ctx, f, q)
	}
	if err != nil {
		return nil, err
	}
	hits := relay.Page[*model.SearchHit]{HasNext: found.HasNext, HasPrevious: found.HasPrevious}
	var objects []any
	for _, h := range found.Items {
		hit, object := shown(h)
		hit.Terms, hit.Cursor = search.Parse(text), store.HitCursor(ranked)(h)
		hits.Items, objects = append(hits.Items, hit), append(objects, object)
	}
	batch.Found(ctx, objects)
	page := relay.Connect(q.List, hits, func(h *model.SearchHit) relay.Cursor { return h.Cursor }, func(ctx context.Context) (int, error) {
		if !ok {
			return 0, nil
		}
		return r.store.CountHits(ctx, f)
	})
	return &model.SearchConnection{Connection: page, Facets: facetsOfList(ok, func(ctx context.Context, q store.FacetQuery) ([]store.Tally, error) {
		return r.store.HitFacets(ctx, f, q)
	})}, nil
}

// shown turns a hit of the store into a hit of the schema, and returns the object that the
// store has read for the hit.
func shown(h store.Hit) (*model.SearchHit, any) {
	switch {
	case h.Appearance != nil:
		return &model.SearchHit{Node: h.Appearance, Date: h.Appearance.Date, Strong: h.Strong}, h.Appearance
	case h.Paper != nil:
		return &model.SearchHit{Node: h.Paper, Date: h.Paper.Published, Strong: h.Strong}, h.Paper
	case h.Person != nil:
		return &model.SearchHit{Node: h.Person, Strong: h.Strong}, h.Person
	case h.Topic != nil:
		return &model.SearchHit{Node: h.Topic, Strong: h.Strong}, h.Topic
	case h.Post != nil:
		return &model.SearchHit{Node: h.Post, Strong: h.Strong}, h.Post
	}
	hit := &model.SearchHit{Node: h.Viewpoint, Date: h.Viewpoint.Date(), Strong: h.Strong}
	if h.Viewpoint.Appearance != nil {
		return hit, h.Viewpoint.Appearance
	}
	return hit, h.Viewpoint
}

// fragments finds the pieces of a hit's texts that have words of the search. There is at
// least one: these are all texts by which a store finds the hit.
func fragments(h *model.SearchHit) []*model.Fragment {
	var all []*model.Fragment
	add := func(field model.FragmentField, texts ...string) {
		left := perField
		for _, text := range texts {
			for _, f := range search.Highlight(text, h.Terms, left) {
				all = append(all, &model.Fragment{Field: field, Plain: f.Plain, HTML: f.HTML})
				left--
			}
		}
	}
	switch node := h.Node.(type) {
	case *timeline.Paper:
		add(model.FragmentTitle, node.Title)
		add(model.FragmentAuthor, node.Authors...)
	case *timeline.Person:
		add(model.FragmentName, append([]string{node.Name}, node.Aliases...)...)
	case *timeline.Topic:
		add(model.FragmentName, append([]string{node.Name}, node.Aliases...)...)
	case *timeline.Post:
		add(model.FragmentTitle, node.Title)
	case *timeline.Viewpoint:
		labels, texts := textsOf(node)
		add(model.FragmentLabel, labels...)
		add(model.FragmentText, append(texts, node.Section.Heading)...)
	case *timeline.Appearance:
		if add(model.FragmentTitle, node.Title); len(all) == 0 {
			add(model.FragmentTitle, node.Heading)
		}
		add(model.FragmentTheme, string(node.Theme))
		add(model.FragmentText, store.OwnTexts(node)...)
	}
	return all
}

// textsOf lists the labels and the other texts of a viewpoint and its points.
func textsOf(v *timeline.Viewpoint) (labels, texts []string) {
	labels, texts = []string{string(v.Label)}, v.Texts()
	for _, p := range v.Points {
		l, t := textsOf(p)
		labels, texts = append(labels, l...), append(texts, t...)
	}
	return labels, texts
}
