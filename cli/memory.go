package cli

// Ballast lets the first so many bytes of garbage gather: the collector runs
// when the heap has doubled, and so far too often while it is small. The memory
// is never touched, so the system need not have it. The ballast is to be kept
// alive for as long as it is to work.
func Ballast(size int) []byte { return make([]byte, size) }
