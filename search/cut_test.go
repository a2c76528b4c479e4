package search

import (
	"slices"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
)

type placed struct {
	token string
	from  int
}

// telling leaves out the tokens that scan passes over, since runs of blanks are
// one token of UAX #29 and several of cut.
func telling(tokens []placed) []placed {
	return slices.DeleteFunc(tokens, func(p placed) bool { return !isWord(p.token) })
}

// FuzzCut compares with the boundaries of UAX #29, looked up in its tables for
// every character.
func FuzzCut(f *testing.F) {
	for _, seed := range []string{
		"价值函数 value function（RL）", "大模型AI，GPT-4", "葛\U000E0100城", "か\u3099き", "大模型AI：G", "3，4；5", "1️⃣ 价\u200d值", "O'Neil 3.14 a_b", "值\u302a函", "价—值…",
		"a\u00ad价 b", "“AI”《x》", "价\r\n值", "\xe4\xb8价", "한국어 단어 价", "👩🏽‍🚀价", "价️函", "ﾊﾟ价ﾟ", "中a中1中",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got, want []placed
		cut(text, func(token string, from int) { got = append(got, placed{token, from}) })
		for tokens := words.FromString(text); tokens.Next(); {
			want = append(want, placed{tokens.Value(), tokens.Start()})
		}
		if got, want = telling(got), telling(want); !slices.Equal(got, want) {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	})
}
