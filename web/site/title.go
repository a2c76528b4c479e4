package site

// DefaultTitle is what a site is called whose owner gives it no name.
const DefaultTitle = "Viewline"
