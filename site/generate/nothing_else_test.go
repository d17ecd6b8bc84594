package generate_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
)

// H11: a build starts no program and opens no connection. What could do that
// is imported by the local server, by what fetches pictures, which no build
// imports, and by what tests share.
func TestH11_NoProgramsNoConnections(t *testing.T) {
	reach := []string{"os/exec", "net", "net/http", "plugin", "net/rpc"}
	allowed := map[string]bool{"site/serve": true, "site/fetch": true, "site/testkit": true, "site/generate/internal/browser": true}
	list := exec.Command("go", "list", "-f", `{{$p := .ImportPath}}{{range .Imports}}{{$p}} {{.}}{{"\n"}}{{end}}`, "./...")
	list.Dir = testkit.Root(t)
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(out), "\n")
	if len(lines) < 200 {
		t.Fatalf("only %d imports", len(lines))
	}
	for _, line := range lines {
		pkg, imp, _ := strings.Cut(line, " ")
		if pkg = strings.TrimPrefix(pkg, "github.com/biji-notes/biji/"); slices.Contains(reach, imp) && !allowed[pkg] {
			t.Errorf("%s imports %s", pkg, imp)
		}
	}
	// What tests share is in no program.
	list = exec.Command("go", "list", "-deps", "./cmd/biji")
	list.Dir = testkit.Root(t)
	if out, err = list.Output(); err != nil || strings.Contains(string(out), "testkit") || strings.Contains(string(out), "internal/browser") {
		t.Errorf("the program is made of tests too: %v", err)
	}
}
