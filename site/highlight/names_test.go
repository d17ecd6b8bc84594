package highlight

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
)

// Names of files and their endings lead where they lead in chroma, and so in
// Hugo.
func TestNamesOfFiles(t *testing.T) {
	c := newCatalogue()
	for name := range strings.FieldsSeq(`yml cs kt kts h cc cxx hpp mjs cjs mts vb gradle erl ml cmd mk patch xhtml svg
		rss htm env ino sh-session xsl ttl service feature gemfile gotmpl swift tf ex exs psm1 csproj`) {
		want, got := lexers.Get(name), c.find(name)
		if want == nil || got == nil || want.Config().Name != got.Config().Name {
			t.Errorf("%s is not found as by chroma", name)
		}
	}
	for name, want := range map[string]string{
		"docker-compose.yml": "YAML", "package.json": "JSON", "cargo.toml": "TOML", "nginx.conf": "Nginx configuration file",
		"src/main.rs": "Rust", "cmakelists.txt": "CMake", "dockerfile.dev": "Docker", ".env.local": "Bash", ".bashrc": "Bash",
		"vue.config.js": "JavaScript", "text/html": "HTML", "application/json": "JSON", "c/c++": "C++", "a.less": "SCSS",
		"vue-html": "HTML", "sh-vue": "Bash", "h": "C", "fs": "FSharp", "pascal": "ObjectPascal",
	} {
		if l := c.find(name); l == nil || l.Config().Name != want {
			t.Errorf("%s is not found as %s", name, want)
		}
	}
	for _, name := range []string{"klingon", "notes.txt", "1.1", "v1.2.3", "a.b.c.", ".", "/", "a.log", "mermaid", "note", "tip", "warning", "info", "title"} {
		if l := c.find(name); l != nil && l.Config().Name != "plaintext" {
			t.Errorf("%s is found as %s", name, c.find(name).Config().Name)
		}
	}
}

// Every nickname stands for a lexer that compiles, and for no other language.
func TestNicknames(t *testing.T) {
	c := newCatalogue()
	count := 0
	seen := map[string]bool{}
	for known, names := range nicknames {
		want := c.get(known)
		if want == nil {
			t.Errorf("there is no lexer %q", known)
		}
		for name := range strings.FieldsSeq(names) {
			if count++; seen[name] || c.get(name) != want || name != strings.ToLower(name) {
				t.Errorf("%s is not found as %s, or stands twice", name, known)
			}
			seen[name] = true
		}
	}
	if count < 80 {
		t.Errorf("only %d nicknames", count)
	}
}
