package slug

import (
	"path"
	"strings"
)

// Address is the address in a site of a path that a note asks for, which stands
// in folder: with a slash in front from the root, with one behind the page of a
// folder, with or without ".html". It is "" if nothing of the path can stand in an
// address.
func Address(folder, asked string) string {
	whole := path.Clean("/" + asked)
	if !strings.HasPrefix(asked, "/") {
		whole = path.Join("/", folder, asked)
	}
	name := strings.TrimPrefix(whole, "/")
	if ext := strings.ToLower(path.Ext(name)); ext == ".html" || ext == ".htm" {
		name = name[:len(name)-len(ext)]
	}
	name = Path(name)
	switch {
	case name == "" && whole != "/":
		return ""
	case strings.HasSuffix(asked, "/"):
		return path.Join(name, "index.html")
	}
	return name + ".html"
}
