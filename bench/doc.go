// Package bench measures Viewline beside what it cannot be faster than; see its
// README.md.
package bench
