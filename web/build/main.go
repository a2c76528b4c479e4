// This program bundles the playground: what src/ and node_modules/ hold becomes
// a handful of files in dist/, each compressed. Run it with `go generate ./web`.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if err := build("../dist"); err != nil {
		fmt.Fprintln(os.Stderr, "bundle the playground:", err)
		os.Exit(1)
	}
}

// build writes the bundle into a folder, and removes what an earlier one left.
func build(dist string) error {
	web, err := filepath.Abs("..")
	if err != nil {
		return err
	}
	result := api.Build(options(web))
	if len(result.Errors) > 0 {
		messages := api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})
		return errors.New(messages[0])
	}
	notice, err := licences(web, result.Metafile)
	if err != nil {
		return err
	}
	if err := clear(dist); err != nil {
		return err
	}
	files := append(result.OutputFiles, api.OutputFile{Path: "licences.txt", Contents: notice})
	slices.SortFunc(files, func(a, b api.OutputFile) int { return cmp.Compare(a.Path, b.Path) })
	for _, file := range files {
		size, err := write(filepath.Join(dist, filepath.Base(file.Path)+".gz"), file.Contents)
		if err != nil {
			return err
		}
		fmt.Printf("%8d -> %7d  %s\n", len(file.Contents), size, filepath.Base(file.Path))
	}
	return nil
}

func options(web string) api.BuildOptions {
	return api.BuildOptions{
		AbsWorkingDir: web,
		EntryPointsAdvanced: []api.EntryPoint{
			{InputPath: "src/playground.jsx", OutputPath: "playground"},
			{InputPath: "monaco-editor/esm/vs/editor/editor.worker.js", OutputPath: "editor.worker"},
			{InputPath: "monaco-editor/esm/vs/language/json/json.worker.js", OutputPath: "json.worker"},
			{InputPath: "monaco-graphql/esm/graphql.worker.js", OutputPath: "graphql.worker"},
		},
		Outdir:            "dist",
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		JSX:               api.JSXAutomatic,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		KeepNames:         true,                  // GraphiQL takes the titles of its icons from the names of functions
		LegalComments:     api.LegalCommentsNone, // licences.txt has these comments in full
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`},
		Loader:            map[string]api.Loader{".ttf": api.LoaderFile, ".woff2": api.LoaderFile},
		Metafile:          true,
		LogLevel:          api.LogLevelWarning,
	}
}

// clear removes the files of a folder, except the one that keeps the folder in the
// repository.
func clear(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() == ".gitkeep" {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

// write compresses a file; the same contents give the same bytes.
func write(path string, contents []byte) (size int, err error) {
	var compressed bytes.Buffer
	w, err := gzip.NewWriterLevel(&compressed, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(contents); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return compressed.Len(), os.WriteFile(path, compressed.Bytes(), 0o644)
}
