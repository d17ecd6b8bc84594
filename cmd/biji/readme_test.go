package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The program in the README opens the index of a site, as it says there.
func TestReadmeProgram(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(strings.ReplaceAll(string(readme), "\r\n", "\n"), "\n```go\n")
	program, _, found := strings.Cut(rest, "\n```\n")
	if !found || !strings.Contains(program, "bleve.Open") {
		t.Fatal("the README has no program that opens the index")
	}
	dir := t.TempDir()
	biji := func(args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &out, &errs); code != exitFine {
			t.Fatalf("biji %q: exit code %d\n%s", args, code, &errs)
		}
	}
	biji("index", "unpack", ownSite(t), filepath.Join(dir, "index.bleve"))

	source, binary := filepath.Join(dir, "main.go"), filepath.Join(dir, "example.exe")
	if err := os.WriteFile(source, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	// Built here, where go.mod says which bleve.
	if out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", binary, source).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	example := exec.Command(binary)
	example.Dir = dir
	out, err := example.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	first := strings.SplitN(string(out), "\n", 3)
	if len(first) < 3 || !strings.Contains(first[0], "matches") || !strings.Contains(first[1], "network/tcp-handshake.html#") {
		t.Errorf("it says\n%s", out)
	}
}
