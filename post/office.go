package post

import (
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// withOffice is the heading of a talk that ends in who spoke and what that one is: "Quiet
// maps - Marta Vogel, Head of Maps at SlowLab".
var withOffice = pattern.MustCompile(`^(.{3,160}[\s\x{a0}][-–—][\s\x{a0}]+([^,，–—]{3,40}))[,，]\s*(\S.{2,120})$`)

// withoutOffice is a heading without what somebody is whom it names at its end.
func withoutOffice(heading string) string {
	m := withOffice.FindStringSubmatch(heading)
	if m == nil || names.FormOf(m[2]) < names.Likely || people.Known(m[3]) {
		return heading
	}
	return strings.ReplaceAll(m[1], "\u00a0", " ")
}
