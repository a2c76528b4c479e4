package dates

// Steps is how many forms Find tries in a text and how many bytes it passes
// around numbers.
func Steps(s string) int {
	r := &reader{text: text(s)}
	r.scan(func(Date) bool { return true })
	return r.steps
}
