package load

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/slug"
)

const (
	configName = "biji.toml"
)

// Options reads the settings from biji.toml in the folder content of fsys, or
// beside that folder; content is "." if there is no beside. Without the file
// all is as by default.
//
// The error is a *SettingsError: the file cannot be read, or not as it was
// meant where it keeps something back. Then nothing may be published, because we
// do not know what to leave out.
//
// The options are complete, except two that depend on the notes: Title and Lang
// are "" if they are not set. Templates is relative to the content folder,
// or absolute. Problems name the file as seen from the content folder.
func Options(fsys fs.FS, content string) (site.Options, []site.Problem, error) {
	c := configFile{place: path.Join(content, configName), name: configName, content: content}
	if content != "." && !c.exists(fsys) {
		if beside := (configFile{place: path.Join(path.Dir(content), configName), name: "../" + configName, up: "..", content: content}); beside.exists(fsys) {
			c = beside
		}
	}
	r := &report{file: c.name}
	o, closed := c.read(fsys, r)
	if content != "." && !c.exists(fsys) {
		closed = r.misnamed(fsys, path.Dir(content), "..") || closed
	}
	if closed {
		return site.Options{}, nil, &SettingsError{r.problems}
	}
	return o, r.problems, nil
}

// A configFile is a place where the settings may be.
type configFile struct {
	place   string // in the file system
	name    string // for messages
	up      string // from the content folder to the file's
	content string // the content folder in the file system
}

func (c configFile) exists(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, c.place)
	return !errors.Is(err, fs.ErrNotExist)
}

// read reads the file, if there is one, and reports what is wrong with it.
// closed says that nothing may be published.
func (c configFile) read(fsys fs.FS, r *report) (o site.Options, closed bool) {
	o.Split = site.SplitAuto
	raw, err := readFile(fsys, c.place, budget.ConfigBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return o, r.misnamed(fsys, path.Dir(c.place), "")
	case err != nil:
		r.add(site.BadConfig, 0, 0, "", "cannot be read: %v", reason(err))
		return o, true
	}
	text, ok := r.decode(raw, legacy{})
	if !ok {
		return o, true
	}
	text = r.clean(text)
	fields, bad := tomlFields(text)
	if bad != nil {
		r.add(site.BadConfig, bad.line, bad.col, bad.hint, "cannot be read: %s", bad.what)
		return o, true
	}
	fields, closed = r.folders(fields, &o)
	for _, f := range fields {
		if f.value.kind == table && isTable(f.key) { // its keys have been, or come one by one
			continue
		}
		if r.set(&o, f) {
			closed = true
		}
	}
	r.headFile(fsys, c.content, &o.Head)
	o.Languages = completed(o.Languages, o.Lang)
	r.services(&o, fields)
	movedPlaces(o.Redirects, r.file)
	for _, all := range [][]site.Pattern{o.Ignore, o.Copy, o.Publish.Tags, o.Publish.Paths} {
		for i := range all {
			all[i].At.File = r.file
		}
	}
	if o.Home.Glob != "" {
		o.Home.At.File = r.file
	}
	o.Face = facePlaces(o.Face, r.file)
	if o.Templates != "" && !filepath.IsAbs(o.Templates) {
		o.Templates = path.Join(c.up, filepath.ToSlash(o.Templates))
	}
	return o, closed
}

// nearlyConfig are the names of files that were meant to be the settings, or
// once were: in another format, hidden, copied, saved or moved away by a program.
var nearlyConfig = regexp.MustCompile(`(?i)^[._#~$ ]*biji([ ._-]*(\(\d+\)|（\d+）|\d+|copy|副本|backup|bak|old|orig|disabled|local))*` +
	`\.(toml|tml|tom|yaml|yml|json|ini|conf|cfg|config)([ ._#~-]*(\(\d+\)|txt|bak|backup|old|orig|save|disabled|off|swp|copy|副本|rej|new|tmp|md|\d+)?)*$`)

// misnamed reports the files in dir that were meant to be the settings, and
// says whether there are any. up leads there from the content folder.
func (r *report) misnamed(fsys fs.FS, dir, up string) (any bool) {
	entries, _ := fs.ReadDir(fsys, dir)
	for _, e := range entries {
		if name := e.Name(); nearlyConfig.MatchString(name) && e.Type().IsRegular() {
			r.file = path.Join(up, name)
			r.add(site.BadConfig, 0, 0, "write them in TOML, in the file "+configName+", or remove this one",
				"are settings that biji does not read")
			any = true
		}
	}
	return any
}

