package fts5

// With has so many places put in order at a time, and pages of another size.
func (x *Index) With(places, pageSize int) { x.atOnce, x.pageSize = places, pageSize }
