package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/biji-notes/biji/site/testkit"
)

// TestMain makes biji a program that tests find in their PATH.
func TestMain(m *testing.M) {
	testscript.Main(tests{m}, map[string]func(){"biji": main})
}

type tests struct{ *testing.M }

func (m tests) Run() int {
	defer func() { os.RemoveAll(own.top) }()
	return m.M.Run()
}

// TestScripts runs what a user types, and looks at what a user sees. A short run
// stops scripts where they say [!thorough].
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, Condition: func(name string) (bool, error) {
		if name != "thorough" {
			return false, fmt.Errorf("no condition %q", name)
		}
		return testkit.Thorough(), nil
	}})
}

// ownSite is the folder of a site of the project's own notes. It is built once.
func ownSite(t *testing.T) string {
	t.Helper()
	content := testkit.OwnContent(t)
	own.once.Do(func() {
		top, err := os.MkdirTemp("", "biji-own-")
		if err != nil {
			t.Fatal(err)
		}
		own.top, own.public = top, filepath.Join(top, "public")
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"build", content, "-o", own.public}, &out, &errs); code != exitFine {
			t.Fatalf("build: exit code %d\n%s", code, &errs)
		}
	})
	return own.public
}

var own struct {
	once        sync.Once
	top, public string
}
