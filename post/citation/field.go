package citation

import "strings"

// Field is what a column of a table, or a label before a colon, tells of a paper.
type Field int

// What a label can tell. Zero is an unknown label.
const (
	FieldTitle Field = iota + 1
	FieldAuthors
	FieldYear
	FieldVenue
	FieldAddress
)

var fields = map[string]Field{}

func init() {
	for f, list := range map[Field]string{
		FieldTitle:   "title paper papers name book article reading work 标题 論文 论文 题目 题名 書名 书名 名称 篇名 文章 书籍 论文标题 论文题目 论文名称 标题/链接 タイトル 題名 論文名 文献 paper_title paper_name",
		FieldAuthors: "author authors by author(s) written_by 作者 著者 作者们 论文作者 作者/机构 第一作者 執筆者 first_author",
		FieldYear:    "year date published publication_date 年份 年 年代 发表年份 发表时间 发表日期 出版年 出版年份 出版时间 时间 日期 発表年 出版年月 出版日",
		FieldVenue:   "venue conference journal publication published_in publisher in 会议 期刊 会议/期刊 期刊/会议 发表于 刊物 出版社 发表会议 雑誌 学会 会議 掲載誌 出典",
		FieldAddress: "link links url pdf arxiv doi address source 链接 地址 网址 原文 论文链接 下载 原文链接 リンク",
	} {
		for w := range strings.FieldsSeq(list) {
			fields[strings.ReplaceAll(w, "_", " ")] = f
		}
	}
}

// FieldOf tells what the heading of a column, or a label, announces.
func FieldOf(label string) Field {
	if len(label) > 60 {
		return 0
	}
	return fields[strings.ToLower(strings.Trim(strings.Join(strings.Fields(label), " "), " *_:：#"))]
}

// field reads a line that is a label, a colon and a value. The value is given by
// the offset at which it starts.
func (r *reading) field(start, end int) (f Field, value int) {
	at := r.skipLead(start, end)
	line := r.Plain[at:end]
	i := strings.IndexAny(line[:min(len(line), 40)], ":：")
	if i <= 0 {
		return 0, 0
	}
	f = FieldOf(line[:i])
	value = at + i + 1
	if strings.HasPrefix(line[i:], "：") {
		value = at + i + len("：")
	}
	if f == 0 || strings.TrimSpace(r.Plain[value:end]) == "" || strings.HasPrefix(r.Plain[value:end], "//") {
		return 0, 0
	}
	if f == FieldAddress && r.show(value, end) != "" || f == FieldVenue && line[:i] == "in" {
		return 0, 0
	}
	return f, value
}

// take takes up the value of a field.
func (r *reading) take(f Field, value, end int) {
	text := r.show(value, end)
	switch f {
	case FieldTitle:
		if r.c.Title == "" {
			r.titleLine(r.skipLead(value, end), end)
			if r.c.Title == "" {
				r.setTitle(text)
			}
		}
	case FieldAuthors:
		if len(r.c.Authors) == 0 {
			r.c.Authors = Names(text)
		}
	case FieldYear:
		if r.c.Year == 0 {
			r.c.Year = Year(text)
		}
	case FieldVenue:
		if r.c.Venue == "" {
			var year int
			r.c.Venue, year = Venue(text)
			if r.c.Year == 0 {
				r.c.Year = year
			}
		}
	}
}
