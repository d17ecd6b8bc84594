package load

import (
	"bytes"
	"errors"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
	"github.com/google/go-cmp/cmp"
)

func TestOptionsPlace(t *testing.T) {
	title := func(s string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("title = '" + s + "'\ntemplates = 'looks'\nx = 1\n")}
	}
	for _, c := range []struct {
		name, content string
		fsys          fstest.MapFS
		title, looks  string
		problemIn     string
	}{
		{"none", "content", fstest.MapFS{}, "", "", ""},
		{"inside", "content", fstest.MapFS{"content/biji.toml": title("in")}, "in", "looks", "biji.toml"},
		{"beside", "content", fstest.MapFS{"biji.toml": title("out")}, "out", "../looks", "../biji.toml"},
		{"both", "a/content", fstest.MapFS{"a/content/biji.toml": title("in"), "a/biji.toml": title("out")}, "in", "looks", "biji.toml"},
		{"no beside", ".", fstest.MapFS{"biji.toml": title("in")}, "in", "looks", "biji.toml"},
		{"not further up", "a/b", fstest.MapFS{"biji.toml": title("out")}, "", "", ""},
	} {
		o, problems, err := Options(c.fsys, c.content)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if o.Title != c.title || o.Templates != c.looks {
			t.Errorf("%s: %+v", c.name, o)
		}
		file := ""
		if len(problems) > 0 {
			file = problems[0].At.File
		}
		if file != c.problemIn {
			t.Errorf("%s: problems %v", c.name, problems)
		}
	}
}

func TestOptionsUnreadable(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"folder":   fstest.MapFS{"biji.toml": {Mode: fs.ModeDir}},
		"encoding": fstest.MapFS{"biji.toml": {Data: []byte("title = '\xb1\xca\xbc\xc7'\n")}},
		"disk":     failing{fstest.MapFS{}, "biji.toml"},
	} {
		_, problems, err := Options(fsys, ".")
		var bad *SettingsError
		if !errors.As(err, &bad) || len(problems) != 0 {
			t.Errorf("%s: %v, %v", name, problems, err)
		} else if len(bad.Problems) != 1 || bad.Problems[0].At.File != "biji.toml" {
			t.Errorf("%s: %v", name, bad.Problems)
		}
	}
}

