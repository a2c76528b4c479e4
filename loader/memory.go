package main

// ballastPiece is small, since Go clears a whole piece, and so touches it, if it
// puts only the start of one where something was before.
const ballastPiece = 4 << 20

// newBallast lets the first so many bytes of garbage gather: the collector runs
// when the heap has doubled, and so far too often while it is small. The memory
// is never touched, so the system need not have it. The ballast is to be kept
// alive for as long as it is to work. bench/README.md says what it saves.
func newBallast(size int) [][]byte {
	pieces := make([][]byte, size/ballastPiece)
	for i := range pieces {
		pieces[i] = make([]byte, ballastPiece)
	}
	return pieces
}
