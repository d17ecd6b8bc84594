package folder

import (
	"path/filepath"
	"slices"
	"strings"
)

// nameFrom is what the folder of notes calls the site; "" if its name says
// nothing. One that is called docs or src is a part of a project, whose name it
// has, but never that of somebody's home.
func nameFrom(abs string) string {
	name := filepath.Base(abs)
	if !tellsNothing(name) {
		return name
	}
	up := filepath.Dir(abs)
	if name = filepath.Base(up); tellsNothing(name) || isHome(up) || !slices.ContainsFunc(projectFiles(), func(mark string) bool { return exists(filepath.Join(up, mark)) }) {
		return ""
	}
	return name
}

// tellsNothing says of the name of a folder that it is what tools, servers and
// people call folders of whatever notes.
func tellsNothing(name string) bool {
	return slices.Contains([]string{
		"content", "contents", "docs", "doc", "documentation", "src", "source", "posts", "_posts", "notes", "pages", "markdown", "md", "site", "website", "www",
		"public", "work", "workspace", "app", "repo", "build", "data", "tmp", "temp", "home", "root", "笔记", "文档", "/", ".", `\`,
	}, strings.ToLower(name))
}

// projectFiles are what stands at the top of a project.
func projectFiles() []string {
	return []string{".git", configName, "mkdocs.yml", "book.toml", "hugo.toml", "config.toml", "package.json", "go.mod", "Cargo.toml", "_config.yml"}
}

// isHome says whether a folder is that of a user.
func isHome(dir string) bool {
	switch strings.ToLower(filepath.Base(filepath.Dir(dir))) {
	case "home", "users":
		return true
	}
	return false
}