// What biji init writes is read back without complaint, names every option,
// and says everything in two languages.
func TestConfigTemplate(t *testing.T) {
	written := ConfigTemplate(map[string]string{"title": `My "notes" \ 笔记`, "lang": "zh-CN"})
	read := func(text []byte) site.Options {
		o, problems, err := Options(fstest.MapFS{"biji.toml": {Data: text}}, ".")
		if len(problems) > 0 || err != nil {
			t.Errorf("%v %v in\n%s", problems, err, text)
		}
		return o
	}
	want := site.Options{Title: `My "notes" \ 笔记`, Lang: "zh-CN"}
	if diff := cmp.Diff(want, read(written)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	commented := regexp.MustCompile(`(?m)^# ([a-z.-]+ = )`)
	if diff := cmp.Diff(want, read(commented.ReplaceAll(written, []byte("$1")))); diff != "" {
		t.Errorf("with all in force: -want +got\n%s", diff)
	}
	keys := optionKeys(reflect.TypeFor[site.Options](), "")
	for _, key := range keys {
		if n := len(regexp.MustCompile(`(?m)^(# )?`+regexp.QuoteMeta(key)+` = `).FindAll(written, -1)); n != 1 {
			t.Errorf("%s is there %d times", key, n)
		}
	}
	if n, fields := len(settings()), len(keys); n != fields {
		t.Errorf("%d settings for %d options", n, fields)
	}
	for _, s := range settings() {
		if s.en == "" || s.zh == "" || s.want == "" || !regexp.MustCompile(`\p{Han}`).MatchString(s.zh) {
			t.Errorf("%s is not explained: %+v", s.key, s)
		}
	}
	if bytes.Contains(ConfigTemplate(map[string]string{"title": "a\nlang = 'xx'"}), []byte("\nlang")) {
		t.Error("a title breaks out of its line")
	}
}

// optionKeys are the keys that set the fields of a type; of a struct in it, as
// those of a table.
func optionKeys(of reflect.Type, table string) []string {
	var keys []string
	whole := []reflect.Type{ // one key sets all of it
		reflect.TypeFor[site.Images](), reflect.TypeFor[site.Publish](), reflect.TypeFor[site.Pattern](), reflect.TypeFor[site.PropertyChoice](), reflect.TypeFor[site.Span](), reflect.TypeFor[site.FaceFile](), reflect.TypeFor[site.Accent](),
	}
	for f := range of.Fields() {
		switch key := table + kebab(f.Name); {
		case f.Type == reflect.TypeFor[site.Face](): // a table in the program only
			keys = append(keys, optionKeys(f.Type, table)...)
		case of == reflect.TypeFor[site.Face]() && f.Name == "Links": // of its other fields
		case f.Type.Kind() == reflect.Struct && !slices.Contains(whole, f.Type):
			keys = append(keys, optionKeys(f.Type, key+".")...)
		default:
			keys = append(keys, key)
		}
	}
	return keys
}

// kebab is DateFormat as a key: date-format.
func kebab(name string) string {
	return strings.ToLower(regexp.MustCompile(`([a-z])([A-Z])`).ReplaceAllString(name, "$1-$2"))
}

func TestDateFormat(t *testing.T) {
	for written, want := range map[string]string{`"long"`: "", `"iso"`: "2006-01-02", `"2.1.2006"`: "2.1.2006"} {
		o, problems, err := Options(fstest.MapFS{"biji.toml": {Data: []byte("date-format = " + written + "\n")}}, ".")
		if o.DateFormat != want || len(problems) > 0 || err != nil {
			t.Errorf("%s: %q %v %v", written, o.DateFormat, problems, err)
		}
	}
	for written, says := range map[string]string{`"YYYY-MM-DD"`: `"YYYY-MM-DD" is "2006-01-02"`, `"full"`: "as all dates are to look", "true": "should be"} {
		o, problems, err := Options(fstest.MapFS{"biji.toml": {Data: []byte("date-format = " + written + "\n")}}, ".")
		if o.DateFormat != "" || len(problems) != 1 || err != nil || !strings.Contains(problems[0].What, says) {
			t.Errorf("%s: %q %v %v", written, o.DateFormat, problems, err)
		}
	}
}

func TestCheckRules(t *testing.T) {
	o, problems, _ := Options(fstest.MapFS{"biji.toml": {Data: []byte(
		"[check]\nignore = ['orphan:Daily/**', 'external-image']\nerror = ['orphan']\nwarning = []\n")}}, ".")
	want := site.CheckRules{
		Ignore: []site.KindRule{{Kind: site.Orphan, Files: "Daily/**"}, {Kind: site.ExternalImage}},
		Error:  []site.KindRule{{Kind: site.Orphan}},
	}
	if diff := cmp.Diff(want, o.Check); diff != "" || len(problems) > 0 {
		t.Errorf("%v -want +got\n%s", problems, diff)
	}
	for rule, said := range map[string]string{
		"'orphans'":     `did you mean "orphan"?`,
		"'nothing'":     `no kind of problem "nothing"`,
		"'orphan:'":     "no pattern",
		"'orphan:[a'":   "cannot be read",
		"'note', 3":     "check.note: there is no kind of problem",
		"['orphan'], 3": "should be a list of kinds",
	} {
		o, problems, _ := Options(fstest.MapFS{"biji.toml": {Data: []byte("\n[check]\nnote = ['orphan',\n  " + rule + "]\n")}}, ".")
		if len(problems) != 1 || !strings.Contains(problems[0].String(), said) || problems[0].At.Line < 3 {
			t.Errorf("%s: %v, not %s", rule, problems, said)
		}
		if len(o.Check.Note) > 1 {
			t.Errorf("%s is taken: %v", rule, o.Check)
		}
	}
}

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"Daily/**", "Daily/a.md", true}, {"Daily/**", "Daily/2024/a.md", true}, {"Daily/**", "x/Daily/a.md", false},
		{"Daily/", "x/Daily/y/a.md", true}, {"Daily", "Daily/a.md", true}, {"*.md", "x/a.md", true}, {"/a.md", "x/a.md", false},
		{"x", "a.md", false}, {"../biji.toml", "../biji.toml", true},
	} {
		match, err := Pattern(c.pattern)
		if err != nil || match(c.path) != c.want {
			t.Errorf("%s of %s: not %v, %v", c.pattern, c.path, c.want, err)
		}
	}
	if _, err := Pattern("[a"); err == nil {
		t.Error("a pattern that cannot be read is taken")
	}
}

