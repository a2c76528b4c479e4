package recurring

import "strings"

const (
	// hanStops are characters that no topic starts or ends with.
	hanStops = "的了是在和与與或不也都就而及其这這那我你他她它们們个個一二三四五六七八九十被把让讓要可很更太再还還又但若每哪何什么麼吗嗎呢吧啊谁誰怎几幾"
	// hanDoubtful are characters that a topic starts or ends with only where they belong to one of
	// [doubtfulWords]: 能 does in 人工智能, and not in 机器能.
	hanDoubtful = "能会會对對从從为為将將有以之于於上下中前后後内內外来來去到说說看最如因所各多少当當给給由向"
)

// doubtfulWords are words of two or three characters that begin or end with one of hanDoubtful. A word
// that is not listed is cut at such a character, or no topic.
var doubtfulWords = setOf(`
	智能 功能 性能 技能 潜能 潛能 职能 職能 效能 核能 动能 動能 节能 節能 太阳能 太陽能 能力 能源 能量 能耗
	社会 社會 机会 機會 大会 大會 协会 協會 学会 學會 国会 國會 教会 教會 聚会 聚會 工会 工會 议会 議會 董事会 董事會 会计 會計 会员 會員
	对齐 對齊 对抗 對抗 对称 對稱 对手 對手 对象 對象 对冲 對沖 对策 對策 绝对 絕對 相对 相對 应对 應對 面对 面對 反对 反對
	从众 從眾 服从 服從 行为 行為 作为 作為 成为 成為 将军 將軍 以太坊 所有 拥有 擁有 国有 國有 私有 占有 有机 有機 有限 有效
	上市 上海 上游 上层 上層 上下文 线上 線上 向上 海上 下游 下载 下載 下降 线下 線下 天下 中国 中國 中心 中间件 中間件 中医 中醫 中文 集中
	前端 前沿 前景 前提 目前 后端 後端 后果 後果 后代 後代 售后 售後 内存 內存 内部 內部 内核 內核 内心 內心 国内 國內 室内 室內 体内 體內
	外部 外交 外星 外语 外語 海外 例外 户外 戶外 意外 来源 來源 原来 原來 外来 外來 去中心化 失去 到达 到達 说服 說服 说法 說法 小说 小說 学说 學說 传说 傳說 游说 遊說
	最优 最優 因果 因素 因子 基因 原因 如意 假如 所得 研究所 交易所 场所 場所 各国 各國 多样 多樣 多元 多模态 多模態 多边 多邊 少年 减少 減少
	当代 當代 当局 當局 适当 適當 供给 供給 给予 給予 由来 由來 自由 理由 向量 方向 导向 導向 倾向 傾向 转向 轉向 走向 看法 看板 观看 觀看`)

// stops are words that say nothing about what a view is about.
var stops = setOf(`
		the and for with from into about over under after before between against without within through during than then
		that this these those there here what when where which who whom whose why how not nor but are was were been being
		has have had does did can could should would will may might must its his her their our your you they them she him
		one two three first second third last next other others another more most less least much many few some any all
		both each every either neither only just also even still very too own same such new old good bad big small long
		short high low right wrong key main general overall point points view views viewpoint viewpoints quote quotes
		summary note notes idea ideas question questions answer answers thing things way ways part parts use used using
		make makes making get gets getting let lets need needs want wants say says said see seen know known think thinks
		example examples introduction conclusion background context future past present today
		speaker speakers guest guests host hosts author authors venue place location date time duration length url link links
		source video audio recording transcript slides event conference show podcast episode title topic topics language
		演讲者 嘉宾 主持人 主持 作者 时间 時間 日期 地点 地點 场合 場合 来源 來源 链接 鏈接 视频 視頻 时长 時長 标题 標題 主题 主題 会议 會議
		要点 观点 觀點 看法 问题 問題 回答 总结 總結 结论 結論 背景 介绍 介紹 引言 说明 說明 例子 核心 关键 關鍵 主要 重要
		内容 內容 部分 方面 情况 情況 时候 時候 现在 現在 未来 未來 过去 過去 今天 今年 自己 我们 我們 他们 他們 如何 为什么 為什麼 什么 什麼
		没有 沒有 以来 以來 之间 之間 之后 之後 之前 对于 對於 由于 由於 因此 因为 因為 所有 所以 所谓 所謂 如此 如果 如今 当时 當時
		当前 當前 当下 當下 多数 多數 少数 少數 最后 最後 最终 最終 以后 以後 以前 以及 将来 將來 上面 下面 后来 後來 看来 看來 对话 對話`)

func setOf(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}
