package timeline

import (
	"encoding/base64"
	"fmt"
	"strings"

	"viewline/echo"
)

// NodeID is a global object identifier: a type's name and the object's key.
// Clients see it as opaque text (Relay global object identification).
type NodeID struct{ Type, Key string }

// String is the identifier's opaque form.
func (id NodeID) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(id.Type + ":" + id.Key))
}

// ParseNodeID reads what [NodeID.String] wrote.
func ParseNodeID(s string) (NodeID, error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		typ, key, ok := strings.Cut(string(raw), ":")
		if id := (NodeID{typ, key}); ok && id.String() == s { // base64 has other spellings of the same bytes
			return id, nil
		}
	}
	return NodeID{}, fmt.Errorf("id %s: want an id that this API has given out", echo.Quote(s))
}
