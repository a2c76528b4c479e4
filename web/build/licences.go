package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licences are the licence texts of all packages whose code is in the bundle, one after the
// other.
func licences(web, metafile string) ([]byte, error) {
	var meta struct {
		Inputs map[string]struct{} `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, fmt.Errorf("decode metafile: %w", err)
	}
	var folders []string
	for input := range meta.Inputs {
		if folder, ok := packageOf(input); ok {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	var notice bytes.Buffer
	for _, folder := range slices.Compact(folders) {
		if err := describe(&notice, filepath.Join(web, folder)); err != nil {
			return nil, err
		}
	}
	return notice.Bytes(), nil
}

// packageOf is the folder of the package that a file belongs to.
func packageOf(file string) (folder string, ok bool) {
	const modules = "node_modules/"
	i := strings.LastIndex(file, modules)
	if i < 0 {
		return "", false
	}
	parts := strings.Split(file[i+len(modules):], "/")
	name := parts[0]
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		name += "/" + parts[1]
	}
	return file[:i+len(modules)] + name, true
}

// describe writes the name, the version and the licence text of a package.
func describe(notice *bytes.Buffer, folder string) error {
	text, err := os.ReadFile(filepath.Join(folder, "package.json"))
	if err != nil {
		return err
	}
	var about struct {
		Name, Version string
		License       json.RawMessage // a name; an object in old packages
	}
	if err := json.Unmarshal(text, &about); err != nil {
		return fmt.Errorf("decode package.json of %s: %w", filepath.Base(folder), err)
	}
	fmt.Fprintf(notice, "== %s %s, licence %s\n\n", about.Name, about.Version, about.License)
	files, err := filepath.Glob(filepath.Join(folder, "[Ll][Ii][Cc][Ee][Nn][CcSs][Ee]*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		notice.Write(bytes.TrimSpace(text))
		notice.WriteString("\n\n")
	}
	return nil
}
