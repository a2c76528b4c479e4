package main

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	r := read(`goos: linux
BenchmarkImport/parse-2   	       1	2000000000 ns/op	 5.000 MB/s	 100.0 peak-MB	 5000 posts/s
BenchmarkImport/parse-2   	       1	4000000000 ns/op	 2.500 MB/s	 120.0 peak-MB	 2500 posts/s
BenchmarkImport/parse-2   	       1	1000000000 ns/op	 10.00 MB/s	 110.0 peak-MB	 9999 posts/s
PASS
`)
	var b strings.Builder
	tableOfImports(&b, r)
	const want = `|  | seconds | posts/s | MB/s | peak memory, MB |
| --- | ---: | ---: | ---: | ---: |
| parse alone (loader --check) | 2.00 | 5000 | 5.00 | 110.0 |
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestTableOfBuilds(t *testing.T) {
	r := read(`BenchmarkBuild/posts=1000/whole-2   	       1	50000000000 ns/op	 60.00 cpu-s	 17000 files	 340.0 files/s	 190.0 peak-MB	 20.00 posts/s
BenchmarkBuild/posts=1000/hugo-2    	       1	2000000000 ns/op	 3.000 cpu-s	 1000 files	 500.0 files/s	 90.0 peak-MB	 500.0 posts/s
`)
	var b strings.Builder
	tableOfBuilds(&b, r)
	const want = `| posts |  | files | seconds | files/s | CPU, s | peak memory, MB |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| 1000 | viewline build | 17000 | 50.0 | 340.0 | 60.0 | 190.0 |
| 1000 | Hugo, a page for each post | 1000 | 2.00 | 500.0 | 3.00 | 90.0 |
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
