package licence_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/licence"
)

var update = flag.Bool("update", false, "write notices.txt")

// unicodeData is what biji holds that others made and that is no library.
const unicodeData = "Unicode's data, in site/search/hant.txt (CLDR's Traditional-Simplified; also in the sites that biji makes),\n" +
	"  site/slug/pinyin.bin (CLDR's collation of Chinese), and the tables of Go and of golang.org/x/text"

// soundData is what sounds.txt is made of, by a test alone.
const soundData = "the readings of Chinese characters, in site/search/analyze/sounds.txt (github.com/mozillazg/go-pinyin)"

// mathFont is what the modules of fonts hold besides their programs.
const mathFont = "Latin Modern Math and STIX Two Math, the fonts of formulas, parts of which are also in the sites that biji makes;\n" +
	"  STIX Two Text, in which the pictures that stand for pages are written"

// The notices name every module that is linked on any system that biji is built
// for, with the text of its licence as it came.
func TestNoticesAreComplete(t *testing.T) {
	of := map[string][]string{} // text of a licence -> what it is of
	for module, dir := range linked(t) {
		text := texts(t, dir)
		of[text] = append(of[text], module)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	goLicence := texts(t, strings.TrimSpace(string(root)))
	of[goLicence] = append(of[goLicence], "the Go standard library")
	of[trimmed(licence.Unicode())] = append(of[trimmed(licence.Unicode())], unicodeData)
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/mozillazg/go-pinyin").Output()
	if err != nil {
		t.Fatal(err)
	}
	sounds := texts(t, strings.TrimSpace(string(dir)))
	if sounds != trimmed(licence.Sounds()) {
		t.Error("sounds.txt is not the licence of the readings")
	}
	of[sounds] = append(of[sounds], soundData)
	of[trimmed(licence.MathFonts())] = append(of[trimmed(licence.MathFonts())], mathFont)
	want := written(of)
	if *update {
		if err := os.WriteFile("notices.txt", []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != licence.Notices() {
		t.Error("notices.txt is not what the modules say; run this test with -update")
	}
}

// linked are the modules that are linked into the program on some system, with
// the folders that hold them.
func linked(t *testing.T) map[string]string {
	t.Helper()
	dirs := map[string]string{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "../../cmd/biji")
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if module, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				dirs[module] = dir
			}
		}
	}
	if len(dirs) < 20 {
		t.Fatalf("only %d modules are linked", len(dirs))
	}
	return dirs
}

var legal = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents|attrib)[^/]*$`)

// texts are the files in dir that say under which terms it may be used.
func texts(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		if e.IsDir() || !legal.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, trimmed(string(data)))
	}
	if len(all) == 0 {
		t.Errorf("%s has no licence", dir)
	}
	return strings.Join(all, "\n\n")
}

// trimmed is a text with the line ends of all systems made one.
func trimmed(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimRight(line, " \t\r\n\f"))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

func written(of map[string][]string) string {
	var b strings.Builder
	b.WriteString("biji is made with the work of others, which keeps its own licences. They are these.\n")
	for _, names := range of {
		slices.Sort(names)
	}
	order := slices.SortedFunc(maps.Keys(of), func(x, y string) int {
		return cmp.Or(cmp.Compare(of[x][0], of[y][0]), cmp.Compare(x, y))
	})
	for _, text := range order {
		fmt.Fprintf(&b, "\n%s\n\n- %s\n\n%s\n", strings.Repeat("=", 79), strings.Join(of[text], "\n- "), text)
	}
	return b.String()
}
