package load

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Guesses are for messages only; text is never decoded by a guess. Most bytes
// decode as most encodings without an error, so we ask whether the result
// reads like the language: a text's commonest characters are a quarter of it,
// and a hundredth of noise.

// looksWide names the byte order if text, which holds NULs, looks like UTF-16
// without a byte order mark; else "".
func looksWide(text []byte, valid bool) string {
	var nuls [2]int
	for i, c := range text {
		if c == 0 {
			nuls[i&1]++
		}
	}
	all := nuls[0] + nuls[1]
	// English is half NULs. Chinese has a NUL in every line end and space, and
	// is never valid UTF-8.
	if least := len(text) / 4; valid && all < least || all*500 < len(text) {
		return ""
	}
	switch {
	case nuls[1]*20 >= all*19:
		return "utf-16le"
	case nuls[0]*20 >= all*19:
		return "utf-16be"
	}
	return ""
}

const sample = 64 << 10 // bytes of a file that are looked at

// looksLike guesses the encoding of a text that is not UTF-8: its name for
// biji.toml, and its title for people; "" if no encoding is likely.
func looksLike(text []byte) (name, title string) {
	text = text[:min(len(text), sample)]
	best := 0.08
	for _, c := range []struct {
		name, title string
		enc         encoding.Encoding
		common      func(rune) bool
	}{
		{"gb18030", "GB18030", simplifiedchinese.GB18030, commonHan},
		{"big5", "Big5", traditionalchinese.Big5, commonHan},
		{"shift_jis", "Shift-JIS", japanese.ShiftJIS, kana},
		{"euc-jp", "EUC-JP", japanese.EUCJP, kana},
		{"euc-kr", "EUC-KR", korean.EUCKR, commonHangul},
	} {
		if s := score(text, c.enc, c.common); s > best {
			best, name, title = s, c.name, c.title
		}
	}
	if name != "" {
		return name, title
	}
	switch high := highBytes(text); {
	case high.alone*3 >= high.all*2 && score(text, charmap.Windows1252, latin) >= 0.9:
		return "windows-1252", "Windows-1252 (Latin 1)"
	case high.gb2312*10 >= high.all*9:
		return "gb18030", "GB18030" // a few rare characters
	}
	return "", ""
}

// score is the share of common characters among those beyond ASCII; 0 if more
// than one in 200 is no character at all.
func score(text []byte, enc encoding.Encoding, common func(rune) bool) float64 {
	out, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return 0
	}
	all, hits, errors := 0, 0, -1 // the sample may end within a character
	for len(out) > 0 {
		r, n := utf8.DecodeRune(out)
		out = out[n:]
		switch {
		case r < utf8.RuneSelf:
			continue
		case r == utf8.RuneError:
			errors++
		case common(r):
			hits++
		}
		all++
	}
	if all == 0 || errors*200 > all {
		return 0
	}
	return float64(hits) / float64(all)
}

// high counts bytes beyond ASCII.
type high struct {
	all    int
	alone  int // between two ASCII bytes
	gb2312 int // in pairs that are a character of GB 2312
}

func highBytes(text []byte) high {
	var h high
	for i := 0; i < len(text); i++ {
		if text[i] < 0x80 {
			continue
		}
		h.all++
		switch {
		case i+1 == len(text) || text[i+1] < 0x80:
			h.alone++
		default:
			h.all++
			lead := text[i]
			if i++; (lead >= 0xA1 && lead <= 0xA3 || lead >= 0xB0 && lead <= 0xF7) && text[i] >= 0xA1 {
				h.gb2312 += 2
			}
		}
	}
	return h
}

// frequentHan are the commonest characters of technical and of general prose,
// simplified and traditional.
const frequentHan = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种" +
	"事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实无与长机民公此已情明性知全三又关点正业外" +
	"高间由问很最重并物手应向头文体美相等新己制身加把数据值类表示使接方量式程序名字符串节指针列组返回内存线文件网络请求数" +
	"這個們來為國說時會對學發過後裡經種現當動還進開從實無與長機問間關點業將兩應體產總電數統論，。、；：（）“”「」"

const frequentHangul = "이다는의가에을를고하지은로사한도서기리인대나자어시그해일수있정라부게보것들만"

func commonHan(r rune) bool    { return strings.ContainsRune(frequentHan, r) }
func commonHangul(r rune) bool { return strings.ContainsRune(frequentHangul, r) }
func kana(r rune) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FC
}
func latin(r rune) bool {
	return unicode.Is(unicode.Latin, r) || strings.ContainsRune("’‘“”–—…«»°·€£§©", r)
}
