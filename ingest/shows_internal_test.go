package ingest

import "testing"

func TestMayShow(t *testing.T) {
	for src, want := range map[string]bool{
		"": false, "a < b <im": false, "text [a](b.png)!": false, "<i><imp>": false, "![": true, "a\n![x](b.png)": true, "<<IMG src=a.png>": true, "a <b><iMg": true,
	} {
		if got := mayShow([]byte(src)); got != want {
			t.Errorf("mayShow(%q) = %v; want %v", src, got, want)
		}
	}
}
