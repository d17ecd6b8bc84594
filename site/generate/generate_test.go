package generate_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/generate"
	"github.com/biji-notes/biji/site/output"
	"github.com/biji-notes/biji/site/testkit"
	"github.com/biji-notes/biji/templates"
)

// world makes a content folder of a text: files follow lines "-- name --".
func world(text string) fstest.MapFS {
	files := fstest.MapFS{}
	var name string
	for line := range strings.Lines(text) {
		if n, ok := strings.CutPrefix(line, "-- "); ok {
			name = strings.TrimSuffix(strings.TrimSpace(n), " --")
			files[name] = &fstest.MapFile{Mode: 0o644}
			continue
		}
		files[name].Data = append(files[name].Data, line...)
	}
	return files
}

func buildMemory(t testing.TB, content fs.FS, o site.Options, workers int) (*output.Memory, *generate.Result) {
	t.Helper()
	out := output.NewMemory()
	result, err := generate.Site(context.Background(), generate.Input{
		Content: content, Templates: templates.FS, Options: o, Scratch: t.TempDir(), Workers: workers,
	}, out)
	if err != nil {
		t.Fatal(err)
	}
	return out, result
}

func buildDir(t testing.TB, content fs.FS, dir string) *generate.Result {
	t.Helper()
	return buildWith(t, site.Options{}, content, dir)
}

