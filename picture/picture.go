// Package picture knows the pictures of posts that are kept: what each is called, where
// it is served, and where pictures stand in HTML. A kept picture is called by the hash of
// its bytes, so that its address stays for as long as its bytes do. [Name] is its entry
// point.
package picture

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
)

// MaxSize is how many bytes a picture may have at most that is kept.
const MaxSize = 10 << 20

// Folder is the path below which pictures are served.
const Folder = "/pictures/"

// types are the types of pictures that are kept, by the endings of their names. All are
// types that browsers show and that cannot run anything.
var types = map[string]string{"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif"}

// Name is the name of a picture of so many bytes, with an ending such as "png": the
// SHA-256 of the bytes in hexadecimal, and the ending.
func Name(data []byte, ending string) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]) + "." + ending
}

// TypeOf is the media type of the picture with a name; empty where no picture can have
// the name.
func TypeOf(name string) string {
	hash, ending, _ := strings.Cut(name, ".")
	if len(hash) != hex.EncodedLen(sha256.Size) || strings.Trim(hash, "0123456789abcdef") != "" {
		return ""
	}
	return types[ending]
}

// IsFile reports whether a file is called as pictures are. Whether it is one, its bytes
// tell.
func IsFile(path string) bool {
	_, ending, _ := strings.Cut(strings.ToLower(filepath.Ext(path)), ".")
	return ending == "jpeg" || types[ending] != ""
}

// Path is the address of a picture, from the root of the server.
func Path(name string) string { return Folder + name }

// start is how a picture that is kept begins in HTML.
const start = `<img src="` + Folder

// Absolute puts an origin, such as https://example.org, in front of the addresses of the
// pictures in sanitised HTML that are kept. An empty origin changes nothing.
func Absolute(html, origin string) string {
	if origin == "" || !strings.Contains(html, start) {
		return html
	}
	var all strings.Builder
	for {
		before, after, found := strings.Cut(html, start)
		all.WriteString(before)
		if !found {
			return all.String()
		}
		if name, _, _ := strings.Cut(after, `"`); TypeOf(name) != "" {
			all.WriteString(`<img src="` + origin + Folder)
		} else {
			all.WriteString(start)
		}
		html = after
	}
}
