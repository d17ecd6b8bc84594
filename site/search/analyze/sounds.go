package analyze

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// sounds.txt is what Chinese characters sound like: on each line a syllable as it
// is typed, and the characters from U+4E00 to U+9FFF that are read so. TestSounds
// makes it of the first reading that github.com/mozillazg/go-pinyin has of each,
// which is linked only there: its table would add two megabytes to the program,
// and three milliseconds to every start.
//
//go:embed sounds.txt
var soundText string

// otherSounds are second readings of characters that are common in the names of
// things that notes are about.
const otherSounds = "重chong 长chang 行hang 调tiao 乐yue 率shuai 弹tan 藏zang 差cha 朝zhao 校jiao 塞se 省xing 识zhi 着zhuo 降xiang 角jue 还huan " +
	"传zhuan 会kuai 便pian 称chen 大dai 觉jiao 参shen 模mu 伺si 给ji 薄bo 屏bing 栅shan 拓ta 宿su 熟shou 择zhai 壳qiao 数shuo 相xiang 度duo 解xie 厦xia 秘bi"

// soundsOf are the ways to read characters, the commonest first.
var soundsOf = sync.OnceValue(func() map[rune][]string {
	all := map[rune][]string{}
	for line := range strings.Lines(soundText) {
		line = strings.TrimSpace(line)
		chars := strings.TrimLeft(line, "abcdefghijklmnopqrstuvwxyz")
		for _, r := range chars {
			all[r] = []string{line[:len(line)-len(chars)]}
		}
	}
	for other := range strings.FieldsSeq(otherSounds) {
		r := []rune(other)[0]
		if sound := strings.TrimLeft(other, string(r)); !slices.Contains(all[r], sound) {
			all[r] = append(all[r], sound)
		}
	}
	return all
})

// Typed are the beginnings of what people type in Latin letters to write a text in
// Chinese, or a part of it that begins at any of its characters: how that sounds;
// and, of three characters or more where words begin for sure, their first letters.
// Each is followed by the characters, simplified; if they have not one letter each,
// with the number of its letters behind every one:
//
//	sanciwoshou三3次2握2手4
//	scws三次握手
//
// A text in Japanese has none.
func Typed(text string) []string {
	if HasKana([]byte(text)) {
		return nil
	}
	var keys []string
	for _, run := range soundRuns(withoutAsking(Simplified(text))) {
		for from := range run {
			part := run[from:min(len(run), from+maxTyped)]
			begins := from == 0 || strings.ContainsRune(joints, run[from-1])
			if len(run) > maxTerms && !begins {
				continue
			}
			for _, way := range waysOf(part) {
				keys = append(keys, typedKey(way, part))
				if begins && len(part) >= minInitials {
					keys = append(keys, typedKey(initialsOf(way), part))
				}
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

const (
	maxTyped    = 5 // characters that a key goes on for
	minInitials = 3 // letters: two are the beginnings of too much
	maxWays     = 4 // of reading a run that are keys
	maxTerms    = 8 // characters: a longer run is a sentence, whose words are the names of other sections
)

// joints are characters behind which another word begins.
const joints = "的和与或及要在对是"

// withoutAsking is text cut at words of asking, and at 的.
func withoutAsking(text string) string {
	for word := range strings.FieldsSeq(Shared.Asking) {
		if utf8.RuneCountInString(word) > 1 || word == "的" {
			text = strings.ReplaceAll(text, word, " ")
		}
	}
	return text
}

// soundRuns are the runs of characters with a sound.
func soundRuns(text string) (runs [][]rune) {
	var run []rune
	for _, r := range text + "\n" {
		if soundsOf()[r] != nil {
			run = append(run, r)
		} else if run != nil {
			runs, run = append(runs, run), nil
		}
	}
	return runs
}

func initialsOf(way []string) []string {
	letters := make([]string, len(way))
	for i, sound := range way {
		letters[i] = sound[:1]
	}
	return letters
}

// waysOf are the ways to read a run: a sound for each character.
func waysOf(run []rune) [][]string {
	ways := [][]string{nil}
	for _, r := range run {
		sounds := soundsOf()[r]
		if len(ways)*len(sounds) > maxWays {
			sounds = sounds[:1]
		}
		var longer [][]string
		for _, way := range ways {
			for _, sound := range sounds {
				longer = append(longer, append(slices.Clone(way), sound))
			}
		}
		ways = longer
	}
	return ways
}

func typedKey(way []string, run []rune) string {
	letters := strings.Join(way, "")
	if len(letters) == len(run) {
		return letters + string(run)
	}
	for i, r := range run {
		letters += string(r) + string(rune('0'+len(way[i])))
	}
	return letters
}

// Meant is what a key of Typed stands for that begins with typed, up to the
// character whose letters typed ends with; whole says whether it ends with the last
// of them.
func Meant(key, typed string) (name string, whole bool) {
	rest := strings.TrimLeft(key, "abcdefghijklmnopqrstuvwxyz")
	letters := 0
	for rest != "" && letters < len(typed) {
		_, n := utf8.DecodeRuneInString(rest)
		name += rest[:n]
		rest = rest[n:]
		if rest != "" && digit(rest[0]) {
			letters += int(rest[0] - '1')
			rest = rest[1:]
		}
		letters++
	}
	return name, letters == len(typed)
}

// SoundTable is how a page in a browser reads the characters of GB 2312: for each of
// them, in their order, its sound, or one with a number for so many in a row; then
// second readings, as "chang长".
var SoundTable = sync.OnceValue(func() []byte {
	var table strings.Builder
	for from, to := 0, 0; from < len(daily()); from = to {
		sound := soundsOf()[daily()[from]][0]
		for to < len(daily()) && soundsOf()[daily()[to]][0] == sound {
			to++
		}
		table.WriteString(sound)
		if to > from+1 {
			table.WriteString(strconv.Itoa(to - from))
		}
		table.WriteByte(' ')
	}
	for other := range strings.FieldsSeq(otherSounds) {
		r, n := utf8.DecodeRuneInString(other)
		if soundsOf()[r][0] != other[n:] {
			table.WriteString(other[n:] + other[:n] + " ")
		}
	}
	return []byte(table.String())
})

// dailySounds are the ways to read a character of GB 2312; none of others.
func dailySounds(r rune) []string {
	if isDaily(r) {
		return soundsOf()[r]
	}
	return nil
}

// Ways are the ways to read some characters, a sound for each; none if one of them has
// no sound.
func Ways(run []rune) (ways [][]string) {
	ways = [][]string{nil}
	for _, r := range run {
		var longer [][]string
		for _, way := range ways {
			for _, sound := range dailySounds(r) {
				longer = append(longer, append(slices.Clone(way), sound))
			}
		}
		ways = longer
	}
	return ways
}

// Alike is what a key of Typed stands for, as far as it sounds like the beginning of
// run: two characters or more, or "".
func Alike(key string, run []rune) (name string) {
	letters := strings.TrimLeft(key, "abcdefghijklmnopqrstuvwxyz")
	sounds := key[:len(key)-len(letters)]
	n := 0
	for rest := letters; rest != "" && n < len(run); n++ {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		length := 1
		if rest != "" && digit(rest[0]) {
			length, rest = int(rest[0]-'0'), rest[1:]
		}
		if length > len(sounds) || !slices.Contains(dailySounds(run[n]), sounds[:length]) {
			break
		}
		name, sounds = name+string(r), sounds[length:]
	}
	if n < 2 {
		return ""
	}
	return name
}