func buildWith(t testing.TB, options site.Options, content fs.FS, dir string) *generate.Result {
	t.Helper()
	out, err := output.NewDir(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	result, err := generate.Site(context.Background(), generate.Input{
		Content: content, Templates: templates.FS, Scratch: t.TempDir(), Options: options,
	}, out)
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Commit(); err != nil {
		t.Fatal(err)
	}
	return result
}

func page(t *testing.T, out fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(out, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
}

func TestNotesBecomeLinkedPages(t *testing.T) {
	out, result := buildMemory(t, world(`-- README.md --
# 首页

先看[三次握手](net/tcp.md#三次握手)，再看 [[Redis 持久化|持久化]]。
-- net/tcp.md --
---
tags: [网络]
---
# TCP

## 三次握手

SYN。
-- Redis 持久化.md --
# 持久化

![[net/tcp#三次握手]]
`), site.Options{}, 2)
	for _, p := range result.Problems {
		t.Error(p)
	}
	contains(t, page(t, out, "index.html"), `href="net/tcp.html#三次握手"`, `href="redis-持久化.html"`)
	tcp := page(t, out, "net/tcp.html")
	contains(t, tcp, `<h2 id="三次握手"`, "先看", "再看", `href="../tags/%e7%bd%91%e7%bb%9c.html"`)
	contains(t, page(t, out, "redis-持久化.html"), "SYN。")
	contains(t, page(t, out, "tags/网络.html"), `href="../net/tcp.html"`)
	if strings.Count(page(t, out, "redis-持久化.html"), `id="三次握手"`) != 0 {
		t.Error("an embedded heading brings its id along")
	}
}

// A note that embeds itself, directly or in a circle, is shown once and reported.
func TestEmbedLoopsAreReported(t *testing.T) {
	_, result := buildMemory(t, world(`-- a.md --
# A

![[b]]
-- b.md --
# B

![[a]]
`), site.Options{}, 1)
	var loops int
	for _, p := range result.Problems {
		if p.Kind == site.EmbedLoop {
			loops++
		}
	}
	if loops == 0 {
		t.Errorf("no loop reported: %v", result.Problems)
	}
}

// A huge note becomes several pages, and old links into it still arrive.
func TestSplitNote(t *testing.T) {
	long := strings.Repeat("很长的一段正文，占一点地方。\n\n", 600)
	out, result := buildMemory(t, fstest.MapFS{
		"big.md":   {Data: []byte("开头。[^1]\n\n# 一\n\n" + long + "# 空\n\n# 二\n\n## 小节\n\n[x][ref] 文字[^1]\n\n[ref]: small.md\n\n[^1]: 脚注。\n")},
		"small.md": {Data: []byte("# S\n\n[去小节](big.md#小节)\n")},
	}, site.Options{Split: 1}, 2)
	for _, p := range result.Problems {
		t.Error(p)
	}
	contains(t, page(t, out, "small.html"), `href="big/二.html#小节"`)
	contains(t, page(t, out, "big.html"), `href="big/一.html"`, `id="小节"`, "脚注")
	two := page(t, out, "big/二.html")
	contains(t, two, `href="../small.html"`, "脚注", `href="空.html"`)
}

func TestSameInputSameBytes(t *testing.T) {
	for name, content := range parts(inputs(t)) {
		t.Run(name, func(t *testing.T) {
			one, _ := buildMemory(t, content, site.Options{URL: "https://example.org/"}, 1)
			many, _ := buildMemory(t, content, site.Options{URL: "https://example.org/"}, 8)
			if diff := cmp.Diff(sums(t, one), sums(t, many)); diff != "" {
				t.Errorf("one worker and eight differ (-1 +8)\n%s", diff)
			}
		})
	}
}

// entangled are notes that show each other, and parts of each other.
const entangled = `-- big.md --
开头。[^1] ![[small]]

# 一

正文一。 ^x

# 二 {#two}

![[big#一]] 和[^1] [坏](gone.md) <b onclick=x>粗</b>

# 空 {#two}

[^1]: 脚注。
-- small.md --
# 小

![[big#^x]] ![[loop]]
-- loop.md --
# 圈

![[loop]]

![[small]]
-- deep.md --
` + "# \x00深\n\n" + ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> x\n"

// A large site, whose notes are parsed twice to save memory, is what it would
// be if they were not, and its problems are told once.
func TestLargeSiteIsTheSame(t *testing.T) {
	all := parts(inputs(t))
	all["entangled"] = world(entangled)
	for name, content := range all {
		t.Run(name, func(t *testing.T) {
			sites, problems := make([]map[string]string, 2), make([][]site.Problem, 2)
			for i, keep := range []int{math.MaxInt, 1} {
				out := output.NewMemory()
				result, err := generate.Site(t.Context(), generate.Input{
					Content: content, Templates: templates.FS, Scratch: t.TempDir(), KeepParsed: keep,
				}, out)
				if err != nil {
					t.Fatal(err)
				}
				sites[i], problems[i] = sums(t, out), result.Problems
			}
			if diff := cmp.Diff(sites[0], sites[1]); diff != "" {
				t.Errorf("small and large differ (-small +large)\n%s", diff)
			}
			if diff := cmp.Diff(problems[0], problems[1]); diff != "" {
				t.Errorf("problems (-small +large)\n%s", diff)
			}
			if name == "entangled" && len(problems[1]) < 4 {
				t.Errorf("too few problems to tell: %v", problems[1])
			}
		})
	}
}

func sums(t *testing.T, out fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(out, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(out, path)
		all[path] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("nothing was built")
	}
	return all
}

// Every Markdown file of every input has its page, whatever is in it, and no
// note can stop the build.
func TestEveryNoteHasItsPage(t *testing.T) {
	for name, content := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			out, result := siteOf(t, name, content)
			var want []string
			fs.WalkDir(content, ".", func(path string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() && strings.EqualFold(filepath.Ext(path), ".md") {
					want = append(want, path)
				}
				return nil
			})
			if len(want) == 0 {
				t.Fatal("no notes")
			}
			have := map[string]bool{}
			for _, p := range result.Pages {
				if _, err := fs.Stat(out, p.URL); err != nil {
					t.Error(err)
				}
				if p.Note >= 0 {
					have[result.Notes[p.Note].Path] = true
				}
			}
			for _, path := range want {
				if !have[path] {
					t.Errorf("%s has no page", path)
				}
			}
		})
	}
}

