package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/biji-notes/biji/site/testkit"
)

// A runner does what GitHub's would do with the steps of a job that run
// programs, as far as that can be done here: actions of others are passed over,
// biji's own is run, and "go install" puts the program of this test where it
// would put one that it had built.
type runner struct {
	t    *testing.T
	repo string            // the work tree of whoever runs the workflow
	temp string            // RUNNER_TEMP
	said strings.Builder   // what the steps printed
	is   map[string]string // what stands between ${{ and }}
	runs int               // steps that were run
}

// An action is a composite action.
type action struct {
	Inputs map[string]struct {
		Default string `yaml:"default"`
	} `yaml:"inputs"`
	Runs struct {
		Using string `yaml:"using"`
		Steps []step `yaml:"steps"`
	} `yaml:"runs"`
}

const ownAction = "biji-notes/biji/.github/actions/build@"

func newRunner(t *testing.T, repo string) *runner {
	t.Helper()
	r := &runner{t: t, repo: repo, temp: t.TempDir(), is: map[string]string{
		"needs.address.outputs.url": "https://jane.example/notes", "runner.os": "Linux", "runner.arch": "X64",
		"github.action_path": filepath.Join(testkit.Root(t), ".github", "actions", "build"),
	}}
	biji, err := exec.LookPath("biji")
	if err != nil {
		t.Fatal(err)
	}
	const shim = "#!/bin/sh\n[ \"$1\" = install ] || exit 9\n[ -f go.mod ] || echo \"$@\" | grep -q '/cmd/biji@v' || exit 8\nmkdir -p \"$GOBIN\" && exec cp '%' \"$GOBIN/biji\"\n"
	r.file("bin/go", strings.Replace(shim, "%", biji, 1), 0o755)
	return r
}

func (r *runner) file(name, text string, mode os.FileMode) {
	r.t.Helper()
	writeFile(r.t, filepath.Join(r.temp, name), text)
	if err := os.Chmod(filepath.Join(r.temp, name), mode); err != nil {
		r.t.Fatal(err)
	}
}

func (r *runner) read(name string) string {
	text, _ := os.ReadFile(filepath.Join(r.temp, name))
	return string(text)
}

var expression = regexp.MustCompile(`\$\{\{ *([\w.-]+) *\}\}`)

// value is text with what its expressions are.
func (r *runner) value(text string) string {
	r.t.Helper()
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		v, ok := r.is[expression.FindStringSubmatch(e)[1]]
		if !ok {
			r.t.Errorf("nobody knows %s", e)
		}
		return v
	})
}

// steps runs steps until one fails.
func (r *runner) steps(all []step) error {
	r.t.Helper()
	for _, s := range all {
		switch {
		case strings.HasPrefix(s.Uses.Value, ownAction):
			if err := r.composite(s.With); err != nil {
				return err
			}
		case s.Run != "":
			if err := r.step(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// composite runs biji's own action.
func (r *runner) composite(with map[string]string) error {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.is["github.action_path"], "action.yml"))
	if err != nil {
		r.t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(data, &a); err != nil || a.Runs.Using != "composite" {
		r.t.Fatalf("action.yml: %v", err)
	}
	inner := *r
	inner.is = maps.Clone(r.is)
	for name, input := range a.Inputs {
		inner.is["inputs."+name] = input.Default
	}
	for name, text := range with {
		if _, ok := a.Inputs[name]; !ok {
			r.t.Errorf("the action has no input %s", name)
		}
		inner.is["inputs."+name] = r.value(text)
	}
	r.is = inner.is
	return r.steps(a.Runs.Steps)
}

// step runs one step as bash does for Actions.
func (r *runner) step(s step) error {
	r.t.Helper()
	c := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run)
	c.Dir = r.repo
	c.Env = append(os.Environ(), "GITHUB_ACTIONS=true", "GITHUB_WORKSPACE="+r.repo, "RUNNER_TEMP="+r.temp, "GITHUB_REF_NAME=v0.0.1",
		"GITHUB_STEP_SUMMARY="+filepath.Join(r.temp, "summary.md"), "GITHUB_OUTPUT="+filepath.Join(r.temp, "output"),
		"PATH="+filepath.Join(r.temp, "bin")+string(filepath.ListSeparator)+os.Getenv("PATH"))
	for name, text := range s.Env {
		c.Env = append(c.Env, name+"="+r.value(text))
	}
	out, err := c.CombinedOutput()
	r.said.Write(out)
	r.runs++
	for line := range strings.Lines(r.read("output")) {
		if name, text, ok := strings.Cut(strings.TrimSpace(line), "="); ok && s.ID != "" {
			r.is["steps."+s.ID+".outputs."+name] = text
		}
	}
	return err
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
