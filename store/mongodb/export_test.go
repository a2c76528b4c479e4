package mongodb

import "time"

// Unions tells whether one command can ask for many groups; see each.
func (s *Store) Unions() bool { return s.unions }

// Hurry has the leases of imports that begin from now on live for so long without a beat, instead of 8 s.
func (s *Store) Hurry(lease time.Duration) { s.pace = pace(lease) }

// KeepFor has earlier states be removed after so long, instead of 10 minutes.
func (s *Store) KeepFor(d time.Duration) { s.keptFor = d }
