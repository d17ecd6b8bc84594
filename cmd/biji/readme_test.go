package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site/testkit"
)

// readmeProgram is the program in the README that uses a function.
func readmeProgram(t *testing.T, function string) string {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range testkit.Fences(strings.ReplaceAll(string(readme), "\r\n", "\n")) {
		if block.Lang == "go" && strings.Contains(block.Text, function+"(") {
			return block.Text
		}
	}
	t.Fatalf("the README has no program with %s", function)
	return ""
}

// What the README says of biji's packages compiles; what they do, their examples
// show.
func TestReadmeLibrary(t *testing.T) {
	vet := func(program string) error {
		source := filepath.Join(t.TempDir(), "main.go")
		if err := os.WriteFile(source, []byte(program), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("go", "vet", source).CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w\n%s", err, out)
		}
		return err
	}
	program := readmeProgram(t, "generate.Site")
	if err := vet(program); err != nil {
		t.Error(err)
	}
	if vet(strings.Replace(program, "generate.Site", "generate.Sites", 1)) == nil {
		t.Error("anything passes for a program")
	}
}

// The program in the README opens the index of a site, as it says there.
func TestReadmeProgram(t *testing.T) {
	program := readmeProgram(t, "bleve.Open")
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
