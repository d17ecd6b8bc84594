package ownnotes

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/testkit"
	gocmp "github.com/google/go-cmp/cmp"
)

const (
	snippetTime  = time.Minute // after which a program hangs
	snippetTries = 3           // some show who is first; a busy machine blurs that
)

// A snippet is a program in a note, complete and offline.
type snippet struct {
	note   string // path below content, with slashes
	line   int    // of the opening fence
	name   string // its title, the name of a file
	code   string
	shown  string // what the note shows as its output
	exact  bool   // the output must be just that
	unseen bool   // no output is shown at all
}

// TestSnippets runs the programs that the notes show, and compares what they
// print with what the notes say they print.
//
// A fence whose title ends in .py or .sh is such a program. The next fence is
// its output: exactly, if titled 输出; roughly, if titled 输出（示例…）.
func TestSnippets(t *testing.T) {
	python := findPython(t)
	bash, err := exec.LookPath("bash")
	if err != nil {
		testkit.Missing(t, "python", "no bash: ", err)
	}
	all := snippetsBelow(t, testkit.OwnContent(t))
	for _, s := range all {
		if s.unseen {
			t.Errorf("%s:%d: no fence shows what %s prints", s.note, s.line, s.name)
		}
	}
	all = slices.DeleteFunc(all, func(s snippet) bool { return s.unseen })
	t.Run("run", func(t *testing.T) {
		// Most of them wait rather than compute.
		free := make(chan struct{}, 2*runtime.GOMAXPROCS(0))
		var wg sync.WaitGroup
		for _, s := range testkit.Some(all, 8, 8) {
			interpreter := python
			if strings.HasSuffix(s.name, ".sh") {
				interpreter = bash
			}
			free <- struct{}{}
			wg.Go(func() {
				defer func() { <-free }()
				s.check(t, interpreter)
			})
		}
		wg.Wait()
	})
}

// check runs s in an empty folder and compares its output. A program that
// prints something else is asked again, for its output may depend on when the
// machine wakes it up; one that is wrong stays wrong.
func (s snippet) check(t *testing.T, interpreter string) {
	var diff string
	for range snippetTries {
		got, err := s.run(t.Context(), t.TempDir(), interpreter)
		if err != nil {
			t.Errorf("%s:%d: %s: %v", s.note, s.line, s.name, err)
			return
		}
		if diff = gocmp.Diff(s.shown, got); !s.exact || diff == "" {
			return
		}
	}
	t.Errorf("%s:%d: %s prints something else (-note +program)\n%s", s.note, s.line, s.name, diff)
}

// run returns what s prints. It fails if s does.
func (s snippet) run(ctx context.Context, dir, interpreter string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, snippetTime)
	defer cancel()
	if err := os.WriteFile(filepath.Join(dir, s.name), []byte(s.code), 0o600); err != nil {
		return "", err
	}
	var out, errs bytes.Buffer
	c := exec.CommandContext(ctx, interpreter, s.name)
	c.Dir, c.Stdout, c.Stderr = dir, &out, &errs
	c.WaitDelay = 10 * time.Second // a child that lives on may hold the pipe
	c.Env = append(os.Environ(), "PYTHONUTF8=1", "LC_ALL=C.UTF-8")
	if err := c.Run(); err != nil {
		return "", &snippetError{cmp.Or(ctx.Err(), err), errs.String()}
	}
	return out.String(), nil
}

// A snippetError is a failure, and what the program said about it.
type snippetError struct {
	cause  error
	stderr string
}

func (e *snippetError) Error() string { return e.cause.Error() + "\n" + e.stderr }
func (e *snippetError) Unwrap() error { return e.cause }

// findPython returns a Python that runs what the notes are written for: 3.11
// or later, on Linux, for they use fork, epoll and /proc.
func findPython(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		testkit.Missing(t, "python", "the programs in the notes are for Linux, this is ", runtime.GOOS)
	}
	const old = "import sys; sys.exit(sys.version_info < (3, 11))"
	for _, name := range []string{"python3", "python3.14", "python3.13", "python3.12", "python3.11"} {
		path, err := exec.LookPath(name)
		if err == nil && exec.CommandContext(t.Context(), path, "-c", old).Run() == nil {
			return path
		}
	}
	testkit.Missing(t, "python", "3.11 or later")
	return ""
}

