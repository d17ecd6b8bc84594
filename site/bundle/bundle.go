// Package bundle turns the TypeScript and CSS of the templates into the few
// files that every page loads.
//
// Scripts are classic scripts: modules do not load from disk, and neither would
// pieces of one. A script that is loaded later, if at all, is an entry of its
// own, and TypeScript has two more ways of importing for that:
//
//	import name from "script:./x.ts"   the file name of the script that x.ts becomes; it stands beside this one
//	import start from "worker:./x.ts"  all of x.ts as a function, whose argument x.ts calls scope
//
// The source of such a function runs in a worker: neither browser lets a page
// from disk start one from a file.
package bundle

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/templates"
)

// An Asset is a file that pages load. Its name holds a hash of its content, but
// for that of the newest names.
type Asset struct {
	Name string       // address in the site: "assets/biji-1a2b3c4d5e.js"
	Role string       // one of the roles below
	For  site.Feature // pages that show it load the asset, in place of all pages
	Data []byte
}

// What pages do with an Asset.
const (
	Script = "script" // deferred
	Theme  = "theme"  // small, and loaded before anything is drawn
	Style  = "style"
	Icon   = "icon"
	Logo   = "logo"  // of the author, beside the name of the site
	Later  = "later" // a script that other scripts load; pages do not name it
	Legal  = "legal" // the licence of what another asset holds; pages do not name it

	TouchIcon    = "touch icon"   // that phones put on their screens
	AuthorStyle  = "author style" // of the author, after the site's own
	AuthorScript = "author script"
)

// EachPage is in place of a language where pages say which they have, in a site
// in several.
const EachPage = ""

// Assets bundles client/main.ts, client/early.ts, the scripts that these load
// later, and style/main.css of files, and what these have for each
// feature, and takes icon.svg as it is. lang is the language of the interface,
// as templates.UI says it, or EachPage: LANGUAGE in TypeScript. extraCSS is appended to
// style sheets: what has the name of a feature's to that, all else, sorted by name,
// to that of every page.
//
// The error names every fault of the sources as file:line:col.
func Assets(files fs.FS, lang string, extraCSS map[string]string) ([]Asset, error) {
	brought, ok := files.(embed.FS)
	if !ok {
		return assets(files, lang, extraCSS)
	}
	once, _ := unchanging.LoadOrStore(origin{brought, lang, fmt.Sprint(extraCSS)}, sync.OnceValues(func() ([]Asset, error) {
		return assets(brought, lang, extraCSS)
	}))
	list, err := once.(func() ([]Asset, error))()
	return slices.Clone(list), err
}

// unchanging are the assets of templates that are part of the program: a process
// that makes several sites bundles them once, a function for each origin.
var unchanging sync.Map

// An origin is all that assets depend on.
type origin struct {
	files     embed.FS
	lang, css string
}

