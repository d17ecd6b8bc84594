package generate_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/archive"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/testkit"
)

// A secret is a draft. Every word that is only in it begins with "zqxjwv" and ends
// with its number.
type secret struct {
	key, value string // what makes a draft of it
	front      string // with its fences; N is the number
}

func secrets() []secret {
	return []secret{
		{"draft", "true", "---\ntitle: zqxjwvtitleN\ndraft: true\ntags: [zqxjwvtagN, b]\ndate: 2026-01-02\n---\n"},
		{"draft", "true", "---\ndraft: true\n---\n"},
		{"draft", "true", "---\ntitle: \"zqxjwvtitleN: a\"\naliases:\n  - zqxjwvaliasN\ntags:\n  - zqxjwvtagN\n\ndraft: true   # not yet\nweight: 3\n---\n"},
		{"draft", "yes", "---\nDraft: yes\ndescription: zqxjwvtextN\n---\n"},
		{"draft", "true", "---\n{title: zqxjwvtitleN, draft: true}\n---\n"},
		{"draft", "true", "---\n\"draft\": \"true\"\ntitle: 'zqxjwvtitleN'\n---\n"},
		{"draft", "true", "+++\ntitle = \"zqxjwvtitleN\"\ndraft = true\ntags = [\"zqxjwvtagN\"]\n+++\n"},
		{"draft", "true", "{\n  \"title\": \"zqxjwvtitleN\",\n  \"draft\": true\n}\n"},
		{"publish", "false", "---\ntags: [zqxjwvtagN]\npublish: false\n---\n"},
		{"published", "false", "---\nlayout: post\ntitle: zqxjwvtitleN\npublished: false\n---\n"},
		{"private", "true", "---\ntitle: zqxjwvtitleN\nprivate: true\n---\n"},
		{"draft", "true", "\n---\ntitle: zqxjwvtitleN\ndraft: true\n---\n"},
		{"draft", "true", "---\ncreated: 2026-01-02\n---\n---\ntitle: zqxjwvtitleN\ndraft: true\n---\n"},
	}
}

const secretBody = "\n# zqxjwvheadN\n\nzqxjwvbodyN and [a link](open.md) ![zqxjwvaltN](pics/zqxjwvpicN.png)\n\n```\nzqxjwvcodeN\n```\n"

// broken changes one to three bytes of text.
func broken(random *rand.Rand, text string) (changed string, changes int) {
	b := []byte(text)
	n := 1 + random.IntN(3)
	for range n {
		changes++
		i, j := random.IntN(len(b)), random.IntN(len(b))
		if random.IntN(2) == 0 {
			j = max(i-1, 0)
		}
		switch random.IntN(4) {
		case 0:
			b = slices.Delete(b, i, i+1)
		case 1:
			b[i], b[j] = b[j], b[i]
			if i-j != 1 { // each of them is somewhere else
				changes++
			}
		case 2:
			b = slices.Insert(b, i, b[i])
		case 3:
			signs := "-+:=#{}[]\"'| \t\n,.&*!?%@`~xtrue0\x00\x07\xff\xc3"
			b = slices.Insert(b, i, signs[random.IntN(len(signs))])
		}
	}
	return string(b), changes
}

var notLetters = regexp.MustCompile(`[^a-z0-9:]+`)

// meansDraft says whether what is left of a secret's front matter still says,
// to somebody who reads with good will, that it is a draft: its key is there
// with a colon, or something within two letters of key and value.
func (s secret) meansDraft(front string) bool {
	squeezed := notLetters.ReplaceAllString(strings.ReplaceAll(strings.ToLower(front), "=", ":"), "")
	if strings.Contains(squeezed, s.key+":") {
		return true
	}
	whole := s.key + ":" + s.value
	wrong := min(len(s.value)-2, 2)
	for i := range squeezed {
		for n := len(whole) - wrong; n <= len(whole)+wrong && i+n <= len(squeezed); n++ {
			if edits(squeezed[i:i+n], whole) <= wrong {
				return true
			}
		}
	}
	return false
}

