package links_test

import (
	"flag"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/links"
	"github.com/biji-notes/biji/site/testkit"
)

var update = flag.Bool("update", false, "write the results into the archives of testdata/worlds")

// wanted is the file of an archive that holds the result.
const wanted = "want"

func TestWorlds(t *testing.T) {
	for _, file := range testkit.Cases(t, os.DirFS("."), "testdata/worlds/*.txtar") {
		t.Run(path.Base(file), func(t *testing.T) {
			a, in := readWorld(t, file)
			g, problems := links.Connect(in)
			got := describe(in, g, problems)
			last := len(a.Files) - 1
			if *update {
				if a.Files[last].Name != wanted {
					a.Files, last = append(a.Files, txtar.File{Name: wanted}), last+1
				}
				a.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if a.Files[last].Name != wanted {
				t.Fatalf("%s has no result; run with -update", file)
			}
			if diff := cmp.Diff(string(a.Files[last].Data), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			closed(t, in, g)
		})
	}
}

// closed: every target is there.
func closed(t *testing.T, in links.Input, g *site.Graph) {
	t.Helper()
	pages, files := map[string]bool{}, map[string]bool{}
	for _, p := range in.Pages {
		pages[p.URL] = true
	}
	for _, f := range in.Files {
		files[f.Path] = true
	}
	for n, ts := range g.Targets {
		for k, x := range ts {
			l := in.Outlines[n].Links[k]
			switch x.Kind {
			case site.ToPage:
				if !pages[x.URL] {
					t.Errorf("%q leads to %q, which is no page", l.Dest, x.URL)
				}
				if x.Note >= 0 && (x.From < 0 || x.From > x.To || x.To > in.Outlines[x.Note].Blocks) {
					t.Errorf("%q shows blocks %d to %d", l.Dest, x.From, x.To)
				}
			case site.ToFile:
				if g.Files[x.URL] != x.File || !files[x.File] || pages[x.URL] {
					t.Errorf("%q leads to %q, which is %q, not %q", l.Dest, x.URL, g.Files[x.URL], x.File)
				}
			case site.External:
				scheme, _, _ := strings.Cut(strings.ToLower(x.URL), ":")
				switch scheme {
				case "http", "https", "mailto", "tel":
				case "data":
					if l.Kind != site.MarkdownImage && l.Kind != site.WikiEmbed {
						t.Errorf("%q is a link to %q", l.Dest, x.URL)
					}
				default:
					t.Errorf("%q leads out to %q", l.Dest, x.URL)
				}
				if strings.ContainsAny(x.URL, "\"<> \n") {
					t.Errorf("%q leads out to %q, which is not encoded", l.Dest, x.URL)
				}
			default:
				if x.URL != "" || x.File != "" {
					t.Errorf("%q leads nowhere, and to %q %q", l.Dest, x.URL, x.File)
				}
			}
		}
	}
}

// Whatever a destination says, it leads to something of this site, or out of
// it by an allowed scheme.
func FuzzResolve(f *testing.F) {
	for _, dest := range []string{
		"b.md", "../b.md", "../../../etc/passwd", "%2e%2e/%2e%2e/x", "b%2emd#x", "a b.md", "C#.md#x", "//h/x", `\\h\x`, "C:b.md",
		"javascript:alert(1)", "java\tscript:x", "&#106;avascript:x", "%6aavascript:x", "data:image/png;base64,x", "data:image/svg+xml,x",
		"#", "?", "/", ".", "..", "./", "%", "%zz", "%ff", "\x00", "b.md#^x", "b#A#B", "http:x", "https://h/\"<>", "pics/x.PNG?raw=1#f",
	} {
		f.Add(dest, "")
		f.Add(dest, "A#B")
	}
	var w world
	w.note("README.md", "# Home")
	w.note("d/a.md", "# A\n## B\ntext ^x")
	w.note("b.md", "split\n# X\n# Y\ny")
	w.note("C#.md", "# x")
	w.Files = append(w.Files, site.File{Path: "pics/x.png"}, site.File{Path: "d/b.html"}, site.File{Path: "a:b.md.txt"})
	w.note("d/e/f.md", "f")
	n := len(w.Notes) - 1
	f.Fuzz(func(t *testing.T, dest, fragment string) {
		in := w.input()
		o := &site.Outline{Blocks: 1}
		for kind := site.MarkdownLink; kind <= site.WikiEmbed; kind++ {
			o.Links = append(o.Links, site.Link{Kind: kind, Dest: dest, Fragment: fragment})
		}
		in.Outlines = append(in.Outlines[:n:n], o)
		g, problems := links.Connect(in)
		closed(t, in, g)
		for _, p := range problems {
			if len(p.String()) > 4000 {
				t.Errorf("a problem of %d bytes", len(p.String()))
			}
		}
	})
}

func TestUnusedAndOrphans(t *testing.T) {
	var w world
	w.note("README.md", "[a](a.md)")
	w.note("a.md", "![](x.png)")
	w.note("b.md", "[b](#x) [self](b.md)")
	w.note("big.md", "split\n# One\n[two](#two)\n# Two")
	w.Files = append(w.Files, site.File{Path: "x.png"}, site.File{Path: "y.png"})
	in := w.input()
	g, _ := links.Connect(in)
	var got []string
	for _, p := range append(links.Unused(in.Files, g), links.Orphans(in.Pages, in.Notes, nil, g, nil)...) {
		got = append(got, fmt.Sprint(p.Kind, " ", p.At))
	}
	if diff := cmp.Diff([]string{"unused-file y.png", "orphan b.md", "orphan big.md"}, got); diff != "" {
		t.Error(diff)
	}
}