// TestOneDoor keeps each big library behind one package, and the steps of a
// build apart: only build and cmd put them together.
func TestOneDoor(t *testing.T) {
	const module = "github.com/biji-notes/biji/"
	doors := map[string][]string{ // library -> the packages that may import it
		"github.com/spf13/cobra":           {"cmd/biji"},
		"github.com/yuin/goldmark":         {"site/markdown"},
		"github.com/alecthomas/chroma":     {"site/highlight"},
		"github.com/dlclark/regexp2":       {"site/highlight/chromafast"},
		"github.com/dop251/goja":           {"site/cost"},
		"github.com/mozillazg/go-pinyin":   {}, // tests only
		"github.com/blevesearch":           {"site/search"},
		"github.com/klauspost/compress":    {"site/search/pack"},
		"github.com/evanw/esbuild":         {"site/bundle"},
		"github.com/fsnotify":              {"site/serve"},
		"go.yaml.in/yaml":                  {"site/load"},
		"github.com/pelletier/go-toml":     {"site/load"},
		"github.com/owenrumney/go-sarif":   {"site/report"},
		"github.com/microcosm-cc":          {"site/markdown"},
		"github.com/gorilla/feeds":         {"site/generate"},
		"github.com/schollz/progressbar":   {"cmd/biji"},
		"rsc.io/qr":                        {"cmd/biji"},
		"github.com/mark3labs/mcp-go":      {"site/edition/mcp"},
		"github.com/go-fonts":              {"site/mathfont", "site/card"},
		"github.com/rivo/uniseg":           {"site/card"},
		"golang.org/x/image/font":          {"site/card"},
		"github.com/go-git":                {"site/history"},
		"github.com/andybalholm/brotli":    {"site/mathfont"},
		"github.com/biji-notes/biji/site/": {"site/generate", "cmd/biji"},
	}
	cmd := exec.Command("go", "list", "-f",
		`{{$p := .ImportPath}}{{range .Imports}}{{$p}} {{.}}{{"\n"}}{{end}}`, "./...")
	cmd.Dir = testkit.Root(t)
	list, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, list)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		pkg, imp, _ := strings.Cut(strings.TrimSpace(line), " ")
		pkg = strings.TrimPrefix(pkg, module)
		for lib, allowed := range doors {
			if !strings.HasPrefix(imp, lib) {
				continue
			}
			seen[lib] = true
			if !mayImport(pkg, strings.TrimPrefix(imp, module), allowed) {
				t.Errorf("%s imports %s; only %v may", pkg, imp, allowed)
			}
		}
	}
	for _, lib := range slices.Sorted(maps.Keys(doors)) {
		if !seen[lib] && len(doors[lib]) > 0 {
			t.Errorf("nobody imports %s: is the door still needed?", lib)
		}
	}
}

// mayImport lets a package also import those below it, and everybody what is
// no step: slugs, colours and dates are nouns with an algorithm, budget names the
// bounds of all, speech says messages, service what services of others want, and locks and temporary folders are things of the system.
func mayImport(pkg, imp string, allowed []string) bool {
	if slices.Contains([]string{"site/slug", "site/colour", "site/budget", "site/lock", "site/speech", "site/scratch", "site/dates", "site/service"}, imp) || strings.HasPrefix(imp, pkg+"/") {
		return true
	}
	parent := filepath.ToSlash(filepath.Dir(pkg))
	if parent != "site" && strings.HasPrefix(imp, parent+"/") { // neighbours inside one step
		return true
	}
	return slices.ContainsFunc(allowed, func(door string) bool {
		return pkg == door || strings.HasPrefix(pkg, door+"/")
	})
}

// BenchmarkSite builds each input whole, pages and index, into memory.
func BenchmarkSite(b *testing.B) {
	all := inputs(b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, result := buildMemory(b, all[name], site.Options{}, 0)
				b.ReportMetric(float64(len(result.Pages)), "pages")
			}
		})
	}
}
