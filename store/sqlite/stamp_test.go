package sqlite_test

import (
	"fmt"
	"testing"
	"time"
)

// After any write of another process, however soon, the stamp differs from the one before.
// It stays the same while nobody writes.
func TestStamp(t *testing.T) {
	dir := t.TempDir()
	loader, server := open(t, dir), open(t, dir)
	for i := range 200 {
		before, ok := server.Stamp()
		if !ok {
			t.Fatal("no stamp")
		}
		load(t, loader, ada(fmt.Sprint("Ada ", i)))
		if after, _ := server.Stamp(); after == before {
			t.Fatalf("write %d: the stamp is %v as before; want another", i, after)
		}
	}
	same := func() bool {
		a, _ := server.Stamp()
		b, ok := loader.Stamp()
		return ok && a == b
	}
	for deadline := time.Now().Add(time.Minute); !same(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the stamp never settles")
		}
	}
	if _, err := server.Corpus(t.Context()); err != nil || !same() {
		t.Errorf("a read changed the stamp, %v", err)
	}
}
