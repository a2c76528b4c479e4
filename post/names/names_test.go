package names_test

import (
	"testing"

	"viewline/post/names"
)

func TestFormOf(t *testing.T) {
	for want, texts := range map[names.Form][]string{
		names.Likely: {
			"Marta Vogel", "Dan Reyes", "Ada Lovelace", "Łukasz Kaiser", "Fei-Fei Li", "José Ángel Núñez", "Grace O'Malley", "Grace O’Malley",
			"J. R. R. Tolkien", "J.R.R. Tolkien", "Ann B. Ray", "A. Turing", "C.S. Lewis", "J.-P. Serre", "Harry S Truman", "Harry S. Truman",
			"Ludwig van Beethoven", "Ursula K. Le Guin", "Ursula K Le Guin", "Guido van Rossum", "Simone de Beauvoir", "Jean-Luc Godard",
			"Leonardo da Vinci", "Yann LeCun", "John McCarthy", "Leonardo DiCaprio", "Muhammad ibn Musa al-Khwarizmi", "Jean d'Alembert",
			"Sammy Davis Jr.", "Sammy Davis, Jr.", "Henry Louis Gates III", "Gabriel García Márquez",
			"Steve Jobs", "Tim Cook", "Larry Page", "Bill Joy", "Guy Steele", "Taylor Swift", "Jack London", "Richard Hamming", "Linus Pauling",
			"Richard Stallman", "Alonzo Church", "Nguyễn Văn Minh", "Лев Толстой", "Νίκος Καζαντζάκης", "Jack Ma", "Max Planck", "Mark Twain",
			"Will Smith", "Sam Altman", "Andrej Karpathy", "Satya Nadella", "Kaiming Hu", "Wang Yiming", "Neil deGrasse Tyson", "Mao Tse-tung",
			"韩雪松", "张三", "李四", "王五", "李飞飞", "黄仁勋", "黃仁勳", "曾国强", "单雪", "尉迟恭", "万俟雪", "欧阳修", "歐陽修", "司马雪松", "陈岚", "王小明", "孙志刚", "J·K·罗琳",
			"卢卡什·凯泽", "伊利亚・苏茨克维", "艾达·洛夫莱斯", "克劳德·艾尔伍德·香农", "乔治·R·R·马丁",
			"山田太郎", "山田 太郎", "鈴木一郎", "長谷川太郎", "山田はな", "佐々木太郎",
			"スティーブ・ジョブズ", "ガイ・スティール", "アラン チューリング",
			"김민수", "\u1100\u1175\u11b7민수", "김 민수", "박서준", "남궁민수", "이영자",
		},
		names.Possible: {
			"Ethan", "Ada", "Karpathy", "Marta", "Madonna", "Malcolm X", "Ana R.", "Kaiming He", "K Rowling", "Velvet Rivers", "Velvet Browning",
			"雪松", "晓雪", "图灵", "王老师", "李学", "张总", "李教授", "明雪松", "李和平", "范徐丽泰", "雪松·慢行",
			"スティーブ", "ヒロユキ", "김대표", "민수", "스티브 잡스", "محمد علي", "नरेंद्र शर्मा", "דוד לוי", "สมชาย ใจดี", "محمد",
		},
		names.None: {
			"", " ", "-", "…", "!", "bell hooks", "marta vogel", "NASA", "ANA RUIZ", "AI", "R2 D2", "Marta Vogel 2", "iPhone", "GitHub", "OpenAI", "TextQL", "LaTeX", "MacBook Air",
			"Claude Code", "Conference Talks", "Good Quotes", "Effective Programs", "Reading List", "Machine Learning", "Best Ideas", "Lex Fridman Podcast",
			"Slow Software", "Stack Overflow", "Visual Studio", "Hacker News", "Deep Learning", "World Economic Forum", "Founder School Session", "Seth Godin Ideas",
			"The Mythical Month", "How Rivers Flow", "Introduction", "Getting Started", "Weekly Review", "My Notes", "New York", "San Francisco", "Bob's Burgers", "Plan 9",
			"Slow Inc.", "University of Bonn", "Marta Vogel and Dan Reyes", "Marta Vogel, CEO", "Interview with Marta", "One Two Three Four Five Six Seven", "A Guide", "Dawn of", "I Robot",
			"Rich-Hickey-Keynote", "X", "Dr.", "Groq CEO", "Tech Talk", "Awesome List", "Design Systems", "Cloud Native", "Reasoning", "Python Tricks", "Host", "Speaker", "Q", "Why Rust",
			"高峰", "华润", "苏宁", "丰田", "欧莱雅", "方舱", "慢投资", "软件测试", "关于我", "读书笔记", "人工智能", "周报", "高效", "安全感觉", "马上", "方法论", "元宇宙", "程序员", "金融学", "白皮书", "云计算", "我的", "如何", "什么", "慢软件", "观点", "演讲", "主持人", "嘉宾",
			"第一章", "技术大会", "慢科技公司", "高级工程师", "江南大学", "黄金时代", "马拉松赛", "安全指南", "石头记", "张三在北京", "李四的观点", "机器学习", "深度学习", "区块链", "一二三四五六七", "黄",
			"人工智能·学习", "データ・サイエンス", "インタビュー", "はじめに", "まとめ", "インタビュー・シリーズ", "ソフトウェア", "인터뷰", "이야기", "인공지능", "진행자", "전문가", "소프트웨어 개발",
			"Marta 韩", "ab\xff",
		},
	} {
		for _, text := range texts {
			if got := names.FormOf(text); got != want {
				t.Errorf("FormOf(%q) is %v, want %v", text, got, want)
			}
		}
	}
}
