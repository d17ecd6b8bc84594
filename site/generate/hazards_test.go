package generate_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
)

// TestHazards holds the table of what could go wrong: every hazard has a test
// that is there, or a word on why it has none.
func TestHazards(t *testing.T) {
	data, err := os.ReadFile("testdata/hazards.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows, faults := hazards(string(data), testsOf(t, testkit.Root(t)))
	for _, f := range faults {
		t.Error(f)
	}
	for _, span := range [][2]int{{1, 15}, {20, 41}, {50, 63}, {70, 78}, {80, 84}, {90, 99}} {
		for n := span[0]; n <= span[1]; n++ {
			if !slices.Contains(rows, n) {
				t.Errorf("H%d has no row", n)
			}
		}
	}
}

// hazards reads a table: the numbers in it, and what is wrong with it. tests
// are those that there are.
func hazards(table string, tests map[string]bool) (rows []int, faults []string) {
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		n, err := strconv.Atoi(strings.TrimPrefix(cells[0], "H"))
		switch {
		case len(cells) != 4 || err != nil || cells[1] == "":
			faults = append(faults, fmt.Sprintf("%q: a row is a number, a hazard, tests and a remark", line))
			continue
		case len(rows) > 0 && n <= rows[len(rows)-1]:
			faults = append(faults, cells[0]+" stands twice or in the wrong place")
		case cells[2] == "" && cells[3] == "":
			faults = append(faults, cells[0]+" has neither a test nor a reason")
		}
		rows = append(rows, n)
		for _, name := range strings.Fields(cells[2]) {
			if !tests[name] {
				faults = append(faults, cells[0]+": there is no test "+name)
			}
		}
	}
	return rows, faults
}

var testFunc = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)

// testsOf are the tests of the module at root, as "site/load.TestDecode".
func testsOf(t *testing.T, root string) map[string]bool {
	t.Helper()
	tests := map[string]bool{}
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, "_test.go") {
			return err
		}
		text, err := os.ReadFile(p)
		rel, _ := filepath.Rel(root, filepath.Dir(p))
		for _, m := range testFunc.FindAllSubmatch(text, -1) {
			tests[filepath.ToSlash(rel)+"."+string(m[1])] = true
		}
		return err
	})
	if err != nil || len(tests) < 100 {
		t.Fatalf("%d tests: %v", len(tests), err)
	}
	return tests
}

func TestHazardFaults(t *testing.T) {
	tests := map[string]bool{"a.TestA": true}
	for row, want := range map[string]string{
		"H1\tx\ta.TestA\t":       "",
		"H1\tx\t\tnot here":      "",
		"H1\tx\t\t":              "neither a test nor a reason",
		"H1\tx\ta.TestB\t":       "no test a.TestB",
		"H1\tx\ta.TestA":         "a row is",
		"H2\tx\t\ty\nH1\tx\t\ty": "wrong place",
	} {
		_, faults := hazards(row+"\n", tests)
		if got := strings.Join(faults, "\n"); !strings.Contains(got, want) || (want == "") != (got == "") {
			t.Errorf("%q: %q", row, got)
		}
	}
}