func assets(files fs.FS, lang string, extraCSS map[string]string) ([]Asset, error) {
	icon, err := fs.ReadFile(files, "icon.svg")
	if err != nil {
		return nil, fmt.Errorf("read icon: %w", err)
	}
	s := &sources{templates: files, extraCSS: extraCSS, lang: lang}
	var errs []error
	entry := func(role, name, contents string, loader api.Loader) Asset {
		data, err := s.bundle(contents, loader)
		errs = append(errs, err)
		return asset(role, name, data)
	}
	out := []Asset{
		entry(Script, "biji.js", `import "./client/main.ts"`, api.LoaderTS),
		entry(Theme, "theme.js", `import "./client/early.ts"`, api.LoaderTS),
		entry(Style, "biji.css", s.styleEntry(), api.LoaderCSS),
		asset(Icon, "icon.svg", icon),
	}
	for _, f := range site.AllFeatures() {
		for _, kind := range []struct {
			role, folder, source, made string
			loader                     api.Loader
		}{{Style, "style", ".css", ".css", api.LoaderCSS}, {Script, "client", ".ts", ".js", api.LoaderTS}} {
			file := kind.folder + "/" + string(f) + kind.source
			if _, err := fs.Stat(files, file); err != nil {
				continue
			}
			made := entry(kind.role, string(f)+kind.made, s.featureEntry(kind.loader, file), kind.loader)
			made.For = f
			out = append(out, made)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("bundle templates: %w", err)
	}
	slices.SortFunc(s.later, func(a, b Asset) int { return cmp.Compare(a.Name, b.Name) })
	return append(append(out, s.later...), newest(s.later)), nil
}

// newest is the one asset whose name stays: a script that says how the scripts
// are called that are loaded later. A page that waits for one in vain learns from
// it whether the site has others by now.
func newest(later []Asset) Asset {
	var names []string
	for _, a := range later {
		names = append(names, path.Base(a.Name))
	}
	return Asset{Name: "assets/latest.js", Role: Later, Data: fmt.Appendf(nil, "__biji(\"latest\",%q)\n", strings.Join(names, " "))}
}

// importing is an entry that imports a file.
func importing(loader api.Loader, file string) string {
	if loader == api.LoaderCSS {
		return fmt.Sprintf("@import %q;", "./"+file)
	}
	return fmt.Sprintf("import %q", "./"+file)
}

// With is the asset with more at its end, and so with another name.
func (a Asset) With(more string) Asset {
	base, _, _ := strings.Cut(path.Base(a.Name), "-")
	made := asset(a.Role, base+path.Ext(a.Name), append(slices.Clone(a.Data), more...))
	made.For = a.For
	return made
}

// Named is the asset with data, named after name and what the data are.
func (a Asset) Named(name string, data []byte) Asset {
	made := asset(a.Role, name, data)
	made.For = a.For
	return made
}

// FileAsset is an asset that is a file of the author, whose name ends so: it is
// as it is.
func FileAsset(role, ending string, data []byte) Asset {
	_, name, found := strings.Cut(role, " ")
	if !found {
		name = role
	}
	return asset(role, name+strings.ToLower(ending), data)
}

func asset(role, name string, data []byte) Asset {
	sum := sha256.Sum256(data)
	base, ext, _ := strings.Cut(name, ".")
	return Asset{
		Name: "assets/" + base + "-" + hex.EncodeToString(sum[:5]) + "." + ext,
		Role: role,
		Data: data,
	}
}

// sources is what esbuild may read: nothing else exists for it.
type sources struct {
	templates fs.FS
	extraCSS  map[string]string
	lang      string

	mu    sync.Mutex // esbuild reads several files at a time
	later []Asset
}

const (
	fileSpace   = "templates"
	extraSpace  = "extra"
	scriptSpace = "script"
	workerSpace = "worker"
	sheetSpace  = "sheet"
	textsSpace  = "texts"
)

func (s *sources) styleEntry() string {
	var b strings.Builder
	b.WriteString("@import \"./style/main.css\";\n")
	for _, name := range slices.Sorted(maps.Keys(s.extraCSS)) {
		if f, ok := strings.CutSuffix(name, ".css"); !ok || !slices.Contains(site.AllFeatures(), site.Feature(f)) {
			b.WriteString(extra(name))
		}
	}
	return b.String()
}

// featureEntry imports a file of a feature, and what is appended to it.
func (s *sources) featureEntry(loader api.Loader, file string) string {
	contents := importing(loader, file)
	if name := path.Base(file); s.extraCSS[name] != "" {
		contents += "\n" + extra(name)
	}
	return contents
}

func extra(name string) string { return fmt.Sprintf("@import %q;\n", extraSpace+":"+name) }

// define is what the scripts know at once.
func (s *sources) define() map[string]string {
	if s.lang == EachPage {
		return map[string]string{"LANGUAGE": "document.body.dataset.bijiUi", "SEVERAL": "true"}
	}
	return map[string]string{"LANGUAGE": strconv.Quote(s.lang), "SEVERAL": "false"}
}

// bundle follows the imports of an entry and returns one minified file.
func (s *sources) bundle(entry string, loader api.Loader) ([]byte, error) {
	data, messages := s.build(entry, loader)
	return data, faults(messages)
}

// build is bundle with the faults as esbuild told them.
func (s *sources) build(entry string, loader api.Loader) ([]byte, []api.Message) {
	charset := api.CharsetASCII // a server may say what it likes of the encoding
	if loader == api.LoaderTS {
		charset = api.CharsetUTF8 // ascii says the rest, in fewer bytes
	}
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: entry, Loader: loader, Sourcefile: "entry"},
		Bundle:            true,
		Format:            api.FormatIIFE,
		Target:            api.ES2022,
		Platform:          api.PlatformBrowser,
		Charset:           charset,
		LegalComments:     api.LegalCommentsNone,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		TsconfigRaw:       `{"compilerOptions": {"strict": true, "target": "es2022", "useDefineForClassFields": false}}`, // or every field costs a call
		Define:            s.define(),
		Plugins:           []api.Plugin{{Name: "templates", Setup: s.setup}},
		LogLevel:          api.LogLevelSilent,
	})
	if messages := append(result.Errors, result.Warnings...); len(messages) > 0 {
		return nil, messages
	}
	return ascii(result.OutputFiles[0].Contents), nil
}

// ascii escapes other characters in a script, in small letters: the letters of code
// are, so that gzip takes less. A style sheet has none.
func ascii(script []byte) []byte {
	out := make([]byte, 0, len(script))
	for _, r := range string(script) {
		if r < utf8.RuneSelf {
			out = append(out, byte(r))
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			out = fmt.Appendf(out, `\u%04x`, unit)
		}
	}
	return out
}

