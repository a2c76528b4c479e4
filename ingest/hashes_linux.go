package ingest

import (
	"io/fs"
	"syscall"
	"time"
)

// identityOf is the identity of a file.
func identityOf(info fs.FileInfo) identity {
	of, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return identity{}
	}
	return identity{device: uint64(of.Dev), inode: of.Ino, size: of.Size, modified: info.ModTime(), noted: time.Unix(of.Ctim.Unix())} //nolint:unconvert // 32 bits on some systems
}
