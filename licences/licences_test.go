package licences_test

import (
	"strings"
	"testing"

	"viewline/licences"
)

// marks are words of a licence's text that tell its kind.
var marks = map[string]string{
	"MIT":          "Permission is hereby granted, free of charge",
	"BSD-3-Clause": "Redistribution and use in source and binary forms",
	"Apache-2.0":   "Apache License",
	"ISC":          "Permission to use, copy, modify, and",
}

// TestKinds holds the table to the modules in use, and each kind to the module's text.
func TestKinds(t *testing.T) {
	modules, err := licences.Modules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, m := range modules {
		used[m.Path] = true
		kinds := licences.Kinds[m.Path]
		if kinds == "" {
			t.Errorf("%s has no licence in kinds.go", m.Path)
			continue
		}
		text, err := m.Text()
		if err != nil {
			t.Error(err)
			continue
		}
		for kind := range strings.SplitSeq(kinds, " AND ") {
			if mark := marks[kind]; mark == "" || !strings.Contains(strings.Join(strings.Fields(text), " "), mark) {
				t.Errorf("%s is not under %s by its own text", m.Path, kind)
			}
		}
	}
	for path := range licences.Kinds {
		if !used[path] {
			t.Errorf("%s stands in kinds.go, and is no longer in use", path)
		}
	}
}

func TestNotice(t *testing.T) {
	got := licences.Notice()
	for _, want := range []string{"Viewline", "MIT licence", "standard library: BSD-3-Clause"} {
		if !strings.Contains(got, want) {
			t.Errorf("notice lacks %q:\n%.500s", want, got)
		}
	}
}
