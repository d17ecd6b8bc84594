// Package worktree reads what git says of a folder from above it: its rules stand
// in part there, up to the top of the work tree.
//
// It is the one place that reads there, and it reads nothing but files named
// .gitignore, .git/info/exclude and .git/config, each in a root of its own and of
// at most 1 MB; for "biji init" also .git/HEAD.
package worktree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/load/gitignore"
)

const maxRules = 1 << 20 // bytes

// Rules are the rules for what is in the folder dir by the files above it.
// An error means that one cannot be read, or that git ignores dir itself: then
// nothing in it is content, and an empty site would be no answer.
func Rules(dir string) (gitignore.Rules, error) {
	var rules gitignore.Rules
	real, err := RealPath(dir)
	if err != nil {
		return rules, err
	}
	top, ok := Top(real)
	if !ok {
		return rules, nil
	}
	if rules, err = gitInfo(top); err != nil {
		return rules, err
	}
	names, err := filepath.Rel(top, real)
	if err != nil || names == "." {
		return rules, err
	}
	at := top
	for _, name := range strings.Split(names, string(filepath.Separator)) {
		file := filepath.Join(at, ".gitignore")
		text, err := ReadFile(at, ".gitignore")
		if err != nil {
			return rules, fmt.Errorf("what git ignores is not known: %w", err)
		}
		if rules, err = rules.With("", file, text); err != nil {
			return rules, err
		}
		if by, ignored := rules.Ignored(name, true); ignored {
			return rules, fmt.Errorf("git ignores the folder %s (%s), so nothing in it is published; set gitignore = false in biji.toml to publish it", dir, by)
		}
		rules, at = rules.Below(name), filepath.Join(at, name)
	}
	return rules, nil
}

// Files are the files that Rules would read, there or not.
func Files(dir string) []string {
	real, err := RealPath(dir)
	if err != nil {
		return nil
	}
	top, ok := Top(real)
	if !ok {
		return nil
	}
	files := []string{filepath.Join(top, ".git", "info", "exclude")}
	for at := real; at != top; {
		at = filepath.Dir(at)
		files = append(files, filepath.Join(at, ".gitignore"))
	}
	return files
}

// Top is the nearest folder that holds .git, from dir upwards.
func Top(dir string) (top string, ok bool) {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir, true
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", false
		}
		dir = up
	}
}

var (
	gitDirLine = regexp.MustCompile(`^gitdir: (.+)`)
	ignoreCase = regexp.MustCompile(`(?mi)^\s*ignorecase\s*=\s*true\s*$`)
)

// Git is where git keeps what belongs to the work tree with the given
// top, and where it keeps what all work trees of the repository have in common;
// "" if that is not known.
func Git(top string) (own, common string, err error) {
	own = filepath.Join(top, ".git")
	if info, err := os.Stat(own); err != nil || info.IsDir() {
		return own, own, nil
	}
	text, err := ReadFile(top, ".git")
	if err != nil {
		return "", "", err
	}
	m := gitDirLine.FindSubmatch(text)
	if m == nil {
		return "", "", nil
	}
	own = against(top, string(m[1]))
	if text, err = ReadFile(own, "commondir"); err != nil {
		return "", "", err
	}
	common = own
	if name := strings.TrimSpace(string(text)); name != "" {
		common = against(own, name)
	}
	return own, common, nil
}

// gitInfo are the rules of a work tree that are no part of it. In a second
// work tree .git is a file that names a folder, which in turn names that of
// the first.
func gitInfo(top string) (gitignore.Rules, error) {
	var rules gitignore.Rules
	_, git, err := Git(top)
	if err != nil || git == "" {
		return rules, err
	}
	config, err := ReadFile(git, "config")
	if err != nil {
		return rules, err
	}
	if ignoreCase.Match(config) {
		rules = rules.Fold()
	}
	text, err := ReadFile(git, "info/exclude")
	if err != nil {
		return rules, err
	}
	return rules.With("", filepath.Join(git, "info", "exclude"), text)
}

// against is a path that may be relative to dir.
func against(dir, path string) string {
	path = filepath.FromSlash(strings.TrimSpace(path))
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// ReadFile reads a file in dir; one that is not there, or no file, is empty.
func ReadFile(dir, name string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxRules+1))
	if err == nil && len(text) > maxRules {
		err = fmt.Errorf("%s is larger than 1 MB", filepath.Join(dir, name))
	}
	return text, err
}

// RealPath follows symbolic links as far as the path exists.
func RealPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	up, err := RealPath(filepath.Dir(abs))
	if err != nil || up == abs {
		return abs, err
	}
	return filepath.Join(up, filepath.Base(abs)), nil
}
