package naming

import (
	slashpath "path"
	"path/filepath"
	"regexp"
	"strings"
)

// bundle matches the name of the file that is the post of its folder: index.md, or
// index.fr.md for a translation, as Hugo's page bundles have it
// (https://gohugo.io/content-management/page-bundles/).
var bundle = regexp.MustCompile(`(?i)^index((?:\.[a-z]{2,3}(?:-[a-z0-9]{2,8})*)?)\.(?:md|markdown|mdx)$`)

// IsIndex reports whether a file is the post of its folder, by its name.
func IsIndex(path string) bool { return bundle.MatchString(filepath.Base(path)) }

// IsMarkdown reports whether the name of a file ends in .md, .markdown or .mdx, in any
// case, as the names of posts do.
func IsMarkdown(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}

// nameOf is the name of a post, from its path: the name of the file without the extension,
// or the name of the folder where the file is the folder's index.
func nameOf(postPath string) string {
	name := slashpath.Base(postPath)
	if m := bundle.FindStringSubmatch(name); m != nil {
		if folder := slashpath.Base(slashpath.Dir(postPath)); folder != "." && folder != "/" {
			return folder + m[1]
		}
	}
	if IsMarkdown(name) {
		name = strings.TrimSuffix(name, slashpath.Ext(name))
	}
	return name
}