// eachNote calls do with the path and the text of every note below dir, by path.
func eachNote(t *testing.T, dir string, do func(note, text string)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		do(filepath.ToSlash(rel), string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// snippetsBelow returns the programs of the notes below dir, by path and place.
func snippetsBelow(t *testing.T, dir string) []snippet {
	t.Helper()
	var all []snippet
	eachNote(t, dir, func(note, text string) { all = append(all, snippetsIn(note, text)...) })
	if len(all) == 0 {
		t.Fatalf("no programs in the notes below %s", dir)
	}
	return all
}

// TestFencesParse holds the syntax of all Python and shell in the notes, of
// what cannot run without a library or a server too.
func TestFencesParse(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		testkit.Missing(t, "python", "no bash: ", err)
	}
	parsers := map[string]*exec.Cmd{
		"python": exec.CommandContext(t.Context(), findPython(t), "-c", parsePython),
		"bash":   exec.CommandContext(t.Context(), bash, "-c", parseBash),
	}
	parsers["sh"] = parsers["bash"]
	// The places of the fences, and their texts, each ended by a zero byte.
	places, texts := map[*exec.Cmd][]string{}, map[*exec.Cmd]*bytes.Buffer{}
	eachNote(t, testkit.OwnContent(t), func(note, text string) {
		for _, f := range testkit.Fences(text) {
			c := parsers[f.Lang]
			if c == nil {
				continue
			}
			if texts[c] == nil {
				texts[c] = new(bytes.Buffer)
			}
			places[c] = append(places[c], fmt.Sprintf("%s:%d", note, f.Line))
			texts[c].WriteString(f.Text + "\x00")
		}
	})
	if len(places) != 2 {
		t.Fatalf("%d languages in the notes, want Python and shell", len(places))
	}
	for c, at := range places {
		c.Stdin = texts[c]
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		faults := strings.Split(string(out), "\x00")
		if len(faults) != len(at)+1 {
			t.Fatalf("%d fences, %d answers\n%s", len(at), len(faults)-1, out)
		}
		for i, place := range at {
			if faults[i] != "" {
				t.Errorf("%s: %s", place, faults[i])
			}
		}
	}
}

// Programs that parse texts, each ended by a zero byte, and print for each
// what is wrong with it, ended so too.
const (
	parsePython = `
import ast, sys
for text in sys.stdin.buffer.read().split(b"\0")[:-1]:
    try:
        ast.parse(text)
    except SyntaxError as e:
        print(e, end="")
    print(end="\0")
`
	parseBash = `
while IFS= read -r -d '' text; do
	bash -n <<<"$text" 2>&1
	printf '\0'
done
`
)

// snippetsIn returns the programs of one note, each with the output shown.
func snippetsIn(note, text string) []snippet {
	var all []snippet
	fences := testkit.Fences(text)
	for i, f := range fences {
		if !strings.HasSuffix(f.Title, ".py") && !strings.HasSuffix(f.Title, ".sh") {
			continue
		}
		s := snippet{note: note, line: f.Line, name: f.Title, code: f.Text, unseen: true}
		if i+1 < len(fences) && strings.HasPrefix(fences[i+1].Title, "输出") {
			s.shown, s.unseen = fences[i+1].Text, false
			s.exact = fences[i+1].Title == "输出"
		}
		all = append(all, s)
	}
	return all
}

func TestSnippetsIn(t *testing.T) {
	const note = "text `a` ```b```\n" +
		"```python title=\"a.py\" {1} linenos\nprint(1)\n```\n\n```text title=\"输出\"\n1\n```\n" +
		"```python\nnot complete\n```\n" +
		"````bash title=\"b.sh\"\ncat <<E\n```\nE\n````\n```text title=\"输出（示例：慢机器）\"\n2\n```\n" +
		"```python title=\"c.py\"\npass\n"
	want := []snippet{
		{note: "n.md", line: 2, name: "a.py", code: "print(1)\n", shown: "1\n", exact: true},
		{note: "n.md", line: 12, name: "b.sh", code: "cat <<E\n```\nE\n", shown: "2\n"},
		{note: "n.md", line: 20, name: "c.py", code: "pass\n", unseen: true},
	}
	if diff := gocmp.Diff(want, snippetsIn("n.md", note), gocmp.AllowUnexported(snippet{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A program that prints something else, or fails, is seen.
func TestSnippetRun(t *testing.T) {
	python := findPython(t)
	good := snippet{name: "good.py", code: "print('好')"}
	if got, err := good.run(t.Context(), t.TempDir(), python); got != "好\n" || err != nil {
		t.Errorf("%q %v", got, err)
	}
	bad := snippet{name: "bad.py", code: "raise SystemExit('as told')"}
	if _, err := bad.run(t.Context(), t.TempDir(), python); err == nil || !strings.Contains(err.Error(), "as told") {
		t.Errorf("error %v", err)
	}
}
