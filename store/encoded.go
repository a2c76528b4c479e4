package store

import (
	"encoding/binary"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/timeline"
)

// Encoded is an appearance as BSON, whose key is still empty.
type Encoded []byte

// Encode encodes an appearance that has no key yet.
func Encode(a *timeline.Appearance) (Encoded, error) { return bson.Marshal(a.Stored()) }

// keyAt is the offset of the key's value, in bytes. The key is the first element, and its
// value stands behind the size of the document, the element's type and the element's name,
// "_id" (https://bsonspec.org/spec.html).
const keyAt = 4 + 1 + len("_id\x00")

// WithKey is the appearance with a key, as BSON.
func (e Encoded) WithKey(key string) []byte {
	doc := make([]byte, 0, len(e)+len(key))
	doc = binary.LittleEndian.AppendUint32(doc, uint32(len(e)+len(key)))
	doc = append(doc, e[4:keyAt]...)
	doc = binary.LittleEndian.AppendUint32(doc, uint32(len(key)+1))
	doc = append(doc, key...)
	return append(doc, e[keyAt+4:]...)
}
