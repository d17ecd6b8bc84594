package site_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
)

// Every kind that is declared is in the table, once, with all that is to be
// said of it, and the table is in the order of severity.
func TestKindsTable(t *testing.T) {
	declared := declaredKinds(t)
	var listed []string
	last := site.SeverityError
	for _, k := range site.Kinds() {
		listed = append(listed, string(k.Kind))
		if k.English == "" || k.Chinese == "" || strings.Contains(k.English+k.Chinese, "\n") {
			t.Errorf("%s: a line in English and one in Chinese are needed", k.Kind)
		}
		if !slices.Contains(site.Severities(), k.Severity) || k.Severity > last {
			t.Errorf("%s: severity %v after %v", k.Kind, k.Severity, last)
		}
		last = k.Severity
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(string(k.Kind)) {
			t.Errorf("%s: a kind is written in lower case and hyphens", k.Kind)
		}
	}
	slices.Sort(listed)
	if len(declared) < 20 || !slices.Equal(declared, listed) {
		t.Errorf("declared are the kinds\n%v, the table has\n%v", declared, listed)
	}
}

// declaredKinds are the values of all constants of type Kind of this package,
// sorted.
func declaredKinds(t *testing.T) []string {
	t.Helper()
	var kinds []string
	for _, file := range goFiles(t, ".") {
		if filepath.Dir(file) != "." {
			continue
		}
		ast.Inspect(parsed(t, file), func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if name, ok := spec.Type.(*ast.Ident); ok && name.Name == "Kind" {
				for _, v := range spec.Values {
					kinds = append(kinds, textOf(v))
				}
			}
			return true
		})
	}
	slices.Sort(kinds)
	return kinds
}

// No code makes a kind of a text of its own: neither site.Kind("x") nor
// Kind: "x" of a problem.
func TestKindsAreDeclared(t *testing.T) {
	seen := 0
	for _, file := range append(goFiles(t, "."), goFiles(t, filepath.Join("..", "cmd"))...) {
		ast.Inspect(parsed(t, file), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if pkg, ok := n.X.(*ast.Ident); ok && pkg.Name == "site" && n.Sel.Name == "BrokenLink" {
					seen++
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Kind" && len(n.Args) == 1 && textOf(n.Args[0]) != "" {
					t.Errorf("%s makes the kind %q, which is not declared", file, textOf(n.Args[0]))
				}
			case *ast.CompositeLit:
				if typ, ok := n.Type.(*ast.SelectorExpr); ok && typ.Sel.Name == "Problem" {
					for _, e := range n.Elts {
						if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Kind" && textOf(kv.Value) != "" {
							t.Errorf("%s makes the kind %q, which is not declared", file, textOf(kv.Value))
						}
					}
				}
			}
			return true
		})
	}
	if seen == 0 {
		t.Error("no kind is used anywhere")
	}
}

// goFiles are the files of Go below dir that are not tests.
func goFiles(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, "_test.go") {
			files = append(files, p)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of Go below %s: %v", len(files), dir, err)
	}
	return files
}

func parsed(t *testing.T, file string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// textOf is the text of a string literal, "" of anything else.
func textOf(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	return ""
}

func TestSeverityText(t *testing.T) {
	for s, want := range map[site.Severity]string{site.SeverityError: "error", site.SeverityWarning: "warning", site.SeverityNote: "note"} {
		if text, err := s.MarshalText(); err != nil || string(text) != want {
			t.Errorf("%q, not %q; %v", text, want, err)
		}
	}
	if _, ok := site.KindNamed("no-such-kind"); ok {
		t.Error("any word is a kind")
	}
}
