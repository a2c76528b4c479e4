package reading

import (
	"strings"
	"sync"
)

// Hangul syllables are composed of an initial, a vowel and a final by number:
// Unicode, section 3.12.
const (
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
	vowels        = 21
	finals        = 28
)

// The letters of the Revised Romanisation of Korean (2000, sections 2.1 and
// 2.2), in Unicode's order. Finals are as at the end of a word.
var (
	initialLetters = strings.Split("g kk n d tt r m b pp s ss - j jj ch k t p h", " ")
	vowelLetters   = strings.Split("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i", " ")
	finalLetters   = strings.Split("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t", " ")
)

func isSyllable(c rune) bool { return firstSyllable <= c && c <= lastSyllable }

// romanise spells a hangul syllable as it is read alone. The standard leaves
// changes between the syllables of a given name unwritten, too (section 3.4).
func romanise(c rune) string {
	i := int(c) - firstSyllable
	spelled := initialLetters[i/finals/vowels] + vowelLetters[i/finals%vowels] + finalLetters[i%finals]
	return strings.ReplaceAll(spelled, "-", "")
}

// hepburnTable spells hiragana; katakana are brought to hiragana first. Small
// letters stand behind the ones that they change.
const hepburnTable = `
あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to
な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo
ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo
だ da ぢ ji づ zu で de ど do ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ゔ vu
ぁ a ぃ i ぅ u ぇ e ぉ o ゃ ya ゅ yu ょ yo ゎ wa ゕ ka ゖ ke
きゃ kya きゅ kyu きょ kyo しゃ sha しゅ shu しょ sho ちゃ cha ちゅ chu ちょ cho にゃ nya にゅ nyu にょ nyo
ひゃ hya ひゅ hyu ひょ hyo みゃ mya みゅ myu みょ myo りゃ rya りゅ ryu りょ ryo ぎゃ gya ぎゅ gyu ぎょ gyo
じゃ ja じゅ ju じょ jo ぢゃ ja ぢゅ ju ぢょ jo びゃ bya びゅ byu びょ byo ぴゃ pya ぴゅ pyu ぴょ pyo
いぇ ye うぃ wi うぇ we うぉ wo ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo ゔゅ vyu しぇ she じぇ je ちぇ che
つぁ tsa つぃ tsi つぇ tse つぉ tso てぃ ti とぅ tu でぃ di どぅ du てゅ tyu でゅ dyu ふぁ fa ふぃ fi ふぇ fe ふぉ fo ふゅ fyu
くぁ kwa くぃ kwi くぇ kwe くぉ kwo くゎ kwa ぐぁ gwa ぐぃ gwi ぐぇ gwe ぐぉ gwo ぐゎ gwa すぃ si ずぃ zi
ヷ va ヸ vi ヹ ve ヺ vo`

var hepburnWords = sync.OnceValue(func() map[string]string {
	fields := strings.Fields(hepburnTable)
	spelled := make(map[string]string, len(fields)/2)
	for i := 0; i < len(fields); i += 2 {
		spelled[fields[i]] = fields[i+1]
	}
	return spelled
})

const (
	longVowel = 'ー'
	doubled   = 'っ'
	// katakanaShift is how far a katakana letter stands behind its hiragana.
	katakanaShift = 'ア' - 'あ'
)

// IsKana reports whether c is a letter of kana, or the mark of a long vowel.
func IsKana(c rune) bool {
	return c >= 'ぁ' && c <= 'ゖ' || c >= 'ァ' && c <= 'ヺ' || c == longVowel
}

func kanaRun(runes []rune) int {
	for i, c := range runes {
		if !IsKana(c) {
			return i
		}
	}
	return len(runes)
}

// hepburn spells kana in modified Hepburn. Vowels that are long because of ー,
// of an う behind an o or a yu, or of an お behind an o, are written once, as in
// Japanese passports: おおの is ono, ゆうた is yuta. An う before an え begins a
// new word, as in いのうえ, inoue.
func hepburn(runes []rune) string {
	spelled := hepburnWords()
	var b strings.Builder
	double, palatal := false, false
	for i := 0; i < len(runes); i++ {
		c := hiragana(runes[i])
		if c == longVowel {
			continue
		}
		if c == doubled {
			double = true
			continue
		}
		if lengthens(c, b.String(), palatal) && (i+1 == len(runes) || hiragana(runes[i+1]) != 'え') {
			continue
		}
		letters := spelled[string(c)]
		palatal = c == 'ゆ'
		if i+1 < len(runes) {
			if pair, ok := spelled[string([]rune{c, hiragana(runes[i+1])})]; ok {
				letters, palatal = pair, true
				i++
			}
		}
		if double && letters != "" {
			b.WriteString(doubleOf(letters))
			double = false
		}
		b.WriteString(letters)
	}
	return b.String()
}

// hiragana is the hiragana letter of the sound of c.
func hiragana(c rune) rune {
	if c >= 'ァ' && c <= 'ヶ' {
		return c - katakanaShift
	}
	return c
}

// lengthens reports whether c makes only the vowel before it long.
func lengthens(c rune, before string, palatal bool) bool {
	switch c {
	case 'う':
		return strings.HasSuffix(before, "o") || palatal && strings.HasSuffix(before, "u")
	case 'お':
		return strings.HasSuffix(before, "o")
	}
	return false
}

// doubleOf is what っ writes before letters: their first consonant, and t before
// ch.
func doubleOf(letters string) string {
	switch {
	case strings.HasPrefix(letters, "ch"):
		return "t"
	case strings.ContainsRune("aiueo", rune(letters[0])):
		return ""
	}
	return letters[:1]
}
