package foreign

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// Of each generator: its settings, and what is read of them.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		files map[string]string
		want  Settings
	}{
		{map[string]string{"docs/a.md": "", "mkdocs.yml": `site_name: 手册
site_url: https://notes.example.net/book
repo_url: https://github.com/jane/notes
edit_uri: edit/main/docs/
theme:
  name: material
  language: zh
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
`}, Settings{"mkdocs.yml", "docs", "手册", "", "", "zh", "https://notes.example.net/book/", "https://github.com/jane/notes/edit/main/docs", ""}},
		{map[string]string{"content/a.md": "", "hugo.toml": `baseURL = "https://example.org/"
languageCode = "en-us"
title = 'A garden'
[params]
  description = "Notes of mine"
  author = "Jane"
`}, Settings{"hugo.toml", "content", "A garden", "Notes of mine", "Jane", "en-us", "", "", ""}},
		{map[string]string{"config.toml": "title = \"some program\"\n"}, Settings{}},
		{map[string]string{"_config.yml": "title: Blog\nurl: https://jane.github.io\nbaseurl: /blog\nlang: en_GB\nauthor:\n  name: Jane\n"},
			Settings{"_config.yml", ".", "Blog", "", "Jane", "en-GB", "https://jane.github.io/blog/", "", ""}},
		{map[string]string{"source/_posts/a.md": "", "_config.yml": "title: 博客\nlanguage: [zh-CN, en]\nurl: http://blog.example.net\nsource_dir: source\n"},
			Settings{"_config.yml", "source", "博客", "", "", "zh-CN", "http://blog.example.net/", "", ""}},
		{map[string]string{"docs/a.md": "", "docs/.vitepress/config.mts": `import { defineConfig } from 'vitepress'
const title = "not this" // title: "nor this"
export default defineConfig({
  /* title: 'nor that' */
  lang: 'zh-CN',
  'title': "前端'笔记",
  description: ` + "`一句话`" + `,
  base: '/fe/',
  sitemap: { hostname: 'https://jane.github.io' },
  themeConfig: {
    title: "inner",
    nav: [{ text: 'A', link: '/a' }, { text: ` + "`${title}`" + `, title: 'x' }],
    editLink: { pattern: 'https://github.com/jane/fe/edit/main/docs/:path', text: 'x' },
  },
})`}, Settings{"docs/.vitepress/config.mts", "docs", "前端'笔记", "一句话", "", "zh-CN", "https://jane.github.io/fe/", "https://github.com/jane/fe/edit/main/docs", ""}},
		{map[string]string{"src/a.md": "", ".vitepress/config.js": `module.exports = { title: name + "x", srcDir: "src", locales: { root: { lang: 'en', title: "Root" } } }`},
			Settings{".vitepress/config.js", "src", "Root", "", "", "en", "", "", ""}},
		{map[string]string{"docs/.vuepress/config.ts": `export default { title: 'V', theme: hopeTheme({ hostname: "https://v.example.net", repo: "jane/v", docsDir: "docs", author: { name: "J" } }) }`},
			Settings{"docs/.vuepress/config.ts", "docs", "V", "", "J", "", "https://v.example.net/", "https://github.com/jane/v/edit/main/docs", ""}},
		{map[string]string{"docs/a.md": "", "docusaurus.config.ts": `const config: Config = {
  title: 'My Site', tagline: 'Dinosaurs', url: 'https://d.example.net', baseUrl: '/x/',
  i18n: { defaultLocale: 'en', locales: ['en'] },
  presets: [['classic', { docs: { sidebarPath: './s.ts', editUrl: 'https://github.com/jane/d/tree/main/' } } satisfies Options]],
  themeConfig: { navbar: { title: 'inner' } },
};`}, Settings{"docusaurus.config.ts", "docs", "My Site", "Dinosaurs", "", "en", "https://d.example.net/x/", "https://github.com/jane/d/tree/main/docs", ""}},
		{map[string]string{"src/a.md": "", "book.toml": `[book]
title = "The book"
authors = ["Jane", "Joe"]
language = "en"
[output.html]
edit-url-template = "https://github.com/jane/b/edit/main/{path}"
`}, Settings{"book.toml", "src", "The book", "", "Jane", "en", "", "https://github.com/jane/b/edit/main", ""}},
		{map[string]string{"content/a.md": "", "quartz.config.ts": `const config: QuartzConfig = { configuration: { pageTitle: "Q", locale: "en-US", baseUrl: "jane.github.io/q" } }`},
			Settings{"quartz.config.ts", "content", "Q", "", "", "en-US", "https://jane.github.io/q/", "", ""}},
		{map[string]string{"docs/a.md": "", "zensical.toml": "[project]\nsite_name = \"Z\"\n"}, Settings{"zensical.toml", "docs", "Z", "", "", "", "", "", ""}},
		{map[string]string{"docs/a.md": "", "mkdocs.yml": "site_name: M\nexclude_docs: |\n  # not these\n  int/\n  !int/a.md\ndraft_docs: |\n  *.tmp.md\n"},
			Settings{File: "mkdocs.yml", Notes: "docs", Title: "M", Ignore: "int/\n*.tmp.md"}},
		{map[string]string{"a.md": "", "_config.yml": "title: J\nexclude: [secret, ./notes.md, /vendor/]\n"},
			Settings{File: "_config.yml", Notes: ".", Title: "J", Ignore: "/secret\n/notes.md\n/vendor/"}},
		{map[string]string{"docs/a.md": "", "docs/.vitepress/config.ts": "export default { srcExclude: ['**/drafts/**', \"todo.md\"], title: 'V' }"},
			Settings{File: "docs/.vitepress/config.ts", Notes: "docs", Title: "V", Ignore: "**/drafts/**\ntodo.md"}},
		{map[string]string{"content/a.md": "", "quartz.config.ts": "const c = { configuration: { pageTitle: 'Q', ignorePatterns: ['private', 'templates'] } }"},
			Settings{File: "quartz.config.ts", Notes: "content", Title: "Q", Ignore: "private\ntemplates"}},
		{map[string]string{"a.md": "", "mkdocs.yml": "- no\n", "book.toml": "= ="}, Settings{}},
		{map[string]string{"a.md": "", "mkdocs.yml": "site_name: \"{{ cookiecutter }}\"\nsite_url: http://localhost:8000\n"}, Settings{}},
	} {
		world := fstest.MapFS{}
		for name, text := range c.files {
			world[name] = &fstest.MapFile{Data: []byte(text)}
		}
		got, ok := Find(world)
		if diff := cmp.Diff(c.want, got); diff != "" || ok != (c.want != Settings{}) {
			t.Errorf("%v\n%s", ok, diff)
		}
	}
}

// Whatever stands there, reading it ends, and gives one line each.
func FuzzFind(f *testing.F) {
	for _, text := range []string{"title: {a: [b]}", "x = `${a}`", `{a:"b\`, "/* ", "title: 'a", "(((", "[book]\ntitle='a'", "&a [*a]"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, r := range readers() {
			s := r.read(r.files[0], text).tidied(fstest.MapFS{})
			for _, v := range []string{s.Title, s.Description, s.Author, s.Lang, s.URL, s.Repo} {
				if strings.Contains(v, "\n") {
					t.Errorf("%q", v)
				}
			}
		}
	})
}
