package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/biji-notes/biji/site/testkit"
)

// bad is a note as people have them: a link that leads nowhere, and a picture on
// another host.
const bad = "# Notes\n\n[x](nowhere.md) ![](https://pictures.example/a.png)\n"

// A repository of somebody's notes is published by what init writes into it,
// wherever in it they are: the steps of the workflow are run here.
func TestPagesWorkflow(t *testing.T) {
	git := testkit.Program(t, "git", "git")
	testkit.Program(t, "bash", "bash")
	testkit.Program(t, "sha256sum", "sha256sum")
	for _, c := range []struct {
		name    string
		files   map[string]string
		args    []string // of init
		content string
		page    string
	}{
		{"root", map[string]string{"README.md": bad, "redis/aof.md": "# AOF\n", ".gitignore": "secret.md", "secret.md": "# S\n"}, nil, ".", "redis/aof.html"},
		{"vitepress", map[string]string{"docs/index.md": bad, "docs/.vitepress/config.ts": "export default { title: '手册' }", "README.md": "# Not this\n"}, nil, "docs", "index.html"},
		{"anywhere", map[string]string{"my notes/中文/a.md": bad, "main.go": "package main\n"}, []string{"my notes/中文"}, "my notes/中文", "a.html"},
	} {
		t.Run(c.name, func(t *testing.T) {
			repo := t.TempDir()
			for name, text := range c.files {
				writeFile(t, filepath.Join(repo, name), text)
			}
			if out, err := exec.Command(git, "-C", repo, "init", "-q", "-b", "trunk").CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			r := newRunner(t, repo)
			t.Chdir(repo)
			initPages(t, c.args...)
			w := readWorkflow(t, ".github/workflows/pages.yml")
			for _, f := range w.faults() {
				t.Error(f)
			}
			build := w.Jobs["build"]
			if err := r.steps(build.Steps); err != nil || r.runs < 3 {
				t.Fatalf("%v after %d steps\n%s", err, r.runs, &r.said)
			}
			if got := r.is["inputs.content"]; got != c.content {
				t.Errorf("content is %q, not %q", got, c.content)
			}
			page, err := os.ReadFile(filepath.Join("public", c.page))
			if err != nil || !bytes.Contains(page, []byte(`href="https://jane.example/notes/`)) {
				t.Errorf("%s: %v", c.page, err)
			}
			if _, err := os.Stat("public/secret.html"); err == nil {
				t.Error("what git ignores is published")
			}
			if !strings.Contains(r.said.String(), "::error file=") || !strings.Contains(r.read("summary.md"), "| error | broken-link |") {
				t.Errorf("no annotation or no summary:\n%s\n%s", &r.said, r.read("summary.md"))
			}
		})
	}
}

// initPages runs biji init --pages twice: what is there is left alone.
func initPages(t *testing.T, args ...string) {
	t.Helper()
	var before map[string]string
	for range 2 {
		var out, errs bytes.Buffer
		if code := run(t.Context(), append([]string{"init", "--pages"}, args...), &out, &errs); code != exitFine {
			t.Fatalf("exit code %d\n%s%s", code, &out, &errs)
		}
		after := map[string]string{}
		for _, name := range []string{".github/workflows/pages.yml", ".github/dependabot.yml", ".gitignore"} {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			after[name] = string(text)
			if before != nil && before[name] != after[name] {
				t.Errorf("%s is written twice", name)
			}
		}
		before = after
	}
	if !regexp.MustCompile(`(?m)^/public/$`).MatchString(before[".gitignore"]) {
		t.Errorf(".gitignore is\n%s", before[".gitignore"])
	}
}

func readWorkflow(t *testing.T, name string) (w workflow) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err == nil {
		err = yaml.Unmarshal(data, &w)
	}
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Strictness and a version of biji go through the action, too.
func TestOwnAction(t *testing.T) {
	testkit.Program(t, "bash", "bash")
	testkit.Program(t, "sha256sum", "sha256sum")
	repo := t.TempDir()
	writeFile(t, filepath.Join(repo, "a.md"), bad)
	r := newRunner(t, repo)
	if err := r.composite(map[string]string{"strict": "true", "output": "out", "version": "v1.2.3"}); err == nil || exists(filepath.Join(repo, "out")) {
		t.Errorf("errors do not stop a strict build: %v\n%s", err, &r.said)
	}
	r = newRunner(t, repo)
	if err := r.composite(map[string]string{"output": "out"}); err != nil || !exists(filepath.Join(repo, "out", "a.html")) {
		t.Errorf("%v\n%s", err, &r.said)
	}
	r = newRunner(t, t.TempDir())
	if err := r.composite(nil); err == nil {
		t.Errorf("a repository without notes is published\n%s", &r.said)
	}
}

