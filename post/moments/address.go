package moments

import (
	"fmt"
	"strings"
)

// The longest recording that an address is believed to lead into, in seconds:
// a greater number behind t= tells versions of a file apart.
const longestRecording = 24 * 60 * 60

// OfLink reads the moment a link leads to: the first in its text, else that
// of its address. The text is empty for a bare address.
func OfLink(text, address string) (Moment, bool) {
	if ms := InLine(text); len(ms) > 0 {
		ms[0].URL = address
		return ms[0], true
	}
	secs, ok := ofAddress(address)
	if !ok {
		return Moment{}, false
	}
	return Moment{Label: label(secs), Seconds: secs, URL: address}, true
}

// label writes seconds as people do: 1:35, 1:02:03.
func label(secs int) string {
	if secs < 60*60 {
		return fmt.Sprintf("%d:%02d", secs/60, secs%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", secs/3600, secs/60%60, secs%60)
}

// ofAddress reads the moment of an address: t= in its query or fragment (W3C
// Media Fragments URI 1.0, section 4.2.1), or start= in that of a player, which
// has v= or /embed/ in it; elsewhere start= counts the results of a search.
func ofAddress(address string) (int, bool) {
	rest, fragment, _ := strings.Cut(address, "#")
	path, query, _ := strings.Cut(rest, "?")
	player := strings.Contains(path, "/embed/")
	start := ""
	for _, part := range []string{fragment, query} {
		for pair := range strings.FieldsFuncSeq(part, func(c rune) bool { return c == '&' || c == ';' }) {
			key, value, _ := strings.Cut(pair, "=")
			switch key {
			case "t":
				if secs, ok := duration(value); ok {
					return secs, true
				}
			case "start":
				start = value
			case "v":
				player = true
			}
		}
	}
	if player {
		return duration(start)
	}
	return 0, false
}

// duration reads 95, 95s, 95.5, 1h2m3s, 1:35 or npt:95, up to a comma.
func duration(value string) (int, bool) {
	value, _, _ = strings.Cut(strings.TrimPrefix(value, "npt:"), ",")
	if m, n := clock(value); n > 0 {
		return m.Seconds, n+fraction(value[n:]) == len(value)
	}
	total := 0
	if value == "" {
		return 0, false
	}
	for _, unit := range []struct {
		letter  byte
		seconds int
	}{{'h', 3600}, {'m', 60}, {'s', 1}} {
		v, n := digits(value, 6)
		switch {
		case n == 0:
		case n < len(value) && value[n] == unit.letter:
			total += v * unit.seconds
			value = value[n+1:]
		case unit.letter == 's':
			n += fraction(value[n:])
			if n < len(value) && value[n] == 's' {
				n++
			}
			total += v
			value = value[n:]
		}
	}
	return total, value == "" && total < longestRecording
}
