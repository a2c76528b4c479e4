package etag_test

import (
	"testing"

	"viewline/edge/etag"
)

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		condition []string
		tag       string
		want      bool
	}{
		{nil, `"a"`, false},
		{[]string{""}, `"a"`, false},
		{[]string{`"a"`}, `"a"`, true},
		{[]string{`W/"a"`}, `"a"`, true},
		{[]string{`"b", W/"c" ,"a"`}, `"a"`, true},
		{[]string{`"b"`, `"a"`}, `"a"`, true},
		{[]string{"*"}, `"a"`, true},
		{[]string{`"ab"`, `a`}, `"a"`, false},
		{[]string{"*"}, "", false},
		{[]string{""}, "", false},
	} {
		if got := etag.Matches(c.condition, c.tag); got != c.want {
			t.Errorf("%q names %s: %t, want %t", c.condition, c.tag, got, c.want)
		}
	}
}
