package graph

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"viewline/graph/batch"
	"viewline/timeline"
)

// pageURL is the address of a page for readers. Parts are the parts of its path, which are
// escaped here.
func (r *reader) pageURL(parts ...string) string {
	var b strings.Builder
	b.WriteString(r.publicURL)
	for _, p := range parts {
		b.WriteString("/" + url.PathEscape(p))
	}
	return b.String()
}

// pageOfAppearance is the address of an appearance's page: that of the person's page,
// followed by what the key has behind the person.
func (r *reader) pageOfAppearance(a *timeline.Appearance) string {
	return r.pageURL(append([]string{"people"}, strings.SplitN(a.Key, "/", 2)...)...)
}

// pageOfViewpoint is the address of the page of the viewpoint's appearance, or of its post
// where there is no appearance, with the viewpoint's anchor.
func (r *reader) pageOfViewpoint(v *timeline.Viewpoint) string {
	page := r.pageURL("posts", v.Owner)
	if v.Appearance != nil {
		page = r.pageOfAppearance(v.Appearance)
	}
	return page + "#v-" + url.PathEscape(v.Name())
}

// sourceURL is the address at which the author keeps the lines of a post; nil without
// [Options.SourceURL].
func (r *reader) sourceURL(s *timeline.SourceRange) *string {
	if r.sourceTemplate == "" {
		return nil
	}
	parts := strings.Split(s.Path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	filled := strings.NewReplacer("{path}", strings.Join(parts, "/"), "{line}", strconv.Itoa(s.StartLine)).Replace(r.sourceTemplate)
	return &filled
}

// viewpoint finds a viewpoint by its key; nil where there is none.
func (r *reader) viewpoint(ctx context.Context, key string) (*timeline.Viewpoint, error) {
	owner, name, _ := strings.Cut(key, "#")
	if !strings.Contains(owner, "/") { // a slug
		posts, err := r.store.PostsBySlug(ctx, []string{owner})
		if err != nil || posts[0] == nil {
			return nil, err
		}
		batch.Found(ctx, batch.Many(posts))
		return timeline.ViewpointNamed(posts[0].Sections, name), nil
	}
	found, err := r.store.Appearances(ctx, []string{owner})
	if err != nil || found[0] == nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(found))
	return timeline.ViewpointNamed(found[0].Sections, name), nil
}

// neighbour finds the next dated appearance of the same person, or the one before.
func (r *reader) neighbour(ctx context.Context, a *timeline.Appearance, next bool) (*timeline.Appearance, error) {
	type name struct{ next bool }
	siblings := batch.Siblings(ctx)
	return one(ctx, a.Key, batch.Read[*timeline.Appearance]{
		Name: name{next},
		Keys: func(member any) []string {
			if m, ok := member.(*timeline.Appearance); ok {
				return []string{m.Key}
			}
			return nil
		},
		Find: func(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
			byKey := make(map[string]*timeline.Appearance, len(keys))
			for member := range siblings.Members() {
				if m, ok := member.(*timeline.Appearance); ok {
					byKey[m.Key] = m
				}
			}
			of := make([]*timeline.Appearance, len(keys))
			for i, key := range keys {
				of[i] = byKey[key]
			}
			return r.store.Neighbours(ctx, of, next)
		},
	})
}
