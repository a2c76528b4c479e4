package transport

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"viewline/recent"
)

// How many queries are kept, and how many bytes each may have: a longer query has to be
// sent each time.
const (
	persistedQueries = 1000
	persistedSize    = 16 << 10
)

// persisted keeps queries by their hashes, for the protocol of Apollo's automatic persisted
// queries.
type persisted struct {
	byHash *recent.Cache
}

func newPersisted() *persisted {
	return &persisted{recent.New(persistedQueries, nil)}
}

// resolve replaces a hash by its query, and checks a hash that is sent together with its
// query.
func (p *persisted) resolve(params *graphql.RawParams) error {
	hash, err := hashOf(params)
	if hash == "" || err != nil {
		return err
	}
	if params.Query != "" {
		if sum := sha256.Sum256([]byte(params.Query)); hex.EncodeToString(sum[:]) != hash {
			return refuse(http.StatusBadRequest, "sha256Hash is not that of the query")
		}
		return nil
	}
	query, ok := p.byHash.Get(recent.Key{Name: hash}).(string)
	if !ok {
		return &refusal{http.StatusOK, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"}
	}
	params.Query = query
	return nil
}

// keep keeps a valid query that was sent together with its hash.
func (p *persisted) keep(params *graphql.RawParams) {
	if hash, err := hashOf(params); err == nil && hash != "" && len(params.Query) <= persistedSize {
		p.byHash.Keep(recent.Key{Name: hash}, params.Query)
	}
}

func hashOf(params *graphql.RawParams) (string, error) {
	extension, given := params.Extensions["persistedQuery"]
	if !given || extension == nil {
		return "", nil
	}
	fields, _ := extension.(map[string]any)
	hash, ok := fields["sha256Hash"].(string)
	if !ok || fmt.Sprint(fields["version"]) != "1" || hash == "" || len(hash) > 2*sha256.Size {
		return "", refuse(http.StatusBadRequest, "persistedQuery cannot be understood; want version 1 and sha256Hash")
	}
	return hash, nil
}
