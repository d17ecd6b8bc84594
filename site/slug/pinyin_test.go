package slug

import (
	"flag"
	"os"
	"slices"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

var update = flag.Bool("update", false, "write pinyin.bin")

func TestPinyin(t *testing.T) {
	chinese := collate.New(language.Chinese)
	var all []string
	for r := rune(firstRank); r <= lastRank; r++ {
		all = append(all, string(r))
	}
	slices.SortStableFunc(all, chinese.CompareString)
	table := make([]byte, 2*len(all))
	for rank, s := range all {
		i := 2 * ([]rune(s)[0] - firstRank)
		table[i], table[i+1] = byte(rank>>8), byte(rank)
	}
	if *update {
		if err := os.WriteFile("pinyin.bin", table, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(table) != ranks {
		t.Error("pinyin.bin is not what Unicode says; run this test with -update")
	}
}
