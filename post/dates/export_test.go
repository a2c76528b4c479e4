package dates

// Steps is how many forms Find tries in a text and how many bytes it passes
// around numbers.
func Steps(s string) int {
	r := &reader{text: text(s)}
	r.scan(func(Date) bool { return true })
	return r.steps
}

// FindSlowly is Find without the look for what every date has.
func FindSlowly(s string, o Options) []Date {
	var found []Date
	(&reader{text: text(s), Options: o}).scan(func(d Date) bool {
		found = append(found, d)
		return true
	})
	return found
}
