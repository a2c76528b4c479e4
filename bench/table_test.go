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
