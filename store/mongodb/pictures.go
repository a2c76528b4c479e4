package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
)

// pictureDocument is a picture as it is stored.
type pictureDocument struct {
	ID    string `bson:"_id"`
	Key   string `bson:"key"` // its name
	Since int    `bson:"since"`
	Data  []byte `bson:"data"`
}

// Picture implements [store.Reader], in one command.
func (s *Store) Picture(ctx context.Context, name string) ([]byte, error) {
	raw, err := find(ctx, s.pictures, []bson.M{{"key": name}}, options.Find().SetLimit(1))
	if err != nil || len(raw) == 0 {
		return nil, err
	}
	found, err := decodeOne[pictureDocument](s.pictures, raw[0])
	return found.Data, err
}

// PicturesAfter implements [store.Reader], in one command.
func (s *Store) PicturesAfter(ctx context.Context, name string, limit int) ([]string, error) {
	found, err := after[pictureDocument](ctx, s.pictures, name, limit, options.Find().SetProjection(bson.M{"key": 1}))
	names := make([]string, len(found))
	for i, p := range found {
		names[i] = p.Key
	}
	return names, err
}

// putPictures writes pictures, one at a time: a message to the server holds 48 MB.
func (se *session) putPictures(ctx context.Context, pictures []store.Picture) error {
	n := se.lease.number
	for _, p := range pictures {
		v := version{p.Name, versionID(p.Name, n), pictureDocument{versionID(p.Name, n), p.Name, n, p.Data}}
		if err := se.put(ctx, se.store.pictures, []version{v}); err != nil {
			return err
		}
	}
	return nil
}
