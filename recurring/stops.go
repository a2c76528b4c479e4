package recurring

import "strings"

// hanStops are characters that no topic starts or ends with.
const hanStops = "的了是在和与與或对對从從为為不也都就而及其这這那我你他她它们們个個一二三四五六七八九十有被把让讓将將要会會能可以之于於上下中前后後内內外来來去到说說看很更最太再还還又但如若因所每各哪何什么麼吗嗎呢吧啊谁誰怎多少几幾当當给給由向"

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
		内容 內容 部分 方面 情况 情況 时候 時候 现在 現在 未来 未來 过去 過去 今天 今年 自己 我们 我們 他们 他們 如何 为什么 為什麼 什么 什麼`) {
		all[word] = true
	}
	return all
}()
