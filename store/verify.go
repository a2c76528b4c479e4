package store

// Finding is something that is wrong with what is stored.
type Finding struct {
	Where string `json:"where"` // a table or a collection, with the key where there is one
	What  string `json:"what"`  // what was found
	Do    string `json:"do"`    // what to do about it
}

// String is the finding as a message tells it.
func (f Finding) String() string { return f.Where + ": " + f.What + "; " + f.Do }

// Restore is what to do about a database that cannot be relied on.
const Restore = "restore a backup, or import the posts into a new database"

// AllClaims gives the claims of all posts of a store, as [RecordClaims] gives those of
// a session.
func AllClaims(of Reader) *RecordClaims { return &RecordClaims{From: of, changed: true} }
