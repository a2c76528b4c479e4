package observed

import (
	"context"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// People implements [store.Reader].
func (r *Reader) People(ctx context.Context, names []string) (found []*timeline.Person, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "People", began, err) }()
	return r.Reader.People(ctx, names)
}

// Appearances implements [store.Reader].
func (r *Reader) Appearances(ctx context.Context, keys []string) (found []*timeline.Appearance, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Appearances", began, err) }()
	return r.Reader.Appearances(ctx, keys)
}

// Occasions implements [store.Reader].
func (r *Reader) Occasions(ctx context.Context, hashes []string) (found [][]*timeline.Appearance, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Occasions", began, err) }()
	return r.Reader.Occasions(ctx, hashes)
}

// Papers implements [store.Reader].
func (r *Reader) Papers(ctx context.Context, slugs []string) (found []*timeline.Paper, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Papers", began, err) }()
	return r.Reader.Papers(ctx, slugs)
}

// PostsByPath implements [store.Reader].
func (r *Reader) PostsByPath(ctx context.Context, paths []string) (found []*timeline.Post, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "PostsByPath", began, err) }()
	return r.Reader.PostsByPath(ctx, paths)
}

// PostsBySlug implements [store.Reader].
func (r *Reader) PostsBySlug(ctx context.Context, slugs []string) (found []*timeline.Post, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "PostsBySlug", began, err) }()
	return r.Reader.PostsBySlug(ctx, slugs)
}

// PostsNamed implements [store.Reader].
func (r *Reader) PostsNamed(ctx context.Context, name string, most int) (found []*timeline.Post, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "PostsNamed", began, err) }()
	return r.Reader.PostsNamed(ctx, name, most)
}

// RecordedAt implements [store.Reader].
func (r *Reader) RecordedAt(ctx context.Context, paths []string) (found []time.Time, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "RecordedAt", began, err) }()
	return r.Reader.RecordedAt(ctx, paths)
}

// Titles implements [store.Reader].
func (r *Reader) Titles(ctx context.Context, found func(store.Title) error) (err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Titles", began, err) }()
	return r.Reader.Titles(ctx, found)
}

// Topics implements [store.Reader].
func (r *Reader) Topics(ctx context.Context, names []string) (found []*timeline.Topic, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Topics", began, err) }()
	return r.Reader.Topics(ctx, names)
}

// ListPeople implements [store.Reader].
func (r *Reader) ListPeople(ctx context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (found relay.Page[*timeline.Person], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ListPeople", began, err) }()
	return r.Reader.ListPeople(ctx, f, by, q)
}

// CountPeople implements [store.Reader].
func (r *Reader) CountPeople(ctx context.Context, f store.PersonFilter) (found int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountPeople", began, err) }()
	return r.Reader.CountPeople(ctx, f)
}

// PeopleByTopic implements [store.Reader].
func (r *Reader) PeopleByTopic(ctx context.Context, topics []string, by store.PersonOrder, q relay.Query) (found []relay.Page[*timeline.Person], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "PeopleByTopic", began, err) }()
	return r.Reader.PeopleByTopic(ctx, topics, by, q)
}

// CountPeopleByTopic implements [store.Reader].
func (r *Reader) CountPeopleByTopic(ctx context.Context, topics []string) (found []int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountPeopleByTopic", began, err) }()
	return r.Reader.CountPeopleByTopic(ctx, topics)
}

// ListTopics implements [store.Reader].
func (r *Reader) ListTopics(ctx context.Context, by store.TopicOrder, q relay.Query) (found relay.Page[*timeline.Topic], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ListTopics", began, err) }()
	return r.Reader.ListTopics(ctx, by, q)
}

// ListAppearances implements [store.Reader].
func (r *Reader) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (found relay.Page[*timeline.Appearance], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ListAppearances", began, err) }()
	return r.Reader.ListAppearances(ctx, f, q)
}

// AppearancesByPerson implements [store.Reader].
func (r *Reader) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) (found []relay.Page[*timeline.Appearance], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "AppearancesByPerson", began, err) }()
	return r.Reader.AppearancesByPerson(ctx, slugs, f, q)
}

// Neighbours implements [store.Reader].
func (r *Reader) Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) (found []*timeline.Appearance, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Neighbours", began, err) }()
	return r.Reader.Neighbours(ctx, of, next)
}

// CountAppearances implements [store.Reader].
func (r *Reader) CountAppearances(ctx context.Context, f store.AppearanceFilter) (found int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountAppearances", began, err) }()
	return r.Reader.CountAppearances(ctx, f)
}

// CountByPerson implements [store.Reader].
func (r *Reader) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) (found []store.Count, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountByPerson", began, err) }()
	return r.Reader.CountByPerson(ctx, slugs, f)
}

// AppearancesByPaper implements [store.Reader].
func (r *Reader) AppearancesByPaper(ctx context.Context, papers []string, q relay.Query) (found []relay.Page[*timeline.Appearance], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "AppearancesByPaper", began, err) }()
	return r.Reader.AppearancesByPaper(ctx, papers, q)
}
