package names

import "testing"

func TestDescribes(t *testing.T) {
	for text, want := range map[string]bool{
		"代表作《慢》系列。": true, "香港作家，画地图。": true, "被誉为慢之父": true, "著名诗人": true, "慢公司创始人": true, "中国科学院院士、画家": true,
		"a writer of novels": true, "the founder": true, "The Professor": true, "a very patient engineer at Slow": true,
		"中国开源的未来": false, "以太坊的下一步": false, "台湾的开源社区": false, "香港 Web3 生态": false, "地图与慢生活": false, "作家的工具": false,
		"The Future of Maps": false, "A History of Writers": false, "An Engine for Two": false, "the way of the engineer": false, "a writer and poet": true, "the editor, and a friend": true, "a co-founder of Slow": true, "a chief engineer": true,
		"A Scientist Looks at Rivers": false, "The Editor and the Map": false, "An Author's Guide to Waiting": false, "An Author’s Guide": false, "The President Speaks": false, "Weaving at scale": false, "": false, "—": false,
	} {
		if got := Describes(text); got != want {
			t.Errorf("%q: %v; want %v", text, got, want)
		}
	}
}
