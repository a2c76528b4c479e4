package main

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestTitle is the greatest number of characters of a site's name: the header of a page has
// to hold the name.
const longestTitle = 100

func checkTitle(title string) error {
	switch n := utf8.RuneCountInString(title); {
	case strings.TrimSpace(title) == "":
		return errors.New("--site-title is empty; want the name of the site")
	case n > longestTitle:
		return fmt.Errorf("--site-title has %d characters; want %d at most", n, longestTitle)
	case !utf8.ValidString(title) || strings.ContainsFunc(title, unicode.IsControl):
		return fmt.Errorf("--site-title %q; want a name in one line of UTF-8", title)
	}
	return nil
}
