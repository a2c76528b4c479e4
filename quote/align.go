package quote

import "slices"

// pair is a word of the quote and the same word of a text, by their numbers.
type pair struct{ quote, there int }

// What a pair counts for, and a word of the text between two pairs against it: four
// words may be skipped for one that follows.
const (
	gain = 4
	loss = 1
)

// align finds the words of a quote that stand in a text in their order, close to each
// other: the best local alignment (T. F. Smith and M. S. Waterman, 1981), in which
// words that only the quote has cost nothing. Of equals the first is found. It finds
// none where the text cannot have enough of the words.
func align(quote, there []unit) []pair {
	if shared(quote, there)*nearOf < len(quote)*nearSame {
		return nil
	}
	const (
		start = iota
		both
		skipQuote
		skipThere
	)
	width := len(there) + 1
	from := make([]byte, (len(quote)+1)*width)
	last, row := make([]int, width), make([]int, width)
	best, bestAt := 0, 0
	for i := 1; i <= len(quote); i++ {
		row[0] = 0
		for j := 1; j < width; j++ {
			score, way := 0, byte(start)
			if s := last[j]; s > score {
				score, way = s, skipQuote
			}
			if s := row[j-1] - loss; s > score {
				score, way = s, skipThere
			}
			if quote[i-1].text == there[j-1].text && last[j-1]+gain >= score {
				score, way = last[j-1]+gain, both
			}
			row[j], from[i*width+j] = score, way
			if score > best {
				best, bestAt = score, i*width+j
			}
		}
		last, row = row, last
	}
	var pairs []pair
	for at := bestAt; from[at] != start; {
		switch from[at] {
		case both:
			pairs = append(pairs, pair{at/width - 1, at%width - 1})
			at -= width + 1
		case skipQuote:
			at -= width
		case skipThere:
			at--
		}
	}
	slices.Reverse(pairs)
	return pairs
}

// shared is how many words of a quote a text has, in any order.
func shared(quote, there []unit) int {
	left := make(map[string]int, len(quote))
	for _, u := range quote {
		left[u.text]++
	}
	n := 0
	for _, u := range there {
		if left[u.text] > 0 {
			left[u.text]--
			n++
		}
	}
	return n
}
