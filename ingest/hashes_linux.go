package ingest

import (
	"io/fs"
	"syscall"
	"time"
)

// identityOf is the identity of a file.
func identityOf(info fs.FileInfo) identity {
	i := identity{size: info.Size(), modified: info.ModTime()}
	if of, ok := info.Sys().(*syscall.Stat_t); ok {
		i.device, i.inode, i.noted = uint64(of.Dev), of.Ino, time.Unix(of.Ctim.Unix()) //nolint:unconvert // 32 bits on some systems
	}
	return i
}
