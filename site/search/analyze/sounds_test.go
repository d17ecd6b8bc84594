package analyze

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	readings "github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

var update = flag.Bool("update", false, "write sounds.txt")

// soundOf is the first reading of a character as it is typed: without its tone, with
// v for ü, but ue for üe.
func soundOf(r rune) string {
	first, _, _ := strings.Cut(readings.PinyinDict[int(r)], ",")
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) && r != '\u0308' {
			return -1
		}
		return r
	}, norm.NFD.String(first))
	return strings.NewReplacer("u\u0308e", "ue", "u\u0308", "v", "ê", "e").Replace(plain)
}

func TestSounds(t *testing.T) {
	by := map[string]string{}
	for r := rune(0x4E00); r <= 0x9FFF; r++ {
		if sound := soundOf(r); sound != "" && len(sound) < 10 && strings.Trim(sound, "abcdefghijklmnopqrstuvwxyz") == "" {
			by[sound] += string(r)
		}
	}
	var want strings.Builder
	for _, sound := range slices.Sorted(maps.Keys(by)) {
		want.WriteString(sound + by[sound] + "\n")
	}
	if *update {
		if err := os.WriteFile("sounds.txt", []byte(want.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want.String() != soundText || len(by) < 380 || len(soundText) < 60_000 {
		t.Errorf("sounds.txt is not what go-pinyin says of %d syllables; run this test with -update", len(by))
	}
}

// TestDaily holds what pages know of characters without a table: those of GB 2312 have
// a sound, and need not be simplified but for a few.
func TestDaily(t *testing.T) {
	both := ""
	for _, r := range daily() {
		if soundsOf()[r] == nil {
			t.Errorf("%c has no sound", r)
		}
		if Simplified(string(r)) != string(r) {
			both += string(r)
		}
	}
	if len(daily()) != 6763 || daily()[0] != '啊' || daily()[3755] != '亍' || !sameLetters(both, Shared.BothScripts) {
		t.Error(len(daily()), both)
	}
	if table := string(SoundTable()); !strings.HasPrefix(table, "a2 ai13 an9 ang3 ") || len(table) > 20_000 || !strings.Contains(table, " chang长 ") {
		t.Errorf("%d bytes: %.100s", len(table), table)
	}
}

func sameLetters(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func TestTyped(t *testing.T) {
	for text, want := range map[string]string{
		"TCP 三次握手":  "ciwoshou次2握2手4 sanciwoshou三3次2握2手4 scws三次握手 shou手4 woshou握2手4",
		"行鎖":        "hangsuo行4锁3 suo锁3 xingsuo行4锁3",
		"饿和锁":       "ehesuo饿1和2锁3 ehs饿和锁 hesuo和2锁3 suo锁3",
		"策略，Go":     "celue策2略3 lue略3",
		"絵本を読む、Go!": "",
		"Redis":     "",
	} {
		if got := strings.Join(Typed(text), " "); got != want {
			t.Errorf("%s is typed %s, want %s", text, got, want)
		}
	}
	for range 3 {
		if n := len(Typed(strings.Repeat("重行长调", 40))); n > 4000 {
			t.Errorf("%d keys", n)
		}
	}
}

func TestMeant(t *testing.T) {
	for _, c := range []struct {
		key, typed, name string
		whole            bool
	}{
		{"sanciwoshou三3次2握2手4", "sanciwoshou", "三次握手", true},
		{"sanciwoshou三3次2握2手4", "sanci", "三次", true},
		{"sanciwoshou三3次2握2手4", "sanciw", "三次握", false},
		{"scws三次握手", "scw", "三次握", true},
		{"edesuo饿1的2锁3", "ede", "饿的", true},
	} {
		if name, whole := Meant(c.key, c.typed); name != c.name || whole != c.whole {
			t.Errorf("%s of %s is %s, %v", c.typed, c.key, name, whole)
		}
	}
}
