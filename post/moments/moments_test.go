package moments_test

import (
	"strings"
	"testing"
	"time"

	"viewline/post/moments"
)

// brief writes moments as label=seconds, with a blank between two.
func brief(ms []moments.Moment) string {
	var all []string
	for _, m := range ms {
		all = append(all, m.Label+"="+(time.Duration(m.Seconds)*time.Second).String())
	}
	return strings.Join(all, " ")
}

func TestInLine(t *testing.T) {
	for line, want := range map[string]string{
		// at the start of a line
		"00:12:34 Slow":                 "00:12:34=12m34s",
		"12:34 – Dash":                  "12:34=12m34s",
		"12:34：冒号":                      "12:34=12m34s",
		"12：34 全角":                      "12：34=12m34s",
		"12:34":                         "12:34=12m34s",
		"1:02:03 Long":                  "1:02:03=1h2m3s",
		"125:30 Longer":                 "125:30=2h5m30s",
		"▶️ 12:34 Sign":                 "12:34=12m34s",
		"• 12:34 Bullet":                "12:34=12m34s",
		"12:34 - 13:20 Passage":         "12:34=12m34s",
		"00:01:02,500 --> 00:01:04,000": "00:01:02=1m2s",
		`24'27" Primes`:                 `24'27"=24m27s`,
		"24′27″ True primes":            "24′27″=24m27s",
		"3:16 opens a line":             "3:16=3m16s",
		// in brackets
		"(12:34) Parens":                 "12:34=12m34s",
		"【12:34】Brackets":                "12:34=12m34s",
		"（12:34）全角":                      "12:34=12m34s",
		"Far in [12:34] and [13:00].":    "12:34=12m34s 13:00=13m0s",
		"Far in [02:43, 05:10、1:00:00].": "02:43=2m43s 05:10=5m10s 1:00:00=1h0m0s",
		"Far in 【12:34-13:00】 it is":     "12:34=12m34s",
		"At the end (12:34).":            "12:34=12m34s",
		`At the end (24'27")`:            `24'27"=24m27s`,
		// behind at
		"She laughs at 12:30 and again @1:12:31": "12:30=12m30s 1:12:31=1h12m31s",
		"At 12:30 she laughs":                    "12:30=12m30s",
		// none
		"":                            "",
		"at 9:30am, a ratio of 16:9":  "",
		"at 9:30 a.m. sharp":          "",
		"9:30 pm":                     "",
		"9:30 AM Breakfast":           "",
		"9:30点":                       "",
		"doors open at 18:30":         "",
		"we met, daily at 18:30":      "",
		"at 18:30 on Monday":          "",
		"at 18:30 UTC":                "",
		"16:9 is wide":                "",
		"John 3:16 says so":           "",
		"John (3:16) says so":         "",
		"they won (12:10) in the end": "",
		"in between 12:34 stands":     "",
		"12:34:56:78 Address":         "",
		"12:75 too many seconds":      "",
		"1:72:10 too many minutes":    "",
		"2024-05-01 12:34":            "",
		"[12:34 later]":               "",
		"[12:34":                      "",
		"flat 12:34":                  "",
		"5'10\" tall":                 "",
		"he is 24'27\" away":          "",
		"a list: 1:1, 2:2":            "",
		"12:34th verse":               "",
	} {
		if got := brief(moments.InLine(line)); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
		if want != "" && !moments.May(line) {
			t.Errorf("May(%q) = false; it holds %q", line, want)
		}
	}
}

func TestOnly(t *testing.T) {
	for text, want := range map[string]string{
		"12:34": "12:34", "[12:34]": "12:34", " (12:34) ": "12:34", "12:34:": "12:34", `24'27"`: `24'27"`,
		"12:34 Slow": "", "[12:34, 13:00]": "", "": "", "12": "", "[12:34] x": "",
	} {
		if m, ok := moments.Only(text); ok != (want != "") || ok && m.Label != want {
			t.Errorf("Only(%q) = %q, %v; want %q", text, m.Label, ok, want)
		}
	}
}

func TestOfLink(t *testing.T) {
	for _, c := range []struct{ text, address, want string }{
		{"12:34", "https://v.example/w", "12:34=12m34s"},
		{"[12:34] Slow", "https://v.example/w?t=754", "12:34=12m34s"},
		{"here", "https://v.example/w?t=95", "1:35=1m35s"},
		{"here", "https://v.example/w?v=a&t=95s", "1:35=1m35s"},
		{"here", "https://v.example/w?v=a&t=1h2m3s", "1:02:03=1h2m3s"},
		{"here", "https://v.example/w?t=2m", "2:00=2m0s"},
		{"here", "https://v.example/a.mp3#t=95.5,120", "1:35=1m35s"},
		{"here", "https://v.example/a.mp3#t=npt:1:35", "1:35=1m35s"},
		{"here", "https://v.example/embed/a?start=95", "1:35=1m35s"},
		{"here", "https://v.example/search?start=20", ""},
		{"here", "https://v.example/a.css?t=1699999999", ""},
		{"here", "https://v.example/a?t=soon", ""},
		{"here", "https://v.example/a?t=", ""},
		{"here", "https://v.example/a?start=", ""},
		{"here", "https://v.example/a?cat=12", ""},
		{"", "https://v.example/12:34", ""},
	} {
		m, ok := moments.OfLink(c.text, c.address)
		got := ""
		if ok {
			got = brief([]moments.Moment{m})
		}
		if got != c.want || ok && m.URL != c.address {
			t.Errorf("OfLink(%q, %q) = %q to %q; want %q", c.text, c.address, got, m.URL, c.want)
		}
	}
}

// A moment is kept once, with the address that any of its mentions gives.
func TestListKeepsAMomentOnce(t *testing.T) {
	var l moments.List
	l.Add(moments.Moment{Label: "02:43", Seconds: 163}, moments.Moment{Label: "03:00", Seconds: 180})
	l.Add(moments.Moment{Label: "2:43", Seconds: 163, URL: "https://v.example/"})
	if len(l.All) != 2 || l.All[0] != (moments.Moment{Label: "02:43", Seconds: 163, URL: "https://v.example/"}) {
		t.Errorf("got %+v", l.All)
	}
}

// Any text is read, every label stands in it, and its seconds are in range; a
// text that holds a moment is one that May lets through.
func FuzzInLine(f *testing.F) {
	for _, s := range []string{"00:12:34 Slow", "[1:00, 2:00", "at 12:30 pm", `24'27"`, "【12:34】", "https://v.example/?t=1h2m3s#t=9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, m := range moments.InLine(s) {
			if !strings.Contains(s, m.Label) || m.Seconds < 0 || m.Seconds >= 100*60*60 || !moments.May(s) {
				t.Fatalf("%q gave %+v", s, m)
			}
		}
		if m, ok := moments.OfLink("", s); ok && (m.Seconds < 0 || m.Label == "") {
			t.Fatalf("address %q gave %+v", s, m)
		}
		moments.Only(s)
	})
}

// The time for a byte stays the same.
func BenchmarkInLine(b *testing.B) {
	for _, unit := range []string{"[", "[1:00,", "(1:00)", "at ", "at 1:00 ", "@", "1:00-", "   ", "1'00"} {
		for _, size := range []int{10_000, 1_000_000} {
			line := strings.Repeat(unit, size/len(unit))
			b.Run(unit+map[int]string{10_000: "/10kB", 1_000_000: "/1MB"}[size], func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					moments.InLine(line)
				}
			})
		}
	}
}
