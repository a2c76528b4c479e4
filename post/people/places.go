package people

import "strings"

// foreignPlaces are places and schools abroad whose names in Chinese start as the name
// of a person does: 马里兰 of 马里兰大学演讲 is nobody.
var foreignPlaces = strings.Fields(`
哥伦比亚 哥本哈根 哥斯达黎加 马里兰 马德里 马萨诸塞 马来西亚 马尼拉 马赛 马耳他 马里 康奈尔 康涅狄格 华盛顿 温哥华 温莎 柏林 柏克莱 费城 费城 宾夕法尼亚 宾州
明尼苏达 安曼 安大略 安道尔 黎巴嫩 巴黎 巴塞尔 巴塞罗那 巴西 巴基斯坦 巴拿马 古巴 秘鲁 汉堡 牛津 伦敦 佛罗里达 堪萨斯 杜克 杜克大学 莱斯 莱斯大学 莱比锡 范德堡 乔治城
乔治亚 佐治亚 耶鲁 印第安纳 罗切斯特 罗马 罗马尼亚 罗德岛 田纳西 普林斯顿 布朗 沃顿 麦吉尔 麦迪逊 石溪 南加州 南洋 南洋理工 孟买 孟加拉 金斯顿 洛桑 洛杉矶 苏黎世 苏格兰 曼谷 曼彻斯特
江户 东京 京都 香港 高雄 胡志明 利物浦 利兹 凯洛格 凯斯 叶卡捷琳堡 伊利诺伊 伊斯坦布尔 艾奥瓦 艾伯塔 卡内基 卡塔尔 雷克雅未克 雅典 雅加达 沙特 韦尔斯利 梵蒂冈 贝鲁特 贝尔实验室 谷歌 苹果
`)

// startsPlace reports whether a text starts with such a place.
func startsPlace(s string) bool {
	for _, place := range foreignPlaces {
		if strings.HasPrefix(s, place) {
			return !strings.ContainsAny(firstRunes(s[len(place):], 1), "·・•‧")
		}
	}
	return false
}
