package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/timeline"
)

// Move implements [store.Session]. The posts' sources have no hash while their
// appearances are on the move, so that after a kill the next import puts these
// posts anew, which removes an appearance that stands under both keys.
func (s *Store) Move(ctx context.Context, moves []store.Move) error {
	if len(moves) == 0 {
		return nil
	}
	s.writing.RLock()
	defer s.writing.RUnlock()
	if err := s.mark(ctx); err != nil {
		return err
	}
	posts, err := s.movingPosts(ctx, moves)
	if err != nil {
		return err
	}
	byPath := make(map[string]*timeline.Post, len(posts))
	unhash, rehash := make([]write, len(posts)), make([]write, len(posts))
	for i, p := range posts {
		byPath[p.Path] = p
		unhash[i] = set(p.Path, bson.M{"record.hash": ""})
		rehash[i] = set(p.Path, bson.M{"record.hash": p.Record.Hash})
	}
	if err := s.inOrder(ctx, []step{{"open", s.posts, unhash}}); err != nil {
		return err
	}
	for _, m := range moves {
		if err := s.move(ctx, m, byPath[m.PostPath]); err != nil {
			return wrap(err, "move appearance %q to %q", m.From, m.To)
		}
	}
	return s.inOrder(ctx, []step{{"close", s.posts, rehash}})
}

func (s *Store) movingPosts(ctx context.Context, moves []store.Move) ([]*timeline.Post, error) {
	paths := make([]string, len(moves))
	for i, m := range moves {
		paths[i] = m.PostPath
	}
	return find[*timeline.Post](ctx, s.posts, bson.M{"_id": in(paths)}, options.Find().SetProjection(recordOnly))
}

// move leaves no moment in which the post names an appearance that is not
// there. The post is nil where none is stored; its source is brought up to date.
func (s *Store) move(ctx context.Context, m store.Move, p *timeline.Post) error {
	origin := bson.M{"_id": m.From, "post": m.PostPath}
	found, err := find[*timeline.Appearance](ctx, s.appearances, origin)
	if err != nil {
		return err
	}
	for _, a := range found { // none where a killed import has moved it
		a.Key = m.To
		if _, err := s.appearances.ReplaceOne(ctx, bson.M{"_id": m.To}, newAppearanceDocument(a), options.Replace().SetUpsert(true)); err != nil {
			return err
		}
	}
	if p != nil {
		renamed := renameRef(p.Record.Appearances, m)
		if _, err := s.posts.UpdateOne(ctx, bson.M{"_id": m.PostPath}, bson.M{"$set": bson.M{"record.appearances": renamed}}); err != nil {
			return err
		}
	}
	_, err = s.appearances.DeleteOne(ctx, origin)
	return err
}

// renameRef renames in place, so that the next move of the post sees it.
func renameRef(refs []timeline.AppearanceRef, m store.Move) []timeline.AppearanceRef {
	for i := range refs {
		if refs[i].Key == m.From {
			refs[i].Key = m.To
		}
	}
	return refs
}
