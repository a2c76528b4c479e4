package reading_test

import (
	"testing"

	"viewline/reading"
)

func TestName(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "…": "", "Ada": "ada", "Marta Vogel": "marta-vogel", "marta-vogel": "marta-vogel", "Łukasz Kaiser": "lukasz-kaiser",
		"José Ángel Núñez": "jose-angel-nunez", "Nguyễn Văn Đức": "nguyen-van-duc", "Grace O’Malley": "grace-omalley", "Björn Æsir": "bjorn-aesir",
		"J. R. R. Tolkien": "j-r-r-tolkien", "Jean-Luc Godard": "jean-luc-godard", "Лев Толстой": "лев-толстои", "Νίκος": "νικος",
		"e\u0301te\u0301": "ete", "Ada 2": "ada-2",

		"张三": "zhang-san", "李飞飞": "li-fei-fei", "韩雪松": "han-xue-song", "王小明": "wang-xiao-ming", "黃仁勳": "huang-ren-xun", "吕布": "lv-bu",
		"曾国强": "zeng-guo-qiang", "曾國強": "zeng-guo-qiang", "单雄信": "shan-xiong-xin", "單雄信": "shan-xiong-xin", "仇英": "qiu-ying", "查理明": "zha-li-ming",
		"翟明": "zhai-ming", "解明": "xie-ming", "朴明": "piao-ming", "区明": "ou-ming", "區明": "ou-ming", "盖明": "ge-ming", "任明": "ren-ming", "华明": "hua-ming",
		"乐明": "yue-ming", "折明": "she-ming", "缪明": "miao-ming", "冼明": "xian-ming", "员明": "yun-ming", "种明": "chong-ming", "秘明": "bi-ming", "逄明": "pang-ming",
		"覃明": "qin-ming", "那明": "na-ming", "卜明": "bu-ming", "纪明": "ji-ming", "繁明": "po-ming", "召明": "shao-ming", "燕明": "yan-ming", "应明": "ying-ming",
		"车明": "che-ming", "黑明": "he-ming", "盛明": "sheng-ming", "哈明": "ha-ming", "祭明": "zhai-ming", "薄明": "bo-ming", "宓明": "mi-ming", "郇明": "xun-ming",
		"尹明": "yin-ming", "宁明": "ning-ming", "冯明": "feng-ming", "沈明": "shen-ming", "万明": "wan-ming", "石明": "shi-ming", "葛明": "ge-ming", "贾明": "jia-ming",
		"贾曾":  "jia-ceng", // a given name has the library's reading
		"尉迟恭": "yuchi-gong", "尉遲恭": "yuchi-gong", "万俟雪": "moqi-xue", "万俟": "moqi", "尉迟": "yuchi", "长孙雪": "zhangsun-xue", "澹台明": "tantai-ming", "单于明": "chanyu-ming",
		"令狐冲": "linghu-chong", "欧阳修": "ouyang-xiu", "司马光": "sima-guang", "诸葛亮": "zhuge-liang",
		"曾国强老师": "zeng-guo-qiang-lao-shi", "曾国强 Ada": "zeng-guo-qiang-ada",
		"卢卡什·凯泽": "lu-ka-shen-kai-ze", "查尔斯·巴贝奇": "cha-er-si-ba-bei-qi", "山田太郎": "shan-tian-tai-lang",

		"김민수": "gim-min-su", "박서준": "bak-seo-jun", "이영자": "i-yeong-ja", "최강록": "choe-gang-rok", "황희찬": "hwang-hui-chan", "스티브 잡스": "seu-ti-beu-jap-seu",
		"\u1100\u1175\u11b7": "gim", // 김 in jamo
		"스티브":                "seu-ti-beu", "밝": "bak", "없": "eop", "쫓": "jjot",

		"スティーブ・ジョブズ": "sutibu-jobuzu", "ガイ・スティール": "gai-sutiru", "ティム": "timu", "シェーン": "shen", "ヴォイチェフ": "voichefu", "ファインマン": "fainman",
		"ウィリアム": "wiriamu", "マッチ": "matchi", "ジャック": "jakku", "フュージョン": "fyujon", "デュボア": "dyuboa", "クォーク": "kwoku", "ｶﾅ": "ｶﾅ",
		"やまだ たろう": "yamada-taro", "いのうえ ゆうこ": "inoue-yuko", "おおの しゅうじ": "ono-shuji", "まつうら": "matsuura", "しんいち": "shinichi", "きょうこ": "kyoko", "ハ\u3099": "ba", "っ": "っ", "ー": "ー",

		"क्\u200dष": "क्ष", "می\u200cآید": "میآید",
		"नरेंद्र शर्मा": "नरेंद्र-शर्मा", "محمد علي": "محمد-علي", "مُحَمَّد": "مُحَمَّد", "דָּוִד לוי": "דָּוִד-לוי", "สมชาย ใจดี": "สมชาย-ใจดี",
	} {
		if got := reading.Name(name); got != want {
			t.Errorf("Name(%q) is %q, want %q", name, got, want)
		}
	}
}

// A title has no family name.
func TestTitle(t *testing.T) {
	for title, want := range map[string]string{
		"单细胞": "dan-xi-bao", "解构": "jie-gou", "Attention, Please": "attention-please", "曾经": "ceng-jing", "データ": "deta", "Ω": "ω", "司马台": "si-ma-tai",
	} {
		if got := reading.Title(title); got != want {
			t.Errorf("Title(%q) is %q, want %q", title, got, want)
		}
	}
}
