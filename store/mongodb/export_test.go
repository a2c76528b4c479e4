package mongodb

import "time"

// Unions reports whether one command can ask for many groups; see [each].
func (s *Store) Unions() bool { return s.unions }

// Hurry makes leases of later imports run out after so long without a beat, instead of 8 s.
func (s *Store) Hurry(lease time.Duration) { s.pace = pace(lease) }

// KeepFor makes earlier states be removed after so long, instead of 10 minutes.
func (s *Store) KeepFor(d time.Duration) { s.keptFor = d }
