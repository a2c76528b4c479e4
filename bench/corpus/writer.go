package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// writer writes one post.
type writer struct {
	*rand.Rand
	strings.Builder
	dates Dates
}

func (w *writer) add(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }

// pick picks a word at random, the first ones far more often than the last ones, as the
// frequency of words in a language is.
func (w *writer) pick(words []string) string {
	u := w.Float64()
	return words[int(float64(len(words))*u*u)]
}

func (w *writer) one(words []string) string { return words[w.IntN(len(words))] }

func (w *writer) post(n int) {
	person := Person(n)
	w.add("---\ntitle: \"%s在各个场合的观点（%d）\"\nperson: %s\n", person, n%postsAPerson+1, person)
	w.add("date: \"2025-%02d-%02dT10:00:00+08:00\"\ntags: [\"AI\", \"%s\"]\n---\n\n", 1+w.IntN(12), 1+w.IntN(28), person)
	w.add("本文整理 %s 在几次公开场合说过的话。\n", person)
	for range AppearancesAPost {
		w.appearance(person)
	}
}

func (w *writer) appearance(person string) {
	w.add("\n## %s 在%s的%s%s\n\n", person, w.one(places), w.one(kinds), w.date())
	w.add("**主题:** %s\n\n", w.sentence())
	for i := range 2 + w.IntN(2) {
		w.add("### %d. %s\n", i+1, w.pick(nouns)+"与"+w.pick(nouns))
		for range 2 + w.IntN(3) {
			w.viewpoint()
		}
		w.add("\n")
	}
	if w.IntN(6) == 0 {
		w.add("### 推荐论文\n")
		for range 2 + w.IntN(3) {
			w.add("* “On %s and %s, Part %d”\n", w.pick(words), w.pick(words), 1+w.IntN(40))
		}
		w.add("\n")
	}
}

// date is what a heading ends in: nothing, or a random date, of which one in ten is a month,
// one in twenty a year, and the others are days.
func (w *writer) date() string {
	year, month, day := 1990+w.IntN(35), 1+w.IntN(12), 1+w.IntN(28)
	switch n := w.IntN(20); {
	case w.dates == None:
		return ""
	case n == 0 || w.dates == Years:
		return fmt.Sprintf(" - %d", year)
	case n < 3:
		return fmt.Sprintf(" - %d-%02d", year, month)
	}
	return fmt.Sprintf(" - %d-%02d-%02d", year, month, day)
}

func (w *writer) viewpoint() {
	w.add("* **%s：** %s", w.pick(nouns)+w.pick(verbs), w.sentence())
	if w.IntN(3) == 0 {
		w.add("**%s。**", w.clause())
	}
	if w.IntN(8) == 0 {
		w.add(" [%02d:%02d]", w.IntN(60), w.IntN(60))
	}
	w.add("\n")
	if w.IntN(5) == 0 {
		w.add("  * %s\n", w.sentence())
	}
	if w.IntN(12) == 0 {
		w.add("      > “We think that %s %s %s.”\n", w.pick(words), w.one(doing), w.pick(words))
	}
}

func (w *writer) sentence() string {
	text := w.clause()
	for range 1 + w.IntN(3) {
		text += "，" + w.clause()
	}
	return text + "。"
}

func (w *writer) clause() string {
	text := w.pick(nouns) + w.pick(verbs) + w.pick(nouns)
	switch w.IntN(50) {
	case 0:
		text += "，尤其是" + w.pick(Topics)
	case 1:
		text += "，还要有" + Rare
	case 2, 3, 4, 5, 6:
		text += "（" + Common + "）"
	case 7, 8, 9:
		text += "（" + w.pick(words) + "）"
	}
	return text
}

var (
	given = strings.Fields(`Ada Alan Alonzo Barbara Claude Dana Donald Edsger Ellen Frances Fei Geoffrey Grace Hao Herbert
		Ilya Jing John Judea Kathleen Ken Lei Leslie Lin Lynn Margaret Marvin Michael Min Niklaus Ole Peter Radia Raj Richard Robin
		Shafi Silvio Tony Wei Whitfield Xiao Yann Yi Yoshua Zhen`)
	family = strings.Fields(`Backus Berners Chen Clarke Codd Cook Diffie Engel Feng Floyd Goldberg Gray Hamming Hart Hinton
		Hoare Huang Kahn Karp Kay Knuth Lamport Li Liskov Liu Ma McCarthy Milner Minsky Naur Newell Nygaard Pearl Perlis Rabin Reddy
		Ritchie Scott Shannon Simon Stearns Sutton Tarjan Thacker Thompson Turing Valiant Wang Wilkes Wirth Wu Xu Yang Yao Zhang Zhou`)
	places = strings.Fields(`多伦多大学 年度大会 公开课 夏季学校 实验室开放日 图书馆 编程沙龙 毕业典礼 深度播客 颁奖仪式 暑期研讨会 斯坦福大学`)
	kinds  = strings.Fields(`演讲 访谈 播客 报告 对谈 讲座`)
	nouns  = strings.Fields(`模型 数据 研究 人 机器 学习 算力 方法 问题 时间 系统 程序 语言 经验 想法 世界 大脑 实验 评测 公司 训练
		规模 直觉 反馈 工具 安全 图像 声音 记忆 推理 证明 结构 错误 简单 抽象 硬件 软件 社会 教育 学生 老师 目标 奖励 环境 机器人
		网络 参数 搜索 知识 概率 因果 信息 编译器 操作系统 接口 文档 测试 团队 开源 论文 历史 未来 责任 好奇心 品味 勇气 耐心 语法
		词汇 翻译 对话 隐私 公平 成本 能源 芯片 内存 带宽 延迟 缓存 索引 事务 协议 加密 密钥 信任 合作 竞争 法律 医学 生物 化学 物理
		数学 逻辑 集合 函数 类型 变量 循环 递归 树 图 矩阵 梯度 优化 收敛 噪声 信号 采样 视觉 触觉 运动 规划 决策 博弈 市场 艺术 音乐`)
	verbs = strings.Fields(`需要 离不开 改变了 来自 决定 依赖 不等于 限制着 解释了 会带来 取决于 推动 超过 胜过 代替不了 慢慢变成 很难
		提前知道 通向 包含 检验 放大 缩小 打开 保护 重新定义 忽略了 证明了 反对 支持 教会 隐藏着 连接 分开 测量 预测 模仿 创造 修正 简化`)
	words = strings.Fields(`models data research people machines learning methods questions time systems programs language
		experience ideas worlds brains experiments benchmarks training scale intuition feedback tools safety images memory reasoning
		proofs structure errors simplicity abstraction hardware software education students goals rewards environments robots networks
		parameters search knowledge probability causality information compilers kernels interfaces tests teams papers history taste courage
		grammar translation dialogue privacy fairness cost energy chips bandwidth latency caches indexes transactions protocols encryption
		trust markets biology chemistry physics logic sets functions types recursion trees graphs matrices gradients noise signals vision`)
	doing = strings.Fields(`needs shapes explains beats limits precedes follows predicts tests teaches`)
)