// What was to keep notes back does not pass as a setting of problems.
func TestKeepingBackBelowCheck(t *testing.T) {
	for text, stops := range map[string]bool{
		"publish = 'explicit'": true, "drafts = false": true, "draft = false": true, "gitignore = true": true,
		"ignore = ['private/']": true, "ignore = ['*.md']": true, "ignore = ['orphans']": false, "eror = ['orphan']": false,
	} {
		_, problems, err := Options(fstest.MapFS{"biji.toml": {Data: []byte("[check]\nnote = ['orphan']\n" + text + "\n")}}, ".")
		if (err != nil) != stops || err == nil && len(problems) == 0 {
			t.Errorf("%s: %v, %v", text, problems, err)
		}
	}
}

func TestNearest(t *testing.T) {
	for key, want := range map[string]string{
		"titel": "title", "languge": "languages", "colours": "", "lan": "lang", "ulr": "url", "ignor": "ignore", "draft": "drafts",
		"encodings": "encoding", "x": "", "": "", "theme": "", "TITLE": "",
	} {
		if got, _ := nearest(key); got != want {
			t.Errorf("nearest(%q) = %q, want %q", key, got, want)
		}
	}
}

func FuzzOptions(f *testing.F) {
	f.Add(ConfigTemplate(map[string]string{"title": "a", "lang": "en"}))
	f.Add([]byte("[a]\nb.c = 1\nignore = ['**', '[']\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		o, problems, err := Options(fstest.MapFS{"biji.toml": {Data: text}}, ".")
		if err != nil {
			problems = err.(*SettingsError).Problems
			if !cmp.Equal(o, site.Options{}) || len(problems) == 0 {
				t.Errorf("%v, but %+v", err, o)
			}
		}
		for _, p := range problems {
			if p.At.File == "" || p.What == "" || len(p.String()) > 500 {
				t.Errorf("problem %+v", p)
			}
		}
		// Whatever the settings say, they can be used.
		if _, err := Notes(t.Context(), fstest.MapFS{"a.md": {}}, o, 1); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	})
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern string
		yes, no string // paths; folders end with a slash
	}{
		{"*.tmp", "a.tmp b/c.tmp d.tmp/", "a.tmp.md tmp"},
		{"drafts/", "drafts/ a/drafts/", "drafts a/drafts drafts.md"},
		{"/todo.md", "todo.md", "a/todo.md"},
		{"./todo.md", "todo.md a/todo.md", "todo"},
		{"a/*.md", "a/b.md", "a/b/c.md b/a/c.md a/"},
		{"a/**", "a/b a/b/c", "a/ b/a"},
		{"**/b", "b a/b a/c/b", "ab b/c"},
		{"a/**/b", "a/b a/c/b a/c/d/b", "a/bb c/a/b a/b/c"},
		{"a/**/b/**/c", "a/b/c a/x/b/b/y/c", "a/c a/b a/c/b"},
		{"**", "a a/b c/", ""},
		{"a?c", "abc a/a中c", "ac abbc"},
		{"[a-c]x", "ax d/bx", "dx"},
		{"名*", "名字.md a/名", "字名"},
		{`\*`, "*", "a"},
		{" a ", "a", "b"},
	} {
		g, err := newGlob(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range strings.Fields(c.yes) {
			if !g.match(strings.TrimSuffix(p, "/"), strings.HasSuffix(p, "/")) {
				t.Errorf("%q does not match %q", c.pattern, p)
			}
		}
		for _, p := range strings.Fields(c.no) {
			if g.match(strings.TrimSuffix(p, "/"), strings.HasSuffix(p, "/")) {
				t.Errorf("%q matches %q", c.pattern, p)
			}
		}
	}
	for _, bad := range []string{"", "/", "[", "a//b", "a/[x", strings.Repeat("a/", 65) + "b"} {
		if _, err := newGlob(bad); err == nil {
			t.Errorf("%q is a pattern", bad)
		}
	}
}

