package slug

import (
	"testing"

	readings "github.com/mozillazg/go-pinyin"
)

func TestInitial(t *testing.T) {
	for name, want := range map[string]byte{
		"": '#', "1. Socket": '#', "《论语》": '#', "Socket": 'S', "élan": 'E', "ＴＣＰ": 'T', "Ω": '#', "かな": '#', "\xff": '#',
		"阿里": 'A', "八": 'B', "持久化": 'C', "多路复用": 'D', "二叉树": 'E', "发布": 'F', "挂载": 'G', "缓存": 'H', "进程": 'J',
		"可重复读": 'K', "类": 'L', "命令": 'M', "内存": 'N', "偶": 'O', "排序": 'P', "全双工": 'Q', "容器": 'R', "三次握手": 'S', "四": 'S',
		"套接字": 'T', "网络": 'W', "线程": 'X', "一致性": 'Y', "主从": 'Z', "索引": 'S', "锁": 'S', "計算機": 'J', "網絡": 'W', "㐀": '#',
	} {
		if got := Initial(name); got != want {
			t.Errorf("%q is under %c, want %c", name, got, want)
		}
	}
}

// TestInitialsAgreeWithReadings compares with a dictionary of readings made by
// others. Of characters with several readings the two may take different ones.
func TestInitialsAgreeWithReadings(t *testing.T) {
	known, different := 0, 0
	all := readings.NewArgs()
	all.Heteronym = true
	for r := rune(firstRank); r <= lastRank; r++ {
		sounds := readings.SinglePinyin(r, all)
		if len(sounds) == 0 {
			continue
		}
		known++
		same := false
		for _, sound := range sounds {
			same = same || sound[0]-'a'+'A' == Initial(string(r))
		}
		if !same {
			different++
		}
	}
	if known < 20000 || different*50 > known {
		t.Errorf("%d of %d characters stand under a letter that no reading of theirs begins with", different, known)
	}
}
