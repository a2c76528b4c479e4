package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/web"
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

// largestIcon is the greatest number of bytes of the site's icon: a browser loads the icon with
// the first page.
const largestIcon = 1 << 20

// readIcon reads the file of the icon where the command line names one.
func (s *settings) readIcon() error {
	if s.icon == "" {
		return nil
	}
	file, err := os.Open(s.icon)
	if err != nil {
		return fmt.Errorf("--site-icon: %w", err)
	}
	defer func() { _ = file.Close() }()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("--site-icon %s is no regular file; want a picture of SVG or PNG", s.icon)
	}
	s.iconFile, err = io.ReadAll(io.LimitReader(file, largestIcon+1))
	if err != nil {
		return fmt.Errorf("--site-icon: %w", err)
	}
	if len(s.iconFile) > largestIcon {
		return fmt.Errorf("--site-icon %s has more than %d bytes; want a smaller picture", s.icon, largestIcon)
	}
	if err := web.CheckIcon(s.iconFile); err != nil {
		return fmt.Errorf("--site-icon %s: %w", s.icon, err)
	}
	return nil
}
