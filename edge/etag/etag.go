// Package etag makes entity tags of questions, and compares tags with conditions.
package etag

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Question is a hash of all that an answer depends on beside the state of the corpus; empty where
// the answer has no tag.
type Question string

// Tag is the strong ETag of the answer at a state (RFC 9110, section 8.8.3); empty where the
// question or the state is.
func (q Question) Tag(state string) string {
	if q == "" || state == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(string(q) + state))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
}

// Matches reports whether a condition, which is the values of If-None-Match, names a tag:
// by itself, in a list, as a weak tag or by an asterisk (RFC 9110, section 13.1.2). An
// empty tag never matches.
func Matches(condition []string, tag string) bool {
	if tag == "" {
		return false
	}
	for _, list := range condition {
		for one := range strings.SplitSeq(list, ",") {
			one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
			if one == tag || one == "*" {
				return true
			}
		}
	}
	return false
}
