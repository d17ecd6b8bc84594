package ownnotes

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/testkit"
)

// noteAt returns the text of the note at a path below content.
func noteAt(t *testing.T, notes []site.Note, at string) string {
	t.Helper()
	for _, n := range notes {
		if n.Path == at {
			return string(n.Body)
		}
	}
	t.Fatalf("no note %s", at)
	return ""
}

var (
	planRow    = regexp.MustCompile(`(?m)^\| [一二三四五六七八九十]+ \| (.+) \| (\d+) \| .+ \|$`)
	planFolder = regexp.MustCompile(`\]\(([a-z]+)/README\.md\)`)
)

// TestPlanAddsUp holds the plan on the first page to the notes there are: each
// week has as many as it says, and all weeks together have them all.
func TestPlanAddsUp(t *testing.T) {
	notes := contentNotes(t)
	count, all := map[string]int{}, 0
	for _, n := range notes {
		if isTopic(n) {
			count[path.Dir(n.Path)]++
			all++
		}
	}
	planned := 0
	for _, row := range planRow.FindAllStringSubmatch(noteAt(t, notes, "README.md"), -1) {
		says, _ := strconv.Atoi(row[2])
		has := 0
		for _, folder := range planFolder.FindAllStringSubmatch(row[1], -1) {
			has += count[folder[1]]
		}
		if says != has {
			t.Errorf("%s: the plan says %d notes, there are %d", row[1], says, has)
		}
		planned += has
	}
	if planned != all {
		t.Errorf("%d notes are in the plan, of %d", planned, all)
	}
}

// TestDigestIsComplete: the page of short answers asks for those of every folder of
// topics, each once and the most asked first, and every topic has one to be gathered.
func TestDigestIsComplete(t *testing.T) {
	notes := contentNotes(t)
	digest := noteAt(t, notes, "digest.md")
	folders := map[string]bool{}
	for _, n := range notes {
		if isTopic(n) {
			folders[path.Dir(n.Path)] = true
			if shortAnswer(n) == "" {
				t.Errorf("%s has no short answer", n.Path)
			}
		}
	}
	for folder := range folders {
		want := fmt.Sprintf("```collect\ncallout: 面试一句话\nfrom: %s\ntags: [%s]\n```\n", folder, strings.Join(levels, ", "))
		if n := strings.Count(digest, want); n != 1 {
			t.Errorf("digest.md has %d times, not once,\n%s", n, want)
		}
	}
	if n := strings.Count(digest, "```collect"); n != len(folders) {
		t.Errorf("digest.md gathers from %d folders, there are %d", n, len(folders))
	}
}

// TestFactsAreThere holds the facts that the notes were begun from. A line of
// testdata/facts.txt is
//
//	number path words
//
// and the words have to stand in the note, next to each other. Numbers are
// those of the list of facts; a fact may have several lines.
func TestFactsAreThere(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("testdata", "facts.txt"))
	if err != nil {
		t.Fatal(err)
	}
	content := testkit.OwnContent(t)
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		number, rest, _ := strings.Cut(line, " ")
		at, words, ok := strings.Cut(rest, " ")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if _, err := strconv.Atoi(number); err != nil || !ok {
			t.Errorf("facts.txt:%d: no fact: %s", i+1, line)
			continue
		}
		seen[number] = true
		text, err := os.ReadFile(filepath.Join(content, filepath.FromSlash(at)))
		if err != nil {
			t.Error(err)
		} else if !bytes.Contains(text, []byte(words)) {
			t.Errorf("fact %s: %s does not say %q", number, at, words)
		}
	}
	if want := 134; len(seen) != want {
		t.Errorf("%d facts of %d: missing %s", len(seen), want, missingNumbers(seen, want))
	}
}

func missingNumbers(seen map[string]bool, upTo int) string {
	var missing []string
	for n := 1; n <= upTo; n++ {
		if number := fmt.Sprint(n); !seen[number] {
			missing = append(missing, number)
		}
	}
	return strings.Join(missing, " ")
}
