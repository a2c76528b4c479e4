package site

import "strconv"

// Number is a number of things in English: "1 person", "2 people".
func Number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