// What ignore can never match is a slip, and nothing may be published by it.
func TestIgnoreMatchesSomething(t *testing.T) {
	for pattern, ok := range map[string]bool{"a/": true, "./a/": true, "../a": false, "a/../b": false, "!a": false, " !/a/b": false} {
		if err := ignorable(pattern); (err == nil) != ok {
			t.Errorf("%q: %v", pattern, err)
		}
	}
}

// The fast matcher agrees with the plain definition of "**".
func FuzzGlob(f *testing.F) {
	f.Add("a/**/b/**/*", "a/x/b/c")
	f.Add("**/**/a", "a/a")
	f.Fuzz(func(t *testing.T, pattern, p string) {
		g, err := newGlob(pattern)
		if err != nil || !fs.ValidPath(p) || len(g.parts) > 8 || strings.Count(p, "/") > 8 {
			t.Skip()
		}
		names := strings.Split(p, "/")
		if got, want := matchParts(g.parts, names), slowMatch(g.parts, names); got != want {
			t.Errorf("%q, %q: %v, want %v", g.parts, names, got, want)
		}
	})
}

func slowMatch(parts, names []string) bool {
	switch {
	case len(parts) == 0:
		return len(names) == 0
	case parts[0] == "**":
		return slowMatch(parts[1:], names) || len(names) > 0 && slowMatch(parts, names[1:])
	}
	return len(names) > 0 && matchName(parts[0], names[0]) && slowMatch(parts[1:], names[1:])
}

