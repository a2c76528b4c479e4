package pattern

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestExpressions compiles every expression of package post and those below it:
// a Pattern compiles its own only when a text gets to it. Expressions that are put
// together when the program runs are left out.
func TestExpressions(t *testing.T) {
	found := 0
	for _, folder := range foldersBelow(t, "..") {
		for at, expr := range expressionsIn(t, folder) {
			found++
			if _, err := regexp.Compile(expr); err != nil {
				t.Errorf("%s: %v", at, err)
			}
		}
	}
	if found < 100 {
		t.Errorf("%d expressions; want the more than 100 that there are", found)
	}
}

func foldersBelow(t *testing.T, root string) (folders []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			folders = append(folders, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

// expressionsIn are the constant arguments of MustCompile in a folder, by where
// they stand.
func expressionsIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := token.NewFileSet()
	sources, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*ast.File
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, source, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: none{}, Error: func(error) {}} // constants need no other package
	_, _ = config.Check(folder, files, parsed, info)
	all := map[string]string{}
	for _, file := range parsed {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			name, ok := call.Fun.(*ast.SelectorExpr)
			if value := info.Types[call.Args[0]].Value; ok && name.Sel.Name == "MustCompile" && value != nil {
				all[files.Position(call.Pos()).String()] = constant.StringVal(value)
			}
			return true
		})
	}
	return all
}

// none imports no package.
type none struct{}

func (none) Import(string) (*types.Package, error) { return nil, errors.New("no package is imported") }