// A workflow asks for the biji that wrote it, or says that it cannot be had.
func TestPin(t *testing.T) {
	for version, want := range map[string][2]string{
		"v1.2.3":                                     {"v1.2.3", ""},
		"v1.2.3-rc.1":                                {"v1.2.3-rc.1", ""},
		"v0.0.0-20261129195501-fab57b60fc04":         {"main", "v0.0.0-20261129195501-fab57b60fc04"},
		"v1.2.4-0.20261129195501-fab57b60fc04":       {"main", "v1.2.4-0.20261129195501-fab57b60fc04"},
		"v0.0.0-20261129195501-fab57b60fc04+dirty":   {"main", ""},
		"v1.2.4-0.20261129195501-fab57b60fc04+dirty": {"main", ""},
		"(devel)": {"main", ""},
		"":        {"main", ""},
	} {
		if ref, module := pin(version); ref != want[0] || module != want[1] {
			t.Errorf("%s: %q %q", version, ref, module)
		}
	}
	text, err := deployment{Branch: "on", Content: "it's: here", Ref: "main", Version: "v1.2.3", Output: "public"}.text("pages.yml")
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, s := range w.Jobs["build"].Steps {
		if strings.HasPrefix(s.Uses.Value, ownAction) && (s.With["content"] != "it's: here" || s.With["version"] != "v1.2.3") {
			t.Errorf("%q", s.With)
		}
	}
}

func TestForgePage(t *testing.T) {
	for address, want := range map[string]string{
		"git@github.com:jane/notes.git":             "https://github.com/jane/notes",
		"https://github.com/jane/notes":             "https://github.com/jane/notes",
		"https://jane:token@github.com/jane/n.git/": "https://github.com/jane/n",
		"ssh://git@gitlab.com:22/group/sub/n.git":   "https://gitlab.com/group/sub/n",
		"/srv/git/notes.git":                        "",
		"C:\\git\\notes":                            "",
		"../notes":                                  "",
		"":                                          "",
	} {
		if got := forgePage(address); got != want {
			t.Errorf("%s: %q, not %q", address, got, want)
		}
	}
	const config = "[core]\n\turl = no\n[remote \"up\"]\n\turl = https://x.example/a/b\n[remote \"origin\"]\n\turl = git@github.com:jane/notes.git\n"
	if got := originOf(config); got != "git@github.com:jane/notes.git" {
		t.Errorf("%q", got)
	}
}

// The line of the release workflow packs what it builds, for every system, with
// checksums, and an image with nothing but the program.
func TestRelease(t *testing.T) {
	for _, name := range []string{"bash", "tar", "zip", "sha256sum"} {
		testkit.Program(t, "bash", name)
	}
	root, repo := testkit.Root(t), t.TempDir()
	for _, name := range []string{"LICENSE", "NOTICE", "README.md", ".github/release/build", ".github/release/Dockerfile"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(repo, name), string(text))
	}
	w := readWorkflow(t, filepath.Join(root, ".github/workflows/release.yml"))
	r := newRunner(t, repo)
	r.file("bin/go", "#!/bin/sh\nif [ \"$1\" = run ]; then mkdir -p \"$4\"; echo man >\"$4/biji.1\"; exit; fi\nwhile [ \"$1\" != -o ]; do shift; done\necho \"$GOOS/$GOARCH $CGO_ENABLED\" >\"$2\"\n", 0o755)
	if err := r.steps(w.Jobs["build"].Steps); err != nil || r.runs != 1 {
		t.Fatalf("%v after %d steps\n%s", err, r.runs, &r.said)
	}
	for _, name := range []string{
		"biji_0.0.1_linux_amd64.tar.gz", "biji_0.0.1_linux_arm64.tar.gz", "biji_0.0.1_darwin_amd64.tar.gz", "biji_0.0.1_darwin_arm64.tar.gz",
		"biji_0.0.1_windows_amd64.zip", "biji_0.0.1_windows_arm64.zip",
	} {
		if sums, err := os.ReadFile(filepath.Join(repo, "dist/biji_checksums.txt")); err != nil || !strings.Contains(string(sums), "  "+name+"\n") || !exists(filepath.Join(repo, "dist", name)) {
			t.Errorf("no %s: %v\n%s", name, err, sums)
		}
	}
	packed, err := exec.Command("tar", "-tzf", filepath.Join(repo, "dist/biji_0.0.1_linux_arm64.tar.gz")).Output()
	for _, name := range []string{"biji", "LICENSE", "man1/biji.1"} {
		if !strings.Contains(string(packed), "biji_0.0.1_linux_arm64/"+name+"\n") {
			t.Errorf("no %s in\n%s %v", name, packed, err)
		}
	}
	program, err := os.ReadFile(filepath.Join(repo, "dist/image/linux/arm64/biji"))
	if err != nil || string(program) != "linux/arm64 0\n" {
		t.Errorf("the program of the image: %q %v", program, err)
	}
	// A file that git does not know would make the program call itself v0.0.1+dirty.
	ignored, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil || !strings.Contains(string(ignored), "\n/dist/\n") {
		t.Errorf("git does not ignore dist: %v\n%s", err, ignored)
	}
}
