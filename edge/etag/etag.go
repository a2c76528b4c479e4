// Package etag compares entity tags. [Matches] is all there is.
package etag

import "strings"

// Matches tells whether a condition, the values of If-None-Match, names a tag:
// by itself, in a list, as a weak one or by an asterisk (RFC 9110, section
// 13.1.2). No tag at all is never named.
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
