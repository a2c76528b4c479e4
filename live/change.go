package live

import (
	"slices"
	"time"
)

// mostKeys is how many keys a change names at most.
const mostKeys = 100

// Change is what an import changed, or what several imports changed that ended shortly
// after each other.
type Change struct {
	Revision   int
	ImportedAt time.Time
	// Inserted, Updated and Removed count appearances.
	Inserted, Updated, Removed int
	// Keys are the keys of new and updated appearances, sorted, at most 100.
	Keys []string
}

// compare finds what changed between two states. A state has the hash of each appearance,
// by key.
func compare(before, now map[string]string) *Change {
	var c Change
	for key, hash := range now {
		switch was, there := before[key]; {
		case !there:
			c.Inserted++
		case was != hash:
			c.Updated++
		default:
			continue
		}
		c.Keys = append(c.Keys, key)
	}
	for key := range before {
		if _, there := now[key]; !there {
			c.Removed++
		}
	}
	slices.Sort(c.Keys)
	c.Keys = c.Keys[:min(len(c.Keys), mostKeys)]
	return &c
}
