// Package etag compares entity tags. [Matches] is its only function.
package etag

import "strings"

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
