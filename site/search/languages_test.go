package search_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/testkit"
)

// chains are texts in scripts that put no spaces between words.
var chains = map[string][]string{
	"th": {
		"การค้นหาข้อความในบันทึกทำได้ง่ายและรวดเร็ว", "วิธีสำรองข้อมูลอย่างไรให้ปลอดภัย", "ปลั๊กอินช่วยให้ใช้ Git จากในโปรแกรมได้", "ติดตั้งโปรแกรมแล้วเปิดห้องนิรภัย",
		"น้ำตกอยู่บนภูเขาสูง", "ผู้ใช้ตั้งค่ารูปลักษณ์และธีมเองได้", "แท็กและลิงก์ย้อนกลับช่วยเชื่อมโยงบันทึก",
	},
	"km": {"ការស្វែងរកអត្ថបទក្នុងកំណត់ត្រា", "របៀបបម្រុងទុកទិន្នន័យ\u200bឱ្យ\u200bមាន\u200bសុវត្ថិភាព", "ដំឡើងកម្មវិធីហើយបើកឯកសារ។", "ភាសាខ្មែរមិនដកឃ្លារវាងពាក្យទេ"},
	"lo": {"ການຄົ້ນຫາຂໍ້ຄວາມໃນບັນທຶກ", "ວິທີສຳຮອງຂໍ້ມູນໃຫ້ປອດໄພ", "ຕິດຕັ້ງໂປຣແກຣມແລ້ວເປີດເອກະສານ", "ນ້ຳຕົກຢູ່ເທິງພູສູງ"},
	"my": {"မှတ်စုများတွင် စာသားရှာဖွေခြင်း။", "အချက်အလက်များကိုအရန်သိမ်းနည်း၊ လုံခြုံစွာ", "ပရိုဂရမ်ကိုထည့်သွင်းပြီးဖိုင်ကိုဖွင့်ပါ", "မြန်မာစာသည်စကားလုံးများကြားတွင်နေရာမခြားပါ"},
	"bo": {"ཟིན་བྲིས་ནང་གི་ཡི་གེ་འཚོལ་བ།", "གཞི་གྲངས་ཉར་ཚགས་བྱེད་སྟངས།", "བོད་ཡིག་ཚིག་བར་ལ་བར་སྟོང་མེད།", "མཉེན་ཆས་སྒྲིག་འཇུག་བྱས་ནས་ཡིག་ཆ་ཁ་ཕྱེ།"},
}

// Every string of two letters or more that a text in these scripts holds finds
// it, quoted or not, and nothing that does not hold it.
func TestEveryStringOfAChainIsFound(t *testing.T) {
	var sections []site.Section
	var texts []string
	for _, lang := range slices.Sorted(maps.Keys(chains)) {
		for _, text := range chains[lang] {
			sections = append(sections, site.Section{Page: lang + string(rune('a'+len(texts)%26)) + ".html", Title: "T", Body: text + "\n"})
			texts = append(texts, text)
		}
	}
	x := open(t, sections)
	random := rand.New(rand.NewPCG(7, 8))
	for range testkit.Times(60, 300, 3000) {
		run := letterRun(random, texts[random.IntN(len(texts))])
		if len(run) < 2 {
			continue
		}
		n := min(len(run), 2+random.IntN(7))
		from := random.IntN(len(run) - n + 1)
		s := string(run[from : from+n])
		for _, query := range []string{s, `"` + s + `"`} {
			found, how := x.Addresses(t, query)
			for i, text := range texts {
				url := site.Href("", sections[i].Page, "", "")
				if holds := strings.Contains(strings.ReplaceAll(text, "\u200b", ""), s); holds != found[url] {
					t.Errorf("%s (%s): found in %q: %v", query, how, text, found[url])
				}
			}
		}
	}
}

// letterRun is a run of letters and marks of text without invisible characters.
func letterRun(random *rand.Rand, text string) []rune {
	runs := strings.FieldsFunc(strings.ReplaceAll(text, "\u200b", ""), func(r rune) bool {
		return r < 0x0E00 || unicode.IsPunct(r) && r != '་'
	})
	return []rune(runs[random.IntN(len(runs))])
}

// A letter of these scripts alone finds every text that holds it.
func TestOneLetterOfAChain(t *testing.T) {
	x := open(t, []site.Section{{Page: "a.html", Title: "กขค"}, {Page: "b.html", Title: "คง จ"}, {Page: "c.html", Title: "ง"}})
	for text, want := range map[string]int{"ก": 1, "ค": 2, "ง": 2, "จ": 1, "ฉ": 0} {
		if found, _ := x.Addresses(t, text); len(found) != want {
			t.Errorf("%s finds %v, want %d", text, found, want)
		}
	}
}

// typedFor are letters with what people type for them who have none of them on
// their keyboards; signs that NFD takes off stand for themselves.
var typedFor = strings.NewReplacer("đ", "d", "Đ", "D", "ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "æ", "ae", "Æ", "AE", "œ", "oe", "ı", "i", "ß", "ss", "ґ", "г", "Ґ", "Г", "þ", "th", "ð", "d")

func withoutMarks(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
	return typedFor.Replace(norm.NFC.String(plain))
}

// titles are the names of languages and countries in a language.
func titles(tag string) []string {
	in := language.MustParse(tag)
	var list []string
	for _, l := range display.Supported.Tags() {
		list = append(list, display.Languages(in).Name(l))
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if r, err := language.ParseRegion(string([]rune{a, b})); err == nil && r.IsCountry() {
				list = append(list, display.Regions(in).Name(r))
			}
		}
	}
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(s string) bool { return s == "" })
}

// A title that is typed without its marks is the first that is found, as the
// title and not as a typo.
func TestTitlesWithoutTheirMarks(t *testing.T) {
	for _, lang := range testkit.Some([]string{"vi", "tr", "ar", "pl", "da", "no", "uk", "cs", "ro", "el", "hu", "ru", "de", "fr", "es", "pt", "sv", "is", "fa"}, 3, 20) {
		t.Run(lang, func(t *testing.T) {
			list := titles(lang)
			var sections []site.Section
			for _, title := range list {
				sections = append(sections, site.Section{Page: title + ".html", Title: title, Body: title + ". " + list[len(sections)*7%len(list)] + "\n"})
			}
			x := open(t, sections)
			tried, first := 0, 0
			for _, title := range list {
				typed := withoutMarks(title)
				if typed == title {
					continue
				}
				tried++
				res, err := x.Search(t.Context(), typed, search.SearchOptions{Size: 3})
				if err != nil {
					t.Fatal(err)
				}
				if len(res.How.Corrected) > 0 {
					t.Errorf("%s is taken for a typo: %v", typed, res.How)
				}
				if len(res.Hits) > 0 && withoutMarks(res.Hits[0].Title) == typed {
					first++
				} else {
					t.Logf("%s finds %v (%v)", typed, search.Titles(res.Hits), res.How)
				}
			}
			t.Logf("%d of %d first", first, tried)
			if tried < 35 || first*100 < tried*97 {
				t.Errorf("%d of %d", first, tried)
			}
		})
	}
}
