package card

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// painter has biji's own font, and one of the system for Han if that is asked for.
func painter(t testing.TB, han bool) *Painter {
	t.Helper()
	var fonts []Font
	if han {
		f, ok := System("zh-CN")
		if !ok {
			if strings.Contains(os.Getenv("BIJI_REQUIRE"), "browser") {
				t.Fatal("no font with Han characters")
			}
			t.Skip("no font with Han characters")
		}
		fonts = append(fonts, f)
	}
	p, err := New(fonts, "#8a3324")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func drawn(t testing.TB, p *Painter, texts Texts) []byte {
	t.Helper()
	c, ok := p.Card(texts)
	if !ok {
		t.Fatalf("%q cannot be drawn", texts.Title)
	}
	data, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func many() []Texts {
	return []Texts{
		{"a.html", "Redis persistence: what RDB and AOF promise, and what they do not", "Notes of an engineer", []string{"Databases", "Redis"}},
		{"b.html", "Go", "Notes", nil},
		{"c.html", "Εισαγωγή στη Λογική и Введение в логику: Größe, naïveté, Łódź", "Sprachen", []string{"Languages"}},
		{"d.html", strings.Repeat("A long title goes on and on, ", 20), strings.Repeat("and so does the name of the site ", 5), []string{strings.Repeat("deep ", 30), "down"}},
		{"e.html", strings.Repeat("Donaudampfschifffahrtsgesellschaft", 4), "Wörter", nil},
		{"f.html", "std::vector<T>::emplace_back(Args&&...) vs push_back", "C++", []string{"C++", "STL"}},
	}
}

func manyHan() []Texts {
	return append(many(),
		Texts{"g.html", "死锁", "后端笔记", []string{"操作系统", "并发"}},
		Texts{"h.html", "缓存穿透、缓存击穿、缓存雪崩：三者的区别，以及在高并发的电商系统里各自怎样预防和处理（附完整的代码和压测数据）", "后端笔记", []string{"Redis", "缓存"}},
		Texts{"i.html", "Redis 持久化：RDB 快照与 AOF 日志，copy-on-write 到底复制了什么？", "后端笔记 Backend Notes", []string{"数据库", "Redis 7.0"}},
		Texts{"j.html", "🚀 快速开始 ✨", "后端笔记", nil},
		Texts{"k.html", "「設計模式」——它們的由來……與誤解！", "筆記", []string{"軟體"}},
		Texts{"l.html", "こんにちは、世界：プログラミング言語の比較 한국어 제목", "ノート", nil},
		Texts{"m.html", strings.Repeat("很长的标题，", 40), "笔记", nil},
	)
}

// Cards are pictures of the size that they say, small, and in no more than 16 colours.
func TestCards(t *testing.T) {
	p, all := painter(t, false), many()
	if p2, ok := System("zh-CN"); ok {
		var err error
		if p, err = New([]Font{p2}, ""); err != nil {
			t.Fatal(err)
		}
		all = manyHan()
	}
	for _, texts := range all {
		data := drawn(t, p, texts)
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if size := picture.Bounds().Size(); size.X != Width || size.Y != Height {
			t.Errorf("%s is %v", texts.Page, size)
		}
		if len(data) > 15<<10 {
			t.Errorf("%s has %d bytes", texts.Page, len(data))
		}
		keep(t, texts.Page, data)
	}
}

// keep puts a picture where BIJI_CARDS says, for somebody to look at.
func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	dir := os.Getenv("BIJI_CARDS")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, strings.TrimSuffix(name, ".html")+".png"), data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// The same texts give the same bytes, however many are drawn at a time and whatever
// was drawn before; another text, colour or page has another name.
func TestCardsAreTheSame(t *testing.T) {
	p, other := painter(t, false), painter(t, false)
	all := many()
	want := make([][]byte, len(all))
	for i := range all {
		want[i] = drawn(t, p, all[i])
	}
	var wg sync.WaitGroup
	for k := range 3 * len(all) {
		wg.Go(func() {
			i := (k * 5) % len(all)
			c, _ := other.Card(all[i])
			if data, err := c.PNG(); err != nil || !bytes.Equal(data, want[i]) {
				t.Errorf("%s is drawn otherwise: %v", all[i].Page, err)
			}
		})
	}
	wg.Wait()

	names := map[string]string{}
	add := func(what string, p *Painter, texts Texts) {
		c, ok := p.Card(texts)
		if !ok {
			t.Fatalf("%s cannot be drawn", what)
		}
		if was, twice := names[c.Name()]; twice {
			t.Errorf("%s and %s are both %s", was, what, c.Name())
		}
		names[c.Name()] = what
	}
	base := Texts{"a.html", "Title", "Site", []string{"x", "y"}}
	add("base", p, base)
	for i, change := range []func(*Texts){
		func(x *Texts) { x.Page = "b.html" }, func(x *Texts) { x.Title = "Titles" }, func(x *Texts) { x.Site = "Sites" },
		func(x *Texts) { x.Trail = []string{"xy"} }, func(x *Texts) { x.Trail = nil },
	} {
		texts := base
		change(&texts)
		add(fmt.Sprint("change ", i), p, texts)
	}
	plain, err := New(nil, "")
	if err != nil {
		t.Fatal(err)
	}
	add("another colour", plain, base)
}

// A card that was drawn before stands for one that is to be drawn, by its name alone. So
// another drawing needs another version; change both here.
func TestVersion(t *testing.T) {
	data := drawn(t, painter(t, false), many()[0])
	if got, want := fmt.Sprintf("%s %x", version, sha256.Sum256(data)), "1 01f614be251e8bf8c7e89756c4c7c43e2eb4531b194ca53a0bd7ccc1c6be2f05"; got != want {
		t.Errorf("the card is %s, not %s: is it drawn otherwise?", got, want)
	}
	if !IsWhole(data) || IsWhole(data[:len(data)-20]) || IsWhole(nil) {
		t.Error("a part of a card is taken for one")
	}
	data[len(data)/2] ^= 1
	if IsWhole(data) {
		t.Error("a damaged card is taken for one")
	}
}

// What would be drawn wrongly is not drawn: letters that no font has, that join, that
// stand on others, or that go from right to left. Emoji alone are no title.
func TestNothingIsDrawnWrongly(t *testing.T) {
	p := painter(t, false)
	for _, title := range []string{"مرحبا بالعالم", "שלום", "नमस्ते", "สวัสดี", "x\u0304\u0331", "死锁", "🚀✨", "", " ", "a \u202e b"} {
		if _, ok := p.Card(Texts{Title: title}); ok || p.Draws(title) {
			t.Errorf("%q is drawn", title)
		}
	}
	for title, want := range map[string]string{
		"🚀 Start  here ✅": "Start here", "Cafe\u0301": "Café", "👩‍💻 Work ⌘": "Work", "1️⃣ One": "One", "a ❤️ b": "a b",
	} {
		if c, ok := p.Card(Texts{Title: title}); !ok || c.title != want {
			t.Errorf("%q is drawn as %q, %t", title, c.title, ok)
		}
	}
	c, ok := p.Card(Texts{Title: "Ok", Site: "笔记", Trail: []string{"数据库", "Redis"}})
	if !ok || c.site != "" || len(c.trail) != 1 {
		t.Errorf("%q %q", c.site, c.trail)
	}
}

// An icon is small, shows the first letter in the middle, and is none where that cannot
// be drawn.
func TestIcon(t *testing.T) {
	p := painter(t, true)
	for name, can := range map[string]bool{"notes": true, "🚀 后端笔记": true, "«Go»": true, "ملاحظات": false, "🚀": false, "": false} {
		data, ok, err := p.Icon(name)
		if err != nil || ok != can {
			t.Errorf("%q: %t %v", name, ok, err)
		}
		if !ok {
			continue
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil || picture.Bounds().Dx() != IconSize || picture.Bounds().Dy() != IconSize || len(data) > 2<<10 {
			t.Errorf("%q: %d bytes, %v", name, len(data), err)
		}
		ground, inked, left, right := picture.At(0, 0), 0, IconSize, 0
		for y := range IconSize {
			for x := range IconSize {
				if picture.At(x, y) != ground {
					inked, left, right = inked+1, min(left, x), max(right, x)
				}
			}
		}
		if inked < 500 || left+right < IconSize-6 || left+right > IconSize+4 {
			t.Errorf("%q: %d pixels from %d to %d", name, inked, left, right)
		}
		keep(t, "icon-"+string([]rune(name)[len([]rune(name))-1:]), data)
	}
}

// Lines are no wider than there is room for, none begins with a comma, and no letter
// is lost but at the end of what is too long.
func TestLines(t *testing.T) {
	p := painter(t, true)
	b := p.brush()
	for _, texts := range manyHan() {
		title, ok := b.drawable(texts.Title)
		if !ok {
			t.Fatal(texts.Title)
		}
		const room = Width - 2*margin
		lines, size := b.set(title, room)
		var most int
		for _, s := range titleSizes() {
			if s.size == size {
				most = s.lines
			}
		}
		if len(lines) > most {
			t.Errorf("%d lines of size %d", len(lines), size)
		}
		for _, line := range lines {
			if w := b.width(line, size); w > room {
				t.Errorf("%q is %d wide", line, w)
			}
			if strings.ContainsAny(line[:len(string([]rune(line)[:1]))], "，。、：；！？）」…") {
				t.Errorf("%q begins a line", line)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		set := bare(strings.Join(lines, ""))
		if cut, isCut := strings.CutSuffix(set, "…"); set != bare(title) && (!isCut || !strings.HasPrefix(bare(title), cut)) {
			t.Errorf("%q became %q", title, lines)
		}
	}
}

func BenchmarkCard(b *testing.B) {
	p := painter(b, true)
	all := manyHan()
	b.ReportAllocs()
	var bytes int
	for i := 0; b.Loop(); i++ {
		bytes += len(drawn(b, p, all[i%len(all)]))
	}
	b.ReportMetric(float64(bytes)/float64(b.N), "bytes/card")
}
