package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// nodeReads has the keys of the documents to read for some nodes, and then the documents.
type nodeReads struct {
	people      byKey[*timeline.Person]
	appearances byKey[*timeline.Appearance] // by key; those of identifiers are in occasions
	occasions   map[string][]*timeline.Appearance
	papers      byKey[*timeline.Paper]
	posts       byKey[*timeline.Post]
	topics      byKey[*timeline.Topic]
}

type byKey[T comparable] map[string]T

func (m *byKey[T]) want(key string) {
	if *m == nil {
		*m = byKey[T]{}
	}
	var none T
	(*m)[key] = none
}

// from makes a function that reads all wanted documents in one read; the function reads
// nothing where no document is wanted.
func (m byKey[T]) from(find func(context.Context, []string) ([]T, error)) func(context.Context) ([]any, error) {
	return func(ctx context.Context) ([]any, error) {
		if len(m) == 0 {
			return nil, nil
		}
		keys := slices.Sorted(maps.Keys(m))
		found, err := find(ctx, keys)
		if err != nil {
			return nil, err
		}
		for i, key := range keys {
			m[key] = found[i]
		}
		return batch.Many(found), nil
	}
}

// nodes finds objects by their global object identifiers, with one read for each kind of
// document. Malformed is called with the index of each text that is no identifier; the node
// there is nil.
func (r *reader) nodes(ctx context.Context, texts []string, malformed func(i int, err error)) ([]model.Node, error) {
	if most := cmp.Or(r.pageSize, relay.MaxSize); len(texts) > most {
		return nil, inputError{fmt.Errorf("ids has %d entries; want at most %d", len(texts), most)}
	}
	ids := make([]timeline.NodeID, len(texts))
	var reads nodeReads
	for i, text := range texts {
		var err error
		if ids[i], err = timeline.ParseNodeID(text); err != nil {
			malformed(i, inputError{err})
			continue
		}
		reads.want(ids[i])
	}
	if err := reads.read(ctx, r.store); err != nil {
		return nil, err
	}
	found := make([]model.Node, len(ids))
	for i, id := range ids {
		found[i] = reads.node(id)
	}
	return found, nil
}

// tellAt is a function that adds an error for one item of the list that ctx resolves.
func tellAt(ctx context.Context) func(i int, err error) {
	return func(i int, err error) {
		at := graphql.WithPathContext(ctx, graphql.NewPathWithIndex(i))
		located := gqlerror.WrapPath(graphql.GetPath(at), err)
		if p := graphql.GetFieldContext(ctx).Field.Position; p != nil {
			located.Locations = []gqlerror.Location{{Line: p.Line, Column: p.Column}}
		}
		graphql.AddError(at, located)
	}
}

// want adds the document that holds the node to the wanted ones.
func (n *nodeReads) want(id timeline.NodeID) {
	switch id.Type {
	case "Person":
		n.people.want(id.Key)
	case "Appearance":
		n.wantAppearance(id.Key)
	case "Paper":
		n.papers.want(id.Key)
	case "Post":
		n.posts.want(id.Key)
	case "Topic":
		n.topics.want(id.Key)
	case "Viewpoint":
		owner, _ := ownerOf(id.Key)
		if path, isPost := strings.CutPrefix(owner, "/"); isPost {
			n.posts.want(path)
		} else {
			n.wantAppearance(owner)
		}
	}
}

// wantAppearance notes the occasion of an ident.
func (n *nodeReads) wantAppearance(ident string) {
	if i, ok := timeline.ParseIdent(ident); ok {
		if n.occasions == nil {
			n.occasions = map[string][]*timeline.Appearance{}
		}
		n.occasions[i.Occasion] = nil
	}
}

// readOccasions reads all that are wanted in one read; none if nothing is.
func (n *nodeReads) readOccasions(ctx context.Context, st store.Reader) ([]any, error) {
	if len(n.occasions) == 0 {
		return nil, nil
	}
	hashes := slices.Sorted(maps.Keys(n.occasions))
	found, err := st.Occasions(ctx, hashes)
	if err != nil {
		return nil, err
	}
	var objects []any
	for i, hash := range hashes {
		n.occasions[hash] = found[i]
		objects = append(objects, batch.Many(found[i])...)
	}
	return objects, nil
}

// identified is the appearance of an ident; nil if it is not there.
func (n *nodeReads) identified(ident string) *timeline.Appearance {
	i, ok := timeline.ParseIdent(ident)
	if !ok {
		return nil
	}
	return i.Among(n.occasions[i.Occasion])
}

func (n *nodeReads) read(ctx context.Context, st store.Reader) error {
	var objects []any
	for _, read := range []func(context.Context) ([]any, error){
		n.people.from(st.People),
		n.appearances.from(st.Appearances),
		func(ctx context.Context) ([]any, error) { return n.readOccasions(ctx, st) },
		n.papers.from(st.Papers),
		n.posts.from(st.PostsByPath),
		n.topics.from(st.Topics),
	} {
		found, err := read(ctx)
		if err != nil {
			return err
		}
		objects = append(objects, found...)
	}
	batch.Found(ctx, objects)
	return nil
}

// node is a node from the documents read; nil where they do not have it.
func (n *nodeReads) node(id timeline.NodeID) model.Node {
	switch id.Type {
	case "Person":
		if p := n.people[id.Key]; p != nil && p.Slug == id.Key { // not found by an alias
			return p
		}
	case "Appearance":
		return present(n.identified(id.Key))
	case "Paper":
		return present(n.papers[id.Key])
	case "Post":
		return present(n.posts[id.Key])
	case "Topic":
		if t := n.topics[id.Key]; t != nil && t.Slug == id.Key {
			return t
		}
	case "Viewpoint":
		return present(n.viewpoint(ownerOf(id.Key)))
	}
	return nil
}

// viewpoint is the one of a mark; nil if it is not there.
func (n *nodeReads) viewpoint(owner, mark string) *timeline.Viewpoint {
	if path, isPost := strings.CutPrefix(owner, "/"); isPost {
		if p := n.posts[path]; p != nil {
			return timeline.ViewpointMarked(p.Sections, mark)
		}
		return nil
	}
	i, ok := timeline.ParseIdent(owner)
	if !ok {
		return nil
	}
	return i.Viewpoint(n.occasions[i.Occasion], mark)
}

// ownerOf takes the identifier of a viewpoint apart. A mark has no #, but a path may.
func ownerOf(viewpoint string) (owner, mark string) {
	i := strings.LastIndexByte(viewpoint, '#')
	return viewpoint[:max(i, 0)], viewpoint[i+1:]
}

// present makes a nil pointer a nil node.
func present[T interface {
	comparable
	model.Node
}](object T) model.Node {
	var none T
	if object == none {
		return nil
	}
	return object
}
