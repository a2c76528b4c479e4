package ingest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// contentHash is a hash of an encoded appearance without the lines of the post at which
// its parts stand: text that only moved is the same.
func contentHash(doc []byte) string {
	sum := sha256.New()
	from := 0
	eachLine(doc, 0, func(start, end int) {
		_, _ = sum.Write(doc[from:start])
		from = end
	})
	_, _ = sum.Write(doc[from:])
	return hex.EncodeToString(sum.Sum(nil))
}

// The types of the elements whose values tell their size, as BSON numbers them
// (https://bsonspec.org/spec.html), and how many bytes a size takes.
const (
	typeString, typeDocument, typeArray = 0x02, 0x03, 0x04
	sizeOfSize                          = 4
)

// fixedSize is how many bytes a value of a type takes that always takes as many.
func fixedSize(kind byte) int {
	switch kind {
	case 0x01, 0x09, 0x12: // a float, a time, an integer of 64 bits
		return 8
	case 0x10: // an integer of 32 bits
		return 4
	case 0x08: // a Boolean
		return 1
	}
	return 0 // null
}

// isLine tells whether a field is the number of a line.
func isLine(name string) bool { return name == "line" || name == "endLine" || name == "bodyLine" }

// eachLine calls found for each line number in a document that begins at a place, with
// the place of its value and that behind it. It answers with the place behind the
// document.
func eachLine(doc []byte, at int, found func(start, end int)) int {
	end := at + int(binary.LittleEndian.Uint32(doc[at:])) - 1
	for at += sizeOfSize; at < end; {
		kind, start := doc[at], at+1
		at = start
		for doc[at] != 0 {
			at++
		}
		name := doc[start:at]
		at++
		switch kind {
		case typeString:
			at += sizeOfSize + int(binary.LittleEndian.Uint32(doc[at:]))
		case typeDocument, typeArray:
			at = eachLine(doc, at, found)
		default:
			value := at
			at += fixedSize(kind)
			if isLine(string(name)) {
				found(value, at)
			}
		}
	}
	return end + 1
}