func (s *sources) setup(b api.PluginBuild) {
	b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		switch {
		case strings.HasPrefix(a.Path, "data:"), a.Kind == api.ResolveCSSURLToken && strings.HasPrefix(a.Path, "#"):
			return api.OnResolveResult{Path: a.Path, External: true}, nil
		case strings.HasPrefix(a.Path, extraSpace+":"):
			return api.OnResolveResult{Path: strings.TrimPrefix(a.Path, extraSpace+":"), Namespace: extraSpace}, nil
		}
		space, file := fileSpace, a.Path
		for _, other := range [...]string{scriptSpace, workerSpace, sheetSpace, textsSpace} {
			if rest, ok := strings.CutPrefix(a.Path, other+":"); ok {
				space, file = other, rest
			}
		}
		if !strings.HasPrefix(file, "./") && !strings.HasPrefix(file, "../") {
			return api.OnResolveResult{}, fmt.Errorf("%q is not a relative path", a.Path)
		}
		dir := "."
		if a.Namespace == fileSpace || a.Namespace == textsSpace {
			dir = path.Dir(a.Importer)
		}
		return api.OnResolveResult{Path: path.Join(dir, file), Namespace: space}, nil
	})
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: fileSpace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		name, loader := a.Path, api.LoaderTS
		switch path.Ext(name) {
		case ".css":
			loader = api.LoaderCSS
		case ".json":
			loader = api.LoaderJSON
		case "":
			name += ".ts" // as TypeScript itself would look it up
		}
		data, err := fs.ReadFile(s.templates, name)
		if err != nil {
			return api.OnLoadResult{}, err
		}
		contents := string(data)
		return api.OnLoadResult{Contents: &contents, Loader: loader}, nil
	})
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: scriptSpace}, s.loadScript)
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: workerSpace}, s.loadWorker)
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: sheetSpace}, s.nameSheet)
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: textsSpace}, s.loadTexts)
	b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: extraSpace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		contents := s.extraCSS[a.Path]
		return api.OnLoadResult{Contents: &contents, Loader: api.LoaderCSS}, nil
	})
}

// loadScript makes a script of its own, named after its file, or after its
// folder if it is main.ts, and gives its name.
func (s *sources) loadScript(a api.OnLoadArgs) (api.OnLoadResult, error) {
	data, messages := s.build(entryOf(a), api.LoaderTS)
	if len(messages) > 0 {
		return api.OnLoadResult{Errors: messages}, nil
	}
	base := strings.TrimSuffix(path.Base(a.Path), ".ts")
	if base == "main" {
		base = path.Base(path.Dir(a.Path))
	}
	made := asset(Later, base+".js", data)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.ContainsFunc(s.later, func(a Asset) bool { return a.Name == made.Name }) {
		s.later = append(s.later, made)
	}
	contents := fmt.Sprintf("export default %q", path.Base(made.Name))
	return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
}

// loadTexts gives the texts of a script in the language of the interface, of files
// that are named alike but for it; for EachPage it has all, and the page chooses.
func (s *sources) loadTexts(a api.OnLoadArgs) (api.OnLoadResult, error) {
	base := path.Base(a.Path)
	contents := fmt.Sprintf("export { default } from %q", "./"+base+"-"+s.lang+".json")
	if s.lang == EachPage {
		var imports, names strings.Builder
		for i, lang := range templates.Languages(s.templates) {
			fmt.Fprintf(&imports, "import t%d from %q\n", i, "./"+base+"-"+lang+".json")
			fmt.Fprintf(&names, "%q: t%d, ", lang, i)
		}
		contents = imports.String() + "export default {" + names.String() + "}[LANGUAGE]"
	}
	return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
}

// nameSheet gives the name of the style sheet of a feature.
func (s *sources) nameSheet(a api.OnLoadArgs) (api.OnLoadResult, error) {
	data, messages := s.build(s.featureEntry(api.LoaderCSS, a.Path), api.LoaderCSS)
	if len(messages) > 0 {
		return api.OnLoadResult{Errors: messages}, nil
	}
	contents := fmt.Sprintf("export default %q", path.Base(asset(Style, path.Base(a.Path), data).Name))
	return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
}

func (s *sources) loadWorker(a api.OnLoadArgs) (api.OnLoadResult, error) {
	data, messages := s.build(entryOf(a), api.LoaderTS)
	if len(messages) > 0 {
		return api.OnLoadResult{Errors: messages}, nil
	}
	contents := fmt.Sprintf("export default function(scope) {%s}", data)
	return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
}

func entryOf(a api.OnLoadArgs) string { return fmt.Sprintf("import %q", "./"+a.Path) }

// faults is the errors and warnings of esbuild, one line each. A warning
// counts as a fault: it is always a slip in a template.
func faults(messages []api.Message) error {
	var errs []error
	for _, m := range messages {
		text := m.Text
		if l := m.Location; l != nil {
			file := strings.TrimPrefix(l.File, fileSpace+":")
			text = fmt.Sprintf("%s:%d:%d: %s", file, l.Line, l.Column+1, text)
		}
		errs = append(errs, errors.New(text))
	}
	return errors.Join(errs...)
}
