package timeline

// SourceRange is where something stands in a post: the lines from the first to the
// last one, counted from 1, both included.
type SourceRange struct {
	Path               string
	StartLine, EndLine int
}

// sourceRange is a range that may be stored without its end: 0 means that it ends
// on the line on which it starts.
func sourceRange(path string, start, end int) *SourceRange {
	return &SourceRange{path, start, max(start, end)}
}

// Source is where the post reports the appearance.
func (a *Appearance) Source() *SourceRange { return sourceRange(a.PostPath, a.Line, a.EndLine) }

// Source is where the section stands, the sections inside it included.
func (s *Section) Source() *SourceRange { return sourceRange(s.PostPath, s.Line, s.EndLine) }

// Source is where the viewpoint stands, its points included.
func (v *Viewpoint) Source() *SourceRange {
	return sourceRange(v.Section.PostPath, v.Line, v.EndLine)
}

// Source is where the recommendation stands. One that was stored without its line
// stands somewhere in its appearance.
func (r *Recommendation) Source() *SourceRange {
	if r.Line == 0 {
		return r.Appearance.Source()
	}
	return sourceRange(r.Appearance.PostPath, r.Line, r.EndLine)
}
