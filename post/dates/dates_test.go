package dates_test

import (
	"strings"
	"testing"

	"viewline/post/dates"
)

// describe writes what a date says in a line: the date, the days it can mean
// where these are others, and its marks.
func describe(d dates.Date) string {
	s := d.Date.String()
	if s == "" {
		s = "-"
	}
	if d.Earliest != d.Date.Earliest() || d.Latest != d.Date.Latest() {
		s += " " + d.Earliest.String() + ".." + d.Latest.String()
	}
	for _, mark := range []struct {
		is   bool
		name string
	}{{d.Approximate, " approximate"}, {d.Lone, " lone"}, {d.Ambiguous, " ambiguous"}, {d.Yearless, " yearless"}, {d.Err != nil, " impossible"}} {
		if mark.is {
			s += mark.name
		}
	}
	return s
}

// found is a text and what is found in it: the piece, " = ", and its meaning.
// Nothing is found where there is no more.
type found struct {
	text string
	want []string
}

var forms = []found{
	// Numbers.
	{"2025-11-26", []string{"2025-11-26 = 2025-11-26"}},
	{"Ada 2025.11.26 演讲", []string{"2025.11.26 = 2025-11-26"}},
	{"在 2024/3/5 发布", []string{"2024/3/5 = 2024-03-05"}},
	{"２０２４-０３-０１", []string{"２０２４-０３-０１ = 2024-03-01"}},
	{"２０２５／６／１８", []string{"２０２５／６／１８ = 2025-06-18"}},
	{"2025 - 11 - 26", []string{"2025 - 11 - 26 = 2025-11-26"}},
	{"2025. 11. 26", []string{"2025. 11. 26 = 2025-11-26"}},
	{"2020-01", []string{"2020-01 = 2020-01"}},
	{"2025/6", []string{"2025/6 = 2025-06"}},
	{"2025.6", []string{"2025.6 = 2025-06"}},
	{"慢播客｜2024.05｜柏林", []string{"2024.05 = 2024-05"}},
	{"20251126", []string{"20251126 = 2025-11-26"}},
	{"慢播客 - 20251126", []string{"20251126 = 2025-11-26"}},
	{"on 26/11/2025", []string{"26/11/2025 = 2025-11-26"}},
	{"3/29/2024", []string{"3/29/2024 = 2024-03-29"}},
	{"3/3/2024", []string{"3/3/2024 = 2024-03-03"}},
	{"26.11.2025", []string{"26.11.2025 = 2025-11-26"}},
	{"26-11-2025", []string{"26-11-2025 = 2025-11-26"}},
	{"3/09/2021", []string{"3/09/2021 = - 2021-03-09..2021-09-03 ambiguous"}},
	{"3/09/21", []string{"3/09/21 = - ambiguous"}},
	{"Quiet Maps (4/2023)", []string{"(4/2023) = 2023-04"}},
	{"since 09/2014", []string{"09/2014 = 2014-09"}},

	// English.
	{"Nov 26, 2025", []string{"Nov 26, 2025 = 2025-11-26"}},
	{"nov 26, 2025", []string{"nov 26, 2025 = 2025-11-26"}},
	{"NOVEMBER 26, 2025", []string{"NOVEMBER 26, 2025 = 2025-11-26"}},
	{"on March 5th, 2024.", []string{"March 5th, 2024 = 2024-03-05"}},
	{"5 March 2024", []string{"5 March 2024 = 2024-03-05"}},
	{"the 5th of March, 2024", []string{"5th of March, 2024 = 2024-03-05"}},
	{"May 31 2018", []string{"May 31 2018 = 2018-05-31"}},
	{"may 31 2018", []string{"may 31 2018 = 2018-05-31"}},
	{"Sept 2011", []string{"Sept 2011 = 2011-09"}},
	{"Sep. 2011", []string{"Sep. 2011 = 2011-09"}},
	{"Oct 2017", []string{"Oct 2017 = 2017-10"}},
	{"took place in January 2022", []string{"January 2022 = 2022-01"}},
	{"March of 2024", []string{"March of 2024 = 2024-03"}},
	{"Nov 26,\n2025", []string{"Nov 26,\n2025 = 2025-11-26"}},
	{"05-Mar-2024", []string{"05-Mar-2024 = 2024-03-05"}},
	{"Wednesday, March 5, 2024", []string{"Wednesday, March 5, 2024 = 2024-03-05"}},
	{"Wed. 5 March 2024", []string{"Wed. 5 March 2024 = 2024-03-05"}},
	{"Mon, 02 Jan 2006 15:04:05 -0700", []string{"Mon, 02 Jan 2006 15:04:05 -0700 = 2006-01-02"}},
	{"Jan 2, 2024 at 3:04 PM", []string{"Jan 2, 2024 at 3:04 PM = 2024-01-02"}},
	{"March 5, 2024 (Tue)", []string{"March 5, 2024 (Tue) = 2024-03-05"}},
	{"访谈 May 6, 2022", []string{"May 6, 2022 = 2022-05-06"}},

	// Chinese, Japanese, Korean.
	{"2025年11月26日", []string{"2025年11月26日 = 2025-11-26"}},
	{"2025 年 6 月 18 日", []string{"2025 年 6 月 18 日 = 2025-06-18"}},
	{"2025年6月18号", []string{"2025年6月18号 = 2025-06-18"}},
	{"2025年6月18", []string{"2025年6月18 = 2025-06-18"}},
	{"2025年6月 3个要点", []string{"2025年6月 = 2025-06"}},
	{"２０２５年６月", []string{"２０２５年６月 = 2025-06"}},
	{"2020年", []string{"2020年 = 2020"}},
	{"2025年11月26日（水）", []string{"2025年11月26日（水） = 2025-11-26"}},
	{"2025年11月26日 星期三", []string{"2025年11月26日 星期三 = 2025-11-26"}},
	{"2025年11月26日周三", []string{"2025年11月26日周三 = 2025-11-26"}},
	{"周三 2025-11-26", []string{"周三 2025-11-26 = 2025-11-26"}},
	{"2025年11月26日水曜日", []string{"2025年11月26日水曜日 = 2025-11-26"}},
	{"2025年11月26日晚", []string{"2025年11月26日晚 = 2025-11-26"}},
	{"2025年11月26日晚宴", []string{"2025年11月26日 = 2025-11-26"}},
	{"2025年11月26日上午10点", []string{"2025年11月26日上午10点 = 2025-11-26"}},
	{"2025年11月26日 下午3:30", []string{"2025年11月26日 下午3:30 = 2025-11-26"}},
	{"二〇二五年十一月二十六日下午三点", []string{"二〇二五年十一月二十六日下午三点 = 2025-11-26"}},
	{"2025年11月26日（三）10時30分", []string{"2025年11月26日（三）10時30分 = 2025-11-26"}},
	{"二〇二五年", []string{"二〇二五年 = 2025"}},
	{"写于二零一九年十一月", []string{"二零一九年十一月 = 2019-11"}},
	{"一九八七年十二月二十九日", []string{"一九八七年十二月二十九日 = 1987-12-29"}},
	{"平成30年", []string{"平成30年 = 2018"}},
	{"令和5年4月1日", []string{"令和5年4月1日 = 2023-04-01"}},
	{"令和元年", []string{"令和元年 = 2019"}},
	{"昭和62年", []string{"昭和62年 = 1987"}},
	{"昭和六十二年", []string{"昭和六十二年 = 1987"}},
	{"民國113年", []string{"民國113年 = 2024"}},
	{"2025년 11월 26일", []string{"2025년 11월 26일 = 2025-11-26"}},

	// Parts and approximations: never finer than the text.
	{"2025年底", []string{"2025年底 = 2025 approximate"}},
	{"2025年初的演讲", []string{"2025年初 = 2025 approximate"}},
	{"2025年春", []string{"2025年春 = 2025 approximate"}},
	{"2025年春节", []string{"2025年 = 2025"}},
	{"2025年中国慢大会", []string{"2025年 = 2025"}},
	{"2025年前端大会", []string{"2025年 = 2025"}},
	{"2025 年 6 月上旬", []string{"2025 年 6 月上旬 = 2025-06 2025-06-01..2025-06-10 approximate"}},
	{"2025年6月下旬", []string{"2025年6月下旬 = 2025-06 2025-06-21..2025-06-30 approximate"}},
	{"2025年6月底", []string{"2025年6月底 = 2025-06 approximate"}},
	{"early 2024", []string{"early 2024 = 2024 approximate"}},
	{"in late 2019", []string{"late 2019 = 2019 approximate"}},
	{"mid-2020", []string{"mid-2020 = 2020 approximate"}},
	{"early March 2024", []string{"early March 2024 = 2024-03 approximate"}},
	{"spring 2021", []string{"spring 2021 = 2021 approximate"}},
	{"the fall of 1989", []string{"fall of 1989 = 1989 approximate"}},
	{"Q3 2024", []string{"Q3 2024 = 2024 2024-07-01..2024-09-30 approximate"}},
	{"2024 Q3", []string{"2024 Q3 = 2024 2024-07-01..2024-09-30 approximate"}},
	{"2024Q3", []string{"2024Q3 = 2024 2024-07-01..2024-09-30 approximate"}},
	{"2024年第三季度", []string{"2024年第三季度 = 2024 2024-07-01..2024-09-30 approximate"}},
	{"2024年Q1", []string{"2024年Q1 = 2024 2024-01-01..2024-03-31 approximate"}},
	{"2024上半年", []string{"2024上半年 = 2024 2024-01-01..2024-06-30 approximate"}},
	{"2024年下半年", []string{"2024年下半年 = 2024 2024-07-01..2024-12-31 approximate"}},
	{"the second half of 2024", []string{"second half of 2024 = 2024 2024-07-01..2024-12-31 approximate"}},
	{"约1843年", []string{"约1843年 = 1843 approximate"}},
	{"大约 1843 年", []string{"大约 1843 年 = 1843 approximate"}},
	{"circa 1843", []string{"circa 1843 = 1843 approximate"}},
	{"c. 1843", []string{"c. 1843 = 1843 approximate"}},
	{"ca. 1843", []string{"ca. 1843 = 1843 approximate"}},
	{"~1843", []string{"~1843 = 1843 approximate"}},
	{"1843年前后", []string{"1843年前后 = 1843 approximate"}},
	{"1843年頃", []string{"1843年頃 = 1843 approximate"}},
	{"1990年代", []string{"1990年代 = - 1990-01-01..1999-12-31 approximate"}},
	{"the 1990s", []string{"1990s = - 1990-01-01..1999-12-31 approximate"}},
	{"late 1990's", []string{"late 1990's = - 1990-01-01..1999-12-31 approximate"}},
	{"20世纪90年代", []string{"20世纪90年代 = - 1990-01-01..1999-12-31 approximate"}},
	{"19世纪", []string{"19世纪 = - 1801-01-01..1900-12-31 approximate"}},
	{"十九世纪", []string{"十九世纪 = - 1801-01-01..1900-12-31 approximate"}},
	{"the 19th century", []string{"19th century = - 1801-01-01..1900-12-31 approximate"}},
	{"21世纪", []string{"21世纪 = - 2001-01-01..2100-12-31 approximate lone"}},
	{"2024年度", []string{"2024年度 = 2024 approximate"}},

	{"1990年代末", []string{"1990年代末 = - 1990-01-01..1999-12-31 approximate"}},
	{"二十世纪九十年代初期", []string{"二十世纪九十年代初期 = - 1990-01-01..1999-12-31 approximate"}},
	{"2024年代表大会", []string{"2024年 = 2024"}},

	// Ranges.
	{"2024年至2025年", []string{"2024年至2025年 = 2024 2024-01-01..2025-12-31"}},
	{"２０２４-０３-０１ 至 2024-03-03", []string{"２０２４-０３-０１ 至 2024-03-03 = 2024-03-01 2024-03-01..2024-03-03"}},
	{"2024年5月至6月", []string{"2024年5月至6月 = 2024-05 2024-05-01..2024-06-30"}},
	{"1st–3rd May 2024", []string{"1st–3rd May 2024 = 2024-05-01 2024-05-01..2024-05-03"}},
	{"Nov 30 – Dec 2, 2025", []string{"Nov 30 – Dec 2, 2025 = 2025-11-30 2025-11-30..2025-12-02"}},
	{"Dec 30 – Jan 2, 2025", []string{"Dec 30 – Jan 2, 2025 = 2024-12-30 2024-12-30..2025-01-02"}},
	{"Nov 26-28, 2025", []string{"Nov 26-28, 2025 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"Nov 26 and 27, 2025", []string{"Nov 26 and 27, 2025 = 2025-11-26 2025-11-26..2025-11-27"}},
	{"26–28 November 2025", []string{"26–28 November 2025 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"30 Nov – 2 Dec 2025", []string{"30 Nov – 2 Dec 2025 = 2025-11-30 2025-11-30..2025-12-02"}},
	{"2025年11月26-28日", []string{"2025年11月26-28日 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"2025年11月26日-28日", []string{"2025年11月26日-28日 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"2025年11月26日至12月2日", []string{"2025年11月26日至12月2日 = 2025-11-26 2025-11-26..2025-12-02"}},
	{"2025-11-26 至 2025-11-28", []string{"2025-11-26 至 2025-11-28 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"2025-11-26 to 2025-11-28", []string{"2025-11-26 to 2025-11-28 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"2025.11.26~11.28", []string{"2025.11.26~11.28 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"2025.11.26-28", []string{"2025.11.26-28 = 2025-11-26 2025-11-26..2025-11-28"}},
	{"2025.11.26 - 5 lessons", []string{"2025.11.26 = 2025-11-26"}},
	{"2024-2025", []string{"2024-2025 = 2024 2024-01-01..2025-12-31 lone"}},
	{"2024-25", []string{"2024-25 = 2024 2024-01-01..2025-12-31"}},
	{"2019—2021年", []string{"2019—2021年 = 2019 2019-01-01..2021-12-31"}},
	{"2024年12月～2025年1月", []string{"2024年12月～2025年1月 = 2024-12 2024-12-01..2025-01-31"}},
	{"2024年5-8月", []string{"2024年5-8月 = 2024-05 2024-05-01..2024-08-31"}},
	{"June–July 2023", []string{"June–July 2023 = 2023-06 2023-06-01..2023-07-31"}},
	{"June 2023 to July 2024", []string{"June 2023 to July 2024 = 2023-06 2023-06-01..2024-07-31"}},
	{"2024-12-01 10:00 – 2024-12-02 12:00", []string{"2024-12-01 10:00 – 2024-12-02 12:00 = 2024-12-01 2024-12-01..2024-12-02"}},

	// Times.
	{"2018/05/31 09:30", []string{"2018/05/31 09:30 = 2018-05-31"}},
	{"2020-1-1 9:05:00", []string{"2020-1-1 9:05:00 = 2020-01-01"}},
	{"2020-01-01 10:00:00+08:00", []string{"2020-01-01 10:00:00+08:00 = 2020-01-01"}},
	{"2020-01-01T10:00:00Z", []string{"2020-01-01T10:00:00Z = 2020-01-01"}},
	{"2020-01-01T10:00:00.123-0500 in Rome", []string{"2020-01-01T10:00:00.123-0500 = 2020-01-01"}},
	{"2020-01-01 10:00-11:30", []string{"2020-01-01 10:00-11:30 = 2020-01-01"}},

	// Brackets.
	{"【2025-11-26】慢大会", []string{"【2025-11-26】 = 2025-11-26"}},
	{"慢大会[2025-11-26]", []string{"[2025-11-26] = 2025-11-26"}},
	{"慢大会（2024年）", []string{"（2024年） = 2024"}},
	{"Slow (2024)", []string{"(2024) = 2024"}},
	{"慢大会〔2024〕", []string{"〔2024〕 = 2024"}},
	{"error (1290)", []string{"(1290) = 1290 lone"}},
	{"「2025年11月26日」", []string{"「2025年11月26日」 = 2025-11-26"}},

	// A year alone, and days without a year.
	{"2025 IDEA大会", []string{"2025 = 2025 lone"}},
	{"Slow Conf 2025", []string{"2025 = 2025 lone"}},
	{"1998. 创立公司", []string{"1998 = 1998 lone"}},
	{"2024人工智能大会", []string{"2024 = 2024 lone"}},
	{"10月29日", []string{"10月29日 = - yearless"}},
	{"on Oct 29", []string{"Oct 29 = - yearless"}},
	{"29 October in Rome", []string{"29 October = - yearless"}},
	{"Thursday 29th October", []string{"Thursday 29th October = - yearless"}},
	{"the 2nd of May, 3rd may come", []string{"2nd of May = - yearless"}},

	// Impossible.
	{"2025-13-45", []string{"2025-13-45 = - impossible"}},
	{"2025 年 2 月 30 日", []string{"2025 年 2 月 30 日 = - impossible"}},
	{"0000-00-00", []string{"0000-00-00 = - impossible"}},
	{"2025-00-10", []string{"2025-00-10 = - impossible"}},
	{"Feb 30, 2025", []string{"Feb 30, 2025 = - impossible"}},
	{"2025-11-28 to 2025-11-26", []string{"2025-11-28 to 2025-11-26 = - impossible"}},
	{"31/31/2024", []string{"31/31/2024 = - impossible"}},

	// Several.
	{"2019年慢大会，2021-05-03 再谈，May 2022", []string{"2019年 = 2019", "2021-05-03 = 2021-05-03", "May 2022 = 2022-05"}},
	{"2023、2024", []string{"2023 = 2023 lone", "2024 = 2024 lone"}},
}

// These hold no date.
var numbers = []string{
	"", "2", "12345", "arXiv 1706.03762", "arXiv:2403.12345", "doi 10.1145/2024.12", "10.1145/2020", "+49 170 2024 555-2019-11", "1.20.2024", "v2024.1.2", "GPT-4 2024B",
	"gpt-4-2024-05-13", "CVE-2024-1234", "2000人", "2000 users", "1500 words", "2048游戏", "$2000", "￥2000", "2000元", "Windows 2000", "ES2015", "Web 2.0", "page 1024",
	"《1984》", "“1984”", "2000+", "2000%", "1920x1080", "1920×1080", "9/10", "7/10", "得分 9/10", "12:34", "00:12:34", "16:9", "3:2024", "1/2000",
	"https://a.example/2021/06/11/slow", "see https://a.example/2021-06-11?d=2024-01-02 there", "notes/2024-05-13.md", "a.example/2021/06/11", "?d=2024-01-02",
	"may", "march on", "Sun May", "it may be", "28-year-old", "the 90s", "90年代", "98年", "5000年文明", "2000年历史", "2020年后", "公元前1046年", "20年广告人", "3年", "1046 BC",
	"约2000人", "around 2000 users", "昭和三十年代", "2000年级", "2024年5月以来", "2024年5月1日之前", "2019年至今", "summer '19", "24年5月", "192.168.2024.1", "1-800-2024", "ISBN 978-1-4920-2024-5",
	"第2024期", "1,2024", "2,000", "20252512", "2025112", "202511261", "24/7/365", "1-2-34", "5-4-3-2-1", "12.50", "2024.5 分", "2025-11-26-28", "2200", "0999",
	"1500-2000 words", "2000-3000", "10-2000", "二二二二二二二二年", "十年", "三年", "百年", "年年", "世纪", "25/13", "a2024b", "#2024", "No. 2024", "3 个世纪",
}

func TestFind(t *testing.T) {
	for _, tt := range forms {
		t.Run(tt.text, func(t *testing.T) { check(t, tt.text, tt.want) })
	}
	for _, text := range numbers {
		t.Run(text, func(t *testing.T) { check(t, text, nil) })
	}
}

// An error quotes the date, says what is impossible and what is wanted.
func TestFindErrors(t *testing.T) {
	const want = ", as in 2025, 2025年6月 or 2025年6月6日"
	for text, cause := range map[string]string{
		"Ada - 演讲 - 2025-13-45":    `date "2025-13-45": month 13; want 1 to 12`,
		"2025 年 2 月 30 日":          `date "2025 年 2 月 30 日": day 30; want 1 to 28`,
		"2025-00-10":               `date "2025-00-10": a part is 0; want a day that exists`,
		"2025-11-28 to 2025-11-26": `date "2025-11-28 to 2025-11-26": the last day lies before the first; want the first one first`,
	} {
		d, ok := dates.First(text, dates.Options{})
		if !ok || d.Err == nil || d.Err.Error() != cause+want {
			t.Errorf("%q: got %v, want %s%s", text, d.Err, cause, want)
		}
	}
}

// The text around a date changes nothing.
func TestFindInside(t *testing.T) {
	for _, tt := range forms {
		if strings.Contains(strings.Join(tt.want, ""), "lone") || tt.text == "2025年6月18" {
			continue
		}
		for _, around := range []string{"慢访谈 - %", "(% )", "**日期：** %", "| % | Slow |", "“%”", "a %\nb"} {
			text := strings.Replace(around, "%", tt.text, 1)
			if strings.HasPrefix(around, "a ") && (tt.text == "2025.6" || strings.HasSuffix(tt.text, "20251126")) {
				continue // a number, where no sign sets it apart
			}
			got := dates.Find(text, dates.Options{})
			if len(got) != len(tt.want) {
				t.Errorf("%q: found %d dates, want %d", text, len(got), len(tt.want))
				continue
			}
			for i, d := range got {
				if want := tt.want[i][strings.LastIndex(tt.want[i], " = ")+3:]; describe(d) != want {
					t.Errorf("%q: got %s, want %s", text, describe(d), want)
				}
			}
		}
	}
}

func check(t *testing.T, text string, want []string) {
	t.Helper()
	var got []string
	for _, d := range dates.Find(text, dates.Options{}) {
		got = append(got, text[d.Start:d.End]+" = "+describe(d))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q:\ngot  %q\nwant %q", text, got, want)
	}
}
