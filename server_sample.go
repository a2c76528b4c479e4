package main

import (
	"embed"
	"path/filepath"
	"sync"

	"viewline/ingest"
	"viewline/store"
)

// sample has the sample posts, by which the program knows them in a database.
//
//go:embed content/*.md
var sample embed.FS

// sampleTexts are the hashes of the texts of the sample posts, by the names of their files. They
// are made when they are first asked for, since each post has to be read for that.
var sampleTexts = sync.OnceValue(func() map[string]string {
	entries, err := sample.ReadDir(sampleFolder)
	if err != nil {
		panic(err) // cannot happen: the folder is part of the program
	}
	texts := map[string]string{}
	for _, e := range entries {
		src, err := sample.ReadFile(sampleFolder + "/" + e.Name())
		if err != nil {
			panic(err) // cannot happen, as above
		}
		texts[e.Name()] = ingest.TextHash(e.Name(), src)
	}
	return texts
})

// sampleFolder is the name of the folder of the sample, in the program and on disk.
const sampleFolder = "content"

// isSample reports whether a stored post is one of the sample as it was shipped: the file and
// its folder have the sample's names, and the text is the sample's. A sample post that somebody
// has changed belongs to them.
func isSample(p *store.StoredPost) bool {
	origin := ingest.Origin(p)
	if filepath.Base(filepath.Dir(origin)) != sampleFolder {
		return false
	}
	text, named := sampleTexts()[filepath.Base(origin)]
	return named && p.Record.Body == text
}
