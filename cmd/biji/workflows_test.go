package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A workflow is what of a workflow of GitHub Actions is looked at here.
type workflow struct {
	On          any                `yaml:"on"`
	Permissions *map[string]string `yaml:"permissions"`
	Jobs        map[string]struct {
		Permissions *map[string]string `yaml:"permissions"`
		Timeout     int                `yaml:"timeout-minutes"`
		Steps       []step             `yaml:"steps"`
	} `yaml:"jobs"`
}

type step struct {
	ID   string            `yaml:"id"`
	Uses yaml.Node         `yaml:"uses"`
	Run  string            `yaml:"run"`
	Env  map[string]string `yaml:"env"`
	With map[string]string `yaml:"with"`
}

var pinned = regexp.MustCompile(`^[\w-]+/[\w./-]+@[0-9a-f]{40}$`)

// faults says what is wrong with a workflow: an action that its owner can
// change under us, a rule that the repository's code could break out of, more
// rights than a job needs.
func (w *workflow) faults() []string {
	var found []string
	fault := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if w.Permissions == nil {
		fault("the workflow does not say what it may do")
	}
	for name, job := range w.Jobs {
		rights := job.Permissions
		if rights == nil {
			rights = w.Permissions
		}
		runs := false
		for i, step := range job.Steps {
			uses := step.Uses.Value
			if uses != "" && !strings.HasPrefix(uses, ownAction) && (!pinned.MatchString(uses) || !regexp.MustCompile(`^# v\d+\.\d+\.\d+$`).MatchString(step.Uses.LineComment)) {
				fault("%s, step %d: %s %s is not a full hash with its version behind it", name, i+1, uses, step.Uses.LineComment)
			}
			if strings.HasPrefix(uses, "actions/checkout@") && step.With["persist-credentials"] != "false" {
				fault("%s, step %d: what runs later can read the token", name, i+1)
			}
			if strings.Contains(step.Run, "${{") {
				fault("%s, step %d: an expression inside of run; hand it over as env", name, i+1)
			}
			runs = runs || step.Run != ""
		}
		if len(job.Steps) == 0 || job.Timeout == 0 {
			fault("%s: no steps, or no limit of time", name)
		}
		if rights == nil {
			continue
		}
		for right, level := range *rights {
			if runs && (right != "contents" || level != "read") {
				fault("%s runs programs and has %s: %s", name, right, level)
			}
		}
	}
	slices.Sort(found)
	return found
}

func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(files) < 5 {
		t.Fatalf("workflows: %v %v", files, err)
	}
	scheduled := false
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(data, &w); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, f := range w.faults() {
			t.Errorf("%s: %s", filepath.Base(file), f)
		}
		text := string(data)
		scheduled = scheduled || strings.Contains(text, "schedule:") && strings.Contains(text, "govulncheck@v")
	}
	if !scheduled {
		t.Error("no workflow looks for known vulnerabilities regularly")
	}
}

// H63: the rules see what they are to see.
func TestWorkflowFaults(t *testing.T) {
	const bad = `
on: push
jobs:
  build:
    timeout-minutes: 1
    permissions:
      contents: read
      pages: write
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-go@4b73464bb391d4059bd26b0524d20df3927bd417
      - run: echo ${{ github.head_ref }}
  late:
    steps:
      - uses: a/b@4b73464bb391d4059bd26b0524d20df3927bd417 # v6.3.0
`
	var w workflow
	if err := yaml.Unmarshal([]byte(bad), &w); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(w.faults(), "\n")
	for _, want := range []string{
		"does not say", "step 1: actions/checkout@v6", "step 1: what runs later", "step 2: actions/setup-go@4b", "step 3: an expression",
		"has pages: write", "late: no steps, or no limit",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not found: %s in\n%s", want, got)
		}
	}
	if n := len(w.faults()); n != 7 {
		t.Errorf("%d faults:\n%s", n, got)
	}
}

// Programs that are fetched for a check are named with their whole version.
func TestFetchedProgramsArePinned(t *testing.T) {
	data, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(`@v?\d+\.\d+\.\d+$`)
	found := regexp.MustCompile(`[\w./-]+@[\w.]+`).FindAllString(string(data), -1)
	for _, f := range found {
		if !whole.MatchString(f) {
			t.Errorf("%s floats", f)
		}
	}
	if len(found) < 3 {
		t.Errorf("found only %v", found)
	}
}

// What others run as biji's action is pinned as well, and what init writes is
// pinned as biji's own workflows are.
func TestSamePins(t *testing.T) {
	uses := regexp.MustCompile(`(?m)uses: (\S+)@(\S+ # v\S+)$`)
	pins := map[string]string{}
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../../.github/actions/build/action.yml", "starter/pages.yml") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := uses.FindAllStringSubmatch(strings.ReplaceAll(string(data), "\r\n", "\n"), -1)
		if all := strings.Count(string(data), "uses: ") - strings.Count(string(data), "uses: "+ownAction); len(found) != all {
			t.Errorf("%s: %d of %d actions are pinned", file, len(found), all)
		}
		for _, m := range found {
			if !pinned.MatchString(m[1] + "@" + strings.Fields(m[2])[0]) {
				t.Errorf("%s: %s is no full hash", file, m[0])
			}
			if before, ok := pins[m[1]]; ok && before != m[2] {
				t.Errorf("%s: %s is %s elsewhere", file, m[0], before)
			}
			pins[m[1]] = m[2]
		}
	}
	if len(pins) < 8 {
		t.Errorf("only %v", pins)
	}
}
