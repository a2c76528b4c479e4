package site

// DefaultTitle is what a site is called whose owner gives it no name.
const DefaultTitle = "Viewline"

// Titled is the title of something on a site: "Ada Lovelace: Viewline".
func Titled(title, site string) string { return title + ": " + site }
