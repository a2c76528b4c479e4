package graph_test

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// The reads of lists, counted.

func (c *counter) CountPeople(ctx context.Context, f store.PersonFilter) (int, error) {
	return counted(c, "CountPeople", func() (int, error) { return c.Reader.CountPeople(ctx, f) })
}

func (c *counter) Topics(ctx context.Context, names []string) ([]*timeline.Topic, error) {
	return counted(c, "Topics", func() ([]*timeline.Topic, error) { return c.Reader.Topics(ctx, names) })
}

func (c *counter) PeopleByTopic(ctx context.Context, topics []string, by store.PersonOrder, q relay.Query) ([]relay.Page[*timeline.Person], error) {
	return counted(c, "PeopleByTopic", func() ([]relay.Page[*timeline.Person], error) { return c.Reader.PeopleByTopic(ctx, topics, by, q) })
}

func (c *counter) CountPeopleByTopic(ctx context.Context, topics []string) ([]int, error) {
	return counted(c, "CountPeopleByTopic", func() ([]int, error) { return c.Reader.CountPeopleByTopic(ctx, topics) })
}

func (c *counter) ListTopics(ctx context.Context, by store.TopicOrder, q relay.Query) (relay.Page[*timeline.Topic], error) {
	return counted(c, "ListTopics", func() (relay.Page[*timeline.Topic], error) { return c.Reader.ListTopics(ctx, by, q) })
}

func (c *counter) AppearancesByPaper(ctx context.Context, papers []string, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	return counted(c, "AppearancesByPaper", func() ([]relay.Page[*timeline.Appearance], error) { return c.Reader.AppearancesByPaper(ctx, papers, q) })
}

func (c *counter) CountByPaper(ctx context.Context, papers []string) ([]int, error) {
	return counted(c, "CountByPaper", func() ([]int, error) { return c.Reader.CountByPaper(ctx, papers) })
}

func (c *counter) ListViewpoints(ctx context.Context, f store.ViewpointFilter, q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
	return counted(c, "ListViewpoints", func() (relay.Page[*timeline.Viewpoint], error) { return c.Reader.ListViewpoints(ctx, f, q) })
}

func (c *counter) ViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error) {
	return counted(c, "ViewpointsBy", func() ([]relay.Page[*timeline.Viewpoint], error) { return c.Reader.ViewpointsBy(ctx, by, slugs, f, q) })
}

func (c *counter) CountViewpoints(ctx context.Context, f store.ViewpointFilter) (int, error) {
	return counted(c, "CountViewpoints", func() (int, error) { return c.Reader.CountViewpoints(ctx, f) })
}

func (c *counter) CountViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter) ([]int, error) {
	return counted(c, "CountViewpointsBy", func() ([]int, error) { return c.Reader.CountViewpointsBy(ctx, by, slugs, f) })
}

func (c *counter) PositionsBy(ctx context.Context, by store.Dimension, slugs, others []string, o store.PositionOrder, q relay.Query) ([]relay.Page[*timeline.TopicPosition], error) {
	return counted(c, "PositionsBy", func() ([]relay.Page[*timeline.TopicPosition], error) {
		return c.Reader.PositionsBy(ctx, by, slugs, others, o, q)
	})
}

func (c *counter) CountPositionsBy(ctx context.Context, by store.Dimension, slugs, others []string) ([]int, error) {
	return counted(c, "CountPositionsBy", func() ([]int, error) { return c.Reader.CountPositionsBy(ctx, by, slugs, others) })
}

func (c *counter) ListPapers(ctx context.Context, f store.PaperFilter, by store.PaperOrder, q relay.Query) (relay.Page[*timeline.Paper], error) {
	return counted(c, "ListPapers", func() (relay.Page[*timeline.Paper], error) { return c.Reader.ListPapers(ctx, f, by, q) })
}

func (c *counter) CountPapers(ctx context.Context, f store.PaperFilter) (int, error) {
	return counted(c, "CountPapers", func() (int, error) { return c.Reader.CountPapers(ctx, f) })
}

func (c *counter) ListPosts(ctx context.Context, by store.PostOrder, q relay.Query) (relay.Page[*timeline.Post], error) {
	return counted(c, "ListPosts", func() (relay.Page[*timeline.Post], error) { return c.Reader.ListPosts(ctx, by, q) })
}

func (c *counter) PostsByPerson(ctx context.Context, slugs []string, by store.PostOrder, q relay.Query) ([]relay.Page[*timeline.Post], error) {
	return counted(c, "PostsByPerson", func() ([]relay.Page[*timeline.Post], error) { return c.Reader.PostsByPerson(ctx, slugs, by, q) })
}

func (c *counter) CountPostsByPerson(ctx context.Context, slugs []string) ([]int, error) {
	return counted(c, "CountPostsByPerson", func() ([]int, error) { return c.Reader.CountPostsByPerson(ctx, slugs) })
}

func (c *counter) Search(ctx context.Context, f store.SearchFilter, q relay.Query) (relay.Page[store.Hit], error) {
	return counted(c, "Search", func() (relay.Page[store.Hit], error) { return c.Reader.Search(ctx, f, q) })
}

func (c *counter) CountHits(ctx context.Context, f store.SearchFilter) (int, error) {
	return counted(c, "CountHits", func() (int, error) { return c.Reader.CountHits(ctx, f) })
}

func (c *counter) AppearanceFacets(ctx context.Context, f store.AppearanceFilter, q store.FacetQuery) ([]store.Tally, error) {
	return counted(c, "AppearanceFacets", func() ([]store.Tally, error) { return c.Reader.AppearanceFacets(ctx, f, q) })
}

func (c *counter) AppearanceFacetsByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q store.FacetQuery) ([][]store.Tally, error) {
	return counted(c, "AppearanceFacetsByPerson", func() ([][]store.Tally, error) { return c.Reader.AppearanceFacetsByPerson(ctx, slugs, f, q) })
}

func (c *counter) ViewpointFacets(ctx context.Context, f store.ViewpointFilter, q store.FacetQuery) ([]store.Tally, error) {
	return counted(c, "ViewpointFacets", func() ([]store.Tally, error) { return c.Reader.ViewpointFacets(ctx, f, q) })
}

func (c *counter) ViewpointFacetsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q store.FacetQuery) ([][]store.Tally, error) {
	return counted(c, "ViewpointFacetsBy", func() ([][]store.Tally, error) { return c.Reader.ViewpointFacetsBy(ctx, by, slugs, f, q) })
}

func (c *counter) HitFacets(ctx context.Context, f store.SearchFilter, q store.FacetQuery) ([]store.Tally, error) {
	return counted(c, "HitFacets", func() ([]store.Tally, error) { return c.Reader.HitFacets(ctx, f, q) })
}
