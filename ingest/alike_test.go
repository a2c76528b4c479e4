package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/timeline"
)

// Names that are read alike may be of several people; the two scripts of one name are not.
func TestReadAlike(t *testing.T) {
	for _, c := range []struct {
		slug  string
		names []string
		want  []string
	}{
		{"zhang-san", []string{"张三", "章三", "張三"}, []string{"张三", "章三"}},
		{"li-fei-fei", []string{"李飞飞", "Fei-Fei Li", "李飛飛"}, []string{"李飞飞"}},
		{"zhang-san", []string{"张三", "老张"}, []string{"张三"}},
		{"ada", []string{"Ada", "Ada Byron"}, nil},
	} {
		p := &timeline.Person{Slug: c.slug, Name: c.names[0], Aliases: c.names[1:]}
		if diff := cmp.Diff(c.want, readAlike(p)); diff != "" {
			t.Errorf("%q of %s, got + instead of -:\n%s", c.names, c.slug, diff)
		}
	}
}
