package mongodb

// Unions tells whether one command can ask for many groups; see each.
func (s *Store) Unions() bool { return s.unions }