func TestGuessLang(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "en"},
		{"# Notes\n\nSome words.\n", "en"},
		{"# Redis 持久化\n\nRedis 提供两种持久化方式：RDB 和 AOF。\n", "zh-CN"},
		{"# Learning Chinese\n\nThe word 笔记 means notes, and 你好 means hello.\n", "en"},
		{"# ノート\n\nこのプログラムは、すべてのリクエストを処理します。\n", "ja"},
		{"# 노트\n\n이 프로그램은 모든 요청을 처리한다.\n", "ko"},
		{"日语的“の”相当于汉语的“的”。这是一篇用中文写的笔记。\n", "zh-CN"},
		{"123 456\n", "en"},
		{"# Sauvegarde\n\nCopier les fichiers.\n", "und"}, // as well Catalan
		{"# Courses\n\nAcheter du lait et des œufs.\n", "fr"},
		{"# main.go\n\n```go\nfunc main() {}\n```\n", "en"},
		{"# Docker Compose\n\nMit `docker compose up` werden alle Container gestartet. Das YAML file muss im root directory liegen.\n", "de"},
		{"Привет, мир. Это заметки.\n", "ru"},
		{"# 備份\n\n這是一份說明文件，介紹如何將資料備份到電腦。\n", "zh-Hant"},
		{"# 备份\n\n這字是“这”的繁体写法，文中还有许多简体字，说明它们如何对应。\n", "zh-CN"},
		{"การค้นหาข้อความในบันทึกทำได้ง่าย\n", "th"},
		{"مرحبا، هذا موقع الملاحظات. يمكنك البحث في جميع الصفحات من القائمة.\n", "ar"},
		{"این یک یادداشت است که برای آزمایش نوشته شده است.\n", "fa"},
		{"یہ ایک نوٹ ہے جس میں تلاش کے بارے میں لکھا ہے۔\n", "ur"},
		{"זוהי הערה על חיפוש בפתקים.\n", "he"},
		{"Η αναζήτηση βρίσκει όλες τις σημειώσεις.\n", "el"},
		{"Нотатки зберігаються на вашому комп'ютері, і їх можна шукати.\n", "uk"},
		{"Бележките са на вашия компютър и могат да се търсят.\n", "bg"},
		{"Die Suche findet alle Notizen, die auf dem Rechner liegen, und zeigt sie an.\n", "de"},
		{"La recherche trouve toutes les notes qui sont sur votre ordinateur.\n", "fr"},
		{"La búsqueda encuentra todas las notas que están en tu ordenador, y no se pierden.\n", "es"},
		{"A pesquisa encontra todas as notas que não estão em uma pasta oculta.\n", "pt"},
		{"La ricerca trova tutte le note che sono nella cartella, anche quelle nascoste.\n", "it"},
		{"Wyszukiwarka znajduje wszystkie notatki, które są na dysku, ale nie w koszu.\n", "pl"},
		{"Sökningen hittar alla anteckningar som är på datorn och inte i papperskorgen.\n", "sv"},
		{"Søket finner alle notatene som er på maskinen, og viser dem etter når de ble lest av deg.\n", "nb"},
		{"Tìm kiếm thấy tất cả các ghi chú và thư mục trong kho của bạn, không cần mạng.\n", "vi"},
		{"Arama, bilgisayarınızdaki tüm notları bulur ve bir liste olarak gösterir; bu çok hızlıdır.\n", "tr"},
		{"Haku löytää kaikki muistiinpanot, jotka ovat koneella, ja se on nopea.\n", "fi"},
		{"A keresés minden jegyzetet megtalál, és nem kell hozzá hálózat, csak egy böngésző.\n", "hu"},
		{"Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed eiusmod tempor incididunt labore magna aliqua enim minim veniam quis nostrud.\n", "und"},
		{"# 公式\n\n设 $\\alpha = \\frac{a}{b}$，见 `some code here` 与 <font color=\"red\">红</font>。\n\n$$\n\\begin{cases} x \\end{cases}\n$$\n", "zh-CN"},
		{"# 命令\n\n```sh\nwhile true do echo one two three done\n```\n\n见 [文](https://example.org/a/b/c/d/e/f.html)。\n", "zh-CN"},
		{"> ```\n> 一二三四五\n> ```\n\nOne < two, and ( three $ four: five.\n", "en"},
	} {
		if got := GuessLang([]site.Note{{Body: []byte(c.text)}}); got != c.want {
			t.Errorf("GuessLang(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// What is wrong with a line of settings is said of the letter that is there.
func TestSettingsHints(t *testing.T) {
	for text, want := range map[string]string{
		"title = “我的”\n":         "unexpected character “",
		"title = 我的\n":           "unexpected character 我",
		"[site]\ntitle = 'a'\n":  "write title above all [tables]",
		"[site]\ncolour = 'a'\n": `there is no setting "site.colour"`,
	} {
		_, problems, err := Options(fstest.MapFS{"biji.toml": {Data: []byte(text)}}, ".")
		if err != nil {
			problems = err.(*SettingsError).Problems
		}
		if len(problems) != 1 || !strings.Contains(problems[0].String(), want) ||
			strings.Contains(problems[0].Hint, "straight quotes") != strings.Contains(text, "“") {
			t.Errorf("%q: %v, not %s", text, problems, want)
		}
	}
}

// Whatever was to keep something back and cannot be read as it was meant is an
// error; all else is not.
func TestSettingsFailClosed(t *testing.T) {
	const fine = "ignore = ['private/']\n"
	for _, text := range []string{
		fine + "title = \"x\n", fine + fine, fine + "title = 'a'\ntitle = 'b'\n", "ignore = 'private/'", "ignore = [1]", "ignore = ['[']", "ignore = true",
		"ignore = [['private/']]", "ignore.x = 1", "[ignore]\nprivate = true", "[[ignore]]\na = 1", "[site]\nignore = ['private/']",
		"exclude = ['private/']", "excludes = []", "ignores = []", "ignored = []", "ignor = []", "igonre = []", "Ignore = []", "IGNORE = []",
		"ignore_files = []", "ignorePatterns = []", "srcExclude = []", "exclude_docs = ''", "skip = []", "hidden = []", "private = ['a']",
		"draft = false", "Drafts = false", "drafts = 'no'", "drafts = 0", "drafts = []", "build_drafts = false",
		"publish = true", "publish = 'explicitly'", "publsh = 'explicit'", "published = 'explicit'", "Publish = 'explicit'", "explicit = true",
		"gitignore = 'no'", "gitignore = 0", "git_ignore = true", "gitIgnore = true", "use-gitignore = true",
		"ignore = [“private/”]", "ignore ＝ ['private/']", "ignore = ['private/'，]", "\xb1\xca", "\x00", "ignore: [private]",
	} {
		_, _, err := Options(fstest.MapFS{"biji.toml": {Data: []byte(text)}}, ".")
		if err == nil {
			t.Errorf("%q is taken", text)
		}
	}
	for _, name := range []string{"biji.yaml", "biji.yml", "Biji.toml", ".biji.toml", "biji.toml.txt", "biji.json"} {
		if _, _, err := Options(fstest.MapFS{name: {Data: []byte("x")}}, "."); err == nil {
			t.Errorf("%s is passed over", name)
		}
	}
	for _, text := range []string{"", "title = 3", "theme = 'x'", "[menu]\nitems = []", "unsafe = 'yes'", "url = 'x'", "lang = 1", "titel = 'x'"} {
		if _, problems, err := Options(fstest.MapFS{"biji.toml": {Data: []byte(text)}}, "."); err != nil || text != "" && len(problems) == 0 {
			t.Errorf("%q: %v, %v", text, problems, err)
		}
	}
}

func TestFullWidthSigns(t *testing.T) {
	for text, want := range map[string]string{
		"title = “我的”":         "1:9: cannot be read: unexpected character “",
		"lang='zh'\ntitle＝'a'": "2:6: cannot be read: unexpected character ＝",
		"ignore = ［'a']":       "1:10: cannot be read: unexpected character ［",
		"ignore = ['a'，'b']":   "1:14: cannot be read: unexpected character ，",
	} {
		_, _, err := Options(fstest.MapFS{"biji.toml": {Data: []byte(text)}}, ".")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "(write ") {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// A file that was meant to be the settings, or was once, is not passed over
// where there are none: they may keep notes back.
func TestMisnamedSettings(t *testing.T) {
	near := []string{
		"biji.toml~", "biji (1).toml", "_biji.toml", ".biji.toml", "Biji.TOML", "biji.toml.txt", "biji.tml", "biji.yaml", "biji.toml.bak",
		"#biji.toml#", ".biji.toml.swp", "biji - 副本.toml", "biji copy.toml", "biji.toml.disabled", "biji.old.toml", "biji2.toml", "~$biji.toml",
		"biji.toml (1)", "biji.toml.1", "biji-backup.toml", "biji.conf",
	}
	far := []string{"biji.md", "biji.png", "biji", "bijia.toml", "abiji.toml", "mybiji.toml", "biji.example.toml", "book.toml", "bijitoml", "biji.go"}
	for _, dir := range []string{"", "content/"} {
		for _, name := range near {
			_, problems, err := Options(fstest.MapFS{dir + name: {}, "content/a.md": {}}, "content")
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%s%s is passed over: %v %v", dir, name, problems, err)
			}
			_, _, err = Options(fstest.MapFS{dir + name: {}, "content/a.md": {}, "content/biji.toml": {}}, "content")
			if err != nil && name != "Biji.TOML" {
				t.Errorf("%s%s beside biji.toml: %v", dir, name, err)
			}
		}
		for _, name := range far {
			if _, problems, err := Options(fstest.MapFS{dir + name: {}, "content/a.md": {}}, "content"); err != nil {
				t.Errorf("%s%s: %v %v", dir, name, problems, err)
			}
		}
	}
}

// An inline table is as good as a table.
func TestInlineTable(t *testing.T) {
	o, problems, err := Options(fstest.MapFS{"biji.toml": {Data: []byte(`check = {ignore = ["orphan"]}`)}}, ".")
	if err != nil || len(problems) > 0 || len(o.Check.Ignore) != 1 {
		t.Errorf("%v %v %v", o.Check, problems, err)
	}
	if _, _, err := Options(fstest.MapFS{"biji.toml": {Data: []byte(`build = {ignore = ["private/**"]}`)}}, "."); err == nil {
		t.Error("ignore in another table is passed over")
	}
}
