package sqlite

import (
	"encoding/binary"
	"errors"

	"github.com/klauspost/compress/s2"
	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store/decoded"
)

// Documents are stored as BSON that is compressed as one block of S2. That makes the file a
// third smaller, and imports faster. To decompress a document takes about as long as to
// read the additional pages would. A hash of the block, of hashSize bytes, stands ahead of
// it, so that a document that a bad disk has changed gives an error, and never an answer.
const hashSize = 8

var errDamaged = errors.New("the document is damaged: it does not have its hash; " +
	"move the file away, and restore a backup or import the posts anew")

func marshal(document any) ([]byte, error) {
	doc, err := bson.Marshal(document)
	if err != nil {
		return nil, err
	}
	return pack(doc), nil
}

// pack makes a blob of BSON.
func pack(doc []byte) []byte {
	blob := make([]byte, hashSize+s2.MaxEncodedLen(len(doc)))
	block := s2.Encode(blob[hashSize:], doc)
	binary.BigEndian.PutUint64(blob, decoded.Hash(block))
	return blob[:hashSize+len(block)]
}

func unmarshal(blob []byte, into any) error {
	if len(blob) < hashSize || binary.BigEndian.Uint64(blob) != decoded.Hash(blob[hashSize:]) {
		return errDamaged
	}
	doc, err := s2.Decode(nil, blob[hashSize:])
	if err != nil {
		return err
	}
	return bson.Unmarshal(doc, into)
}

// sizeOf is how many bytes the BSON in a blob has.
func sizeOf(blob []byte) int {
	n, _ := s2.DecodedLen(blob[hashSize:]) // cannot fail: unpack refuses a blob that is no block
	return n
}