// edits is the number of letters to insert, delete, change or swap with their
// neighbour that turns a into b.
func edits(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range len(b) + 1 {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// TestBrokenDraftsStayHome: however the front matter of a draft is broken, as
// long as something of its meaning is left, no word of it is in any file of
// the site, in the index or in the zip.
func TestBrokenDraftsStayHome(t *testing.T) {
	excused, built := 0, 0
	for seed := range uint64(testkit.Times(1, 1, 15)) {
		fronts := brokenDrafts(t, seed, 200)
		stayHome(t, fronts)
		built, excused = built+len(fronts), excused+200-len(fronts)
	}
	if excused > built/20 || built < 100 {
		t.Errorf("%d built, %d excused", built, excused)
	}
}

func FuzzBrokenDraftsStayHome(f *testing.F) {
	for _, seed := range []uint64{81, 108, 82, 57, 62, 25, 16, 92} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { stayHome(t, brokenDrafts(t, seed, 200)) })
}

// brokenDrafts are n broken front matters of drafts, by number, but for those of
// which nothing tells any more that they were drafts.
func brokenDrafts(t *testing.T, seed uint64, n int) map[string]string {
	random := rand.New(rand.NewPCG(seed, 8))
	fronts := map[string]string{}
	for i := range n {
		s := secrets()[i%len(secrets())]
		number := fmt.Sprintf("%04d", i)
		front, changes := broken(random, strings.ReplaceAll(s.front, "N", number))
		switch {
		case s.meansDraft(front):
			fronts[number] = front
		case changes == 1:
			t.Errorf("one change takes all meaning: %q", front)
		}
	}
	return fronts
}

// stayHome builds a site of drafts and a note that leads to all of them.
func stayHome(t *testing.T, fronts map[string]string) {
	content := fstest.MapFS{}
	var open strings.Builder
	open.WriteString("---\ndate: 2026-01-01\n---\n# Open\n")
	for _, number := range slices.Sorted(maps.Keys(fronts)) {
		content["n"+number+".md"] = &fstest.MapFile{Data: []byte(fronts[number] + strings.ReplaceAll(secretBody, "N", number))}
		content["pics/zqxjwvpic"+number+".png"] = &fstest.MapFile{Data: []byte("zqxjwvbytes" + number)}
		fmt.Fprintf(&open, "\n- [[n%s]] and [link](n%s.md), ![[n%s]]\n", number, number, number)
	}
	content["open.md"] = &fstest.MapFile{Data: []byte(open.String())}
	out, result := buildMemory(t, content, site.Options{URL: "https://example.org/"}, 0)
	if len(result.Notes) == 0 {
		t.Fatal("the note that is open is not there")
	}
	for number := range leaks(t, out) {
		t.Errorf("note %s is out: %q", number, fronts[number])
	}
}

// TestLeaksAreSeen: what looks for leaks finds those that are there.
func TestLeaksAreSeen(t *testing.T) {
	content := fstest.MapFS{"open.md": {Data: []byte("# Open\n")}}
	for n, s := range secrets() {
		number := fmt.Sprintf("%04d", n)
		content["n"+number+".md"] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(s.front+secretBody, "N", number))}
		content["pics/zqxjwvpic"+number+".png"] = &fstest.MapFile{Data: []byte("zqxjwvbytes" + number)}
	}
	out, _ := buildMemory(t, content, site.Options{Drafts: true}, 0)
	if found := leaks(t, out); len(found) < len(secrets()) {
		t.Errorf("of %d drafts %d are found: %v", len(secrets()), len(found), found)
	}
	out, _ = buildMemory(t, content, site.Options{}, 0)
	if found := leaks(t, out); len(found) != 0 {
		t.Errorf("unbroken drafts are out: %v", found)
	}
}

var secretWord = regexp.MustCompile(`zqxjwv[a-z]*(\d{4})?`)

// leaks are the numbers of the secrets of which a word is in the name or the
// text of a file, in the index, or in the zip.
func leaks(t *testing.T, out *output.Memory) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	look := func(text []byte) {
		for _, m := range secretWord.FindAllSubmatch(text, -1) {
			found[string(m[1])] = true
		}
	}
	files := 0
	err := fs.WalkDir(out, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		look([]byte(name))
		data, err := fs.ReadFile(out, name)
		look(data)
		return err
	})
	if err != nil || files < 10 {
		t.Fatal(files, err)
	}
	dir := t.TempDir()
	if err := pack.Unpack(out, dir); err != nil {
		t.Fatal(err)
	}
	index, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	answer, err := index.Search(t.Context(), "zqxjwv", search.SearchOptions{Size: 100})
	if err != nil {
		t.Fatal(err)
	}
	look(fmt.Appendf(nil, "%+v", answer.Hits))
	var buf bytes.Buffer
	if _, err := archive.Write(t.Context(), &buf, out, "site", "en"); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil || len(z.File) < files/2 {
		t.Fatal(err)
	}
	for _, f := range z.File {
		look([]byte(f.Name + f.Comment))
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var data bytes.Buffer
		data.ReadFrom(r)
		look(data.Bytes())
	}
	return found
}
