package fts5

// At has so many places put in order at a time.
func (x *Index) At(places int) { x.atOnce = places }
