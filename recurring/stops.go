package recurring

import "strings"

const (
	// hanStops are characters that no topic starts or ends with.
	hanStops = "的了是在和与與或不也都就而及其这這那我你他她它们們个個一二三四五六七八九十被把让讓要可很更太再还還又但若每哪何什么麼吗嗎呢吧啊谁誰怎几幾"
	// hanDoubtful are characters that a topic starts or ends with only where they belong to a word:
	// 能 does in 人工智能, and not in 机器能.
	hanDoubtful = "能会會对對从從为為将將有以之于於上下中前后後内內外来來去到说說看最如因所各多少当當给給由向"
)

// stops are words that say nothing about what a view is about.
var stops = func() map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(`
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
		当前 當前 当下 當下 多数 多數 少数 少數 最后 最後 最终 最終 以后 以後 以前 以及 将来 將來 上面 下面 后来 後來 看来 看來 对话 對話`) {
		all[word] = true
	}
	return all
}()
