package sqlite

import (
	"github.com/klauspost/compress/s2"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// Documents are kept as BSON that is compressed as one block of S2, which makes
// the file a third smaller and imports faster, and costs a read about as much as
// reading the more pages would.

func marshal(document any) ([]byte, error) {
	doc, err := bson.Marshal(document)
	if err != nil {
		return nil, err
	}
	return pack(doc), nil
}

// pack compresses BSON.
func pack(doc []byte) []byte { return s2.Encode(nil, doc) }

func unmarshal(blob []byte, into any) error {
	doc, err := s2.Decode(nil, blob)
	if err != nil {
		return err
	}
	return bson.Unmarshal(doc, into)
}

// sizeOf is how many bytes the BSON in a blob has.
func sizeOf(blob []byte) int {
	n, _ := s2.DecodedLen(blob) // what is no block was refused before
	return n
}
