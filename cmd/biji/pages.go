package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
)

// The files that init writes into somebody's repository.
//
//go:embed starter
var starter embed.FS

// A deployment is what the workflow for GitHub Pages has to know.
type deployment struct {
	Branch  string // that is published
	Content string // the folder of notes in the repository
	Ref     string // of biji's own action
	Version string // of biji, if Ref does not say it
	Output  string
	History bool // the dates of notes come from git
}

// publishOnPages writes into the repository that the folder of notes is in what
// GitHub needs to build and publish it with this version of biji.
func publishOnPages(out io.Writer, notes, version string) error {
	repo, ok := repositoryOf(notes)
	if !ok {
		return fmt.Errorf("%s is in no git repository; run git init where it is to begin, then this again", notes)
	}
	content, err := repo.below(notes)
	if err != nil {
		return fmt.Errorf("find %s in its repository: %w", notes, err)
	}
	d := deployment{Branch: repo.branch, Content: content, Output: "public", History: datesOfGit(notes)}
	d.Ref, d.Version = pin(version)
	old := exists(filepath.Join(repo.top, ".github", "workflows", "pages.yml"))
	if err := d.write(out, repo.top); err != nil {
		return err
	}
	if !old && d.Ref == "main" && d.Version == "" {
		fmt.Fprintln(out, say("this biji is a development build, so the workflow takes biji's main branch; pin it to a release when you have one"))
	}
	settings := say("the repository's Settings → Pages")
	if strings.HasPrefix(repo.origin, "https://github.com/") {
		settings = repo.origin + "/settings/pages"
	}
	fmt.Fprintln(out, say("now: %s", `git add -A && git commit -m "Publish with biji" && git push`))
	fmt.Fprintln(out, say("and once, in %s: Source → GitHub Actions", settings))
	return nil
}

// datesOfGit says whether the settings of a folder of notes ask for the dates of git.
func datesOfGit(notes string) bool {
	abs, err := filepath.Abs(notes)
	if err != nil {
		return false
	}
	o, _, err := load.Options(os.DirFS(filepath.Dir(abs)), filepath.Base(abs))
	return err == nil && o.Dates == site.DatesOfGit
}

var (
	release = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$`)
	pseudo  = regexp.MustCompile(`^v\d+\.\d+\.\d+-(?:[0-9A-Za-z.]+\.)?(?:0\.)?\d{14}-[0-9a-f]{12}$`)
)

// pin says how a workflow gets the same biji as the one that writes it: by the
// tag of a release, or else by the version of Go's modules. A build that was
// not made of either cannot be had again.
func pin(version string) (ref, module string) {
	switch {
	case pseudo.MatchString(version):
		return "main", version
	case release.MatchString(version):
		return version, ""
	}
	return "main", ""
}

// write writes the files that are missing.
func (d deployment) write(out io.Writer, top string) error {
	for _, f := range []struct {
		name    string
		instead []string // any of these does the same
	}{
		{".github/workflows/pages.yml", nil},
		{".github/dependabot.yml", []string{".github/dependabot.yaml", "renovate.json", ".github/renovate.json", ".renovaterc"}},
	} {
		if there := slices.IndexFunc(append(f.instead, f.name), func(name string) bool { return exists(filepath.Join(top, filepath.FromSlash(name))) }); there >= 0 {
			fmt.Fprintln(out, say("left %s as it is", append(f.instead, f.name)[there]))
			continue
		}
		text, err := d.text(path.Base(f.name))
		if err != nil {
			return err
		}
		file := filepath.Join(top, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("make a folder for the workflow: %w", err)
		}
		if err := writeNew(file, text); err != nil {
			return err
		}
		fmt.Fprintln(out, say("wrote %s", f.name))
	}
	return d.ignore(out, filepath.Join(top, ".gitignore"))
}

// text is a file of the starter, filled in.
func (d deployment) text(name string) ([]byte, error) {
	t, err := template.New(name).Delims("<<", ">>").Funcs(template.FuncMap{"quote": yamlQuote}).ParseFS(starter, "starter/"+name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	var b bytes.Buffer
	err = t.Execute(&b, d)
	return b.Bytes(), err
}

// yamlQuote is text as a scalar of YAML.
func yamlQuote(text string) string {
	if regexp.MustCompile(`^[\w./-]*[A-Za-z./][\w./-]*$`).MatchString(text) && !strings.HasPrefix(text, "-") {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// ignore adds the site to .gitignore, unless a line names it.
func (d deployment) ignore(out io.Writer, file string) error {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read .gitignore: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.Trim(strings.TrimSpace(line), "/") == d.Output {
			return nil
		}
	}
	line := "/" + d.Output + "/\n"
	if len(text) > 0 && text[len(text)-1] != '\n' {
		line = "\n" + line
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return fmt.Errorf("add to .gitignore: %w", err)
	}
	if _, err := f.WriteString(line); err != nil {
		return errors.Join(fmt.Errorf("add to .gitignore: %w", err), f.Close())
	}
	fmt.Fprintln(out, say("added %s to .gitignore", "/"+d.Output+"/"))
	return f.Close()
}
