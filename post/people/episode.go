package people

import (
	"viewline/post/names"
	"viewline/post/pattern"
)

// OnShow tells of somebody behind the code of an episode: "QM07 - Ana Ruiz on maps".
const OnShow = "an episode's code ahead of “… on”"

// codeBefore is the code of an episode: the initials of a show and a number.
var codeBefore = pattern.MustCompile(`^[A-Z]{2,5}[ -]?\d{2,4}\s*[-–—:|]\s*$`)

// behindCode is a given name with an ordinary word behind the code of an episode:
// Ana Done of "QM07 - Ana Done on maps".
func behindCode(title string, run []word) (s span, ok bool) {
	if len(run) != 2 || !Known(run[0].text) || !codeBefore.MatchString(title[:run[0].start]) {
		return s, false
	}
	return span{start: run[0].start, end: run[1].end, form: names.Possible}, true
}