// A SettingsError says why settings cannot be used at all.
type SettingsError struct {
	Problems []site.Problem // at least one
}

func (e *SettingsError) Error() string {
	var all []string
	for _, p := range e.Problems {
		all = append(all, p.String())
	}
	return "settings: " + strings.Join(all, "; ")
}

// ignorable says what is wrong with a pattern of ignore.
func ignorable(pattern string) error {
	g, err := newGlob(pattern)
	if err == nil && (slices.Contains(g.parts, "..") || strings.HasPrefix(strings.TrimSpace(pattern), "!")) {
		err = fmt.Errorf("pattern %q can match nothing: there are no exceptions, and nothing outside of the notes", short(pattern))
	}
	return err
}

// errType means that a value is not of the type that its setting wants.
var errType = errors.New("wrong type")

// set puts one key of the file into o, or reports why not. closed says that
// the key was to keep something back.
func (r *report) set(o *site.Options, f field) (closed bool) {
	for _, s := range settings() {
		if s.key != f.key && !s.holds(f.key) {
			continue
		}
		if s.key != f.key {
			f.value = labelled(f)
		}
		at, err := f.value, s.set(o, f.value)
		var item itemError
		if errors.As(err, &item) && item.item.line > 0 {
			at = item.item
		}
		switch {
		case errors.Is(err, errType):
			r.add(site.BadConfig, at.line, at.col, "", "%s should be %s", s.key, s.want)
			return s.closed
		case err != nil:
			r.add(site.BadConfig, at.line, at.col, "", "%s: %v", s.key, err)
			return s.closed || s.key == "check.ignore" && strings.ContainsAny(item.item.text, `/\*.`) // a path, meant for ignore
		}
		if s.key == "unsafe" && o.Unsafe {
			r.add(site.UnsafeHTML, at.line, at.col, "only for notes that you trust", "raw HTML of notes passes as it is, scripts too: unsafe = true")
		}
		return false
	}
	return r.unknown(f)
}

// unknown reports a key that is no setting, and says whether it may have been
// meant for one that keeps something back.
func (r *report) unknown(f field) (closed bool) {
	hint := ""
	near, closed := nearest(f.key)
	switch first, _, nested := strings.Cut(f.key, "."); {
	case nested && slug.Distance(first, "folder") < 2:
		hint, closed = "write [[folder]] above it", false
	case strings.Contains(f.key, ".") && isSetting(lastPart(f.key)):
		hint = fmt.Sprintf("write %s above all [tables]", lastPart(f.key))
	case near != "":
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	r.add(site.BadConfig, f.line, f.col, hint, "there is no setting %q", short(f.key))
	return closed
}

// isTable says whether settings have names that begin with this one and a dot.
func isTable(name string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return strings.HasPrefix(s.key, name+".") || s.holds(name+".") })
}

func isSetting(key string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return s.key == key })
}

// ConfigTemplate is a biji.toml with every setting and what it means, in
// English and Chinese. All but the given texts, by their keys, are commented
// out.
func ConfigTemplate(given map[string]string) []byte {
	var b strings.Builder
	b.WriteString("# Settings of biji. Every one may be left out.\n# biji 的设置，每一项都可以省略。\n")
	for _, s := range settings() {
		fmt.Fprintf(&b, "\n# %s\n# %s\n", s.en, s.zh)
		if text := given[s.key]; text != "" && s.initial == "[]" {
			fmt.Fprintf(&b, "%s = %s\n", s.key, tomlList(text))
		} else if text != "" {
			fmt.Fprintf(&b, "%s = %s\n", s.key, tomlString(text))
		} else {
			fmt.Fprintf(&b, "# %s = %s\n", s.key, s.initial)
		}
	}
	return []byte(b.String())
}

// tomlList is a list of the lines.
func tomlList(lines string) string {
	items := strings.Split(lines, "\n")
	for i := range items {
		items[i] = tomlString(items[i])
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// tomlString quotes s on one line.
func tomlString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(tidy(s, budget.TitleRunes)) + `"`
}
