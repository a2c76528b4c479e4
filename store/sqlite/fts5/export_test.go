package fts5

// With sets how many places are sorted at once, and the size of pages.
func (x *Index) With(places, pageSize int) { x.atOnce, x.pageSize = places, pageSize }
