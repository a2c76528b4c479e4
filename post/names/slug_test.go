package names_test

import (
	"testing"

	"viewline/post/names"
)

func TestNameSlug(t *testing.T) {
	for _, tt := range []struct {
		name names.Name
		want string
	}{
		{names.Name{Text: "李飞飞", Other: []string{"Fei-Fei Li"}}, "fei-fei-li"},
		{names.Name{Text: "Łukasz Kaiser", Other: []string{"卢卡什·凯泽"}}, "lukasz-kaiser"},
		{names.Name{Text: "山田太郎", Other: []string{"やまだ たろう"}}, "yamada-taro"},
		{names.Name{Text: "山田太郎", Other: []string{"ヤマダタロウ"}}, "yamadataro"},
		{names.Name{Text: "山田太郎"}, "shan-tian-tai-lang"},
		{names.Name{Text: "曾国强", Other: []string{"曾國強"}}, "zeng-guo-qiang"},
	} {
		if got := tt.name.Slug(); got != tt.want {
			t.Errorf("the slug of %+v is %q, want %q", tt.name, got, tt.want)
		}
	}
}
