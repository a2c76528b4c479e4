//go:build !linux

package ingest

import "io/fs"

// identityOf is the identity of a file.
func identityOf(info fs.FileInfo) identity {
	return identity{size: info.Size(), modified: info.ModTime()}
}
