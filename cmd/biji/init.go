package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
	"github.com/biji-notes/biji/site/load/foreign"
	"github.com/biji-notes/biji/site/load/worktree"
)

func initCommand() *cobra.Command {
	var how start
	var schema bool
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a folder of notes, or add settings and a workflow to one",
		Long: `Init writes DIR/biji.toml (default here) with every setting explained. What the
settings of MkDocs, VitePress, VuePress, Hugo, Jekyll, Hexo, mdBook, Docusaurus,
Quartz or Zensical in DIR say of title, language, address, repository and what is
not published stands in it; their programs are not run. If DIR holds no notes yet, init also writes a first
one.

With --pages it also writes, into the git repository that DIR is in, a workflow that
publishes the notes on GitHub Pages with every push, weekly updates of what the
workflow uses, and a line of .gitignore for the site.

Nothing that exists is changed, but for that line. With --schema it prints a JSON
Schema of biji.toml for an editor, and writes nothing.`,
		Example: `  biji init notes --title "My notes"
  biji init --pages           # the notes here, on GitHub Pages`,
		Args: func(cmd *cobra.Command, args []string) error {
			if schema {
				return cobra.NoArgs(cmd, args)
			}
			return cobra.MaximumNArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if schema {
				return printSchema(cmd.OutOrStdout())
			}
			how.dir = "."
			if len(args) == 1 {
				how.dir = args[0]
			}
			how.langGiven = cmd.Flags().Changed("lang")
			return how.run(cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&how.title, "title", "", "title of the site")
	cmd.Flags().StringVar(&how.lang, "lang", "zh-CN", "language of the notes")
	cmd.Flags().BoolVar(&how.pages, "pages", false, "write a workflow that publishes on GitHub Pages, too")
	cmd.Flags().BoolVar(&schema, "schema", false, "print a JSON Schema of biji.toml")
	return cmd
}

// A start is what init is asked to do.
type start struct {
	dir, title, lang string
	langGiven, pages bool
}

// run writes what is missing, and says so.
func (s *start) run(out io.Writer) error {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", s.dir, err)
	}
	other, found := foreign.Find(os.DirFS(s.dir))
	notes := s.dir // the folder to build
	if found && other.Notes != "" {
		notes = filepath.Join(s.dir, filepath.FromSlash(other.Notes))
	}
	if !found && exists(filepath.Join(s.dir, defaultContent)) && lookAround(filepath.Join(s.dir, defaultContent)).notes > 0 {
		notes = filepath.Join(s.dir, defaultContent)
	}
	empty := lookAround(s.dir).notes == 0
	if err := s.settings(out, notes, other, empty); err != nil {
		return err
	}
	if empty {
		first := filepath.Join(notes, "README.md")
		if err := writeNew(first, []byte(firstNote(s.lang))); err != nil {
			return err
		}
		fmt.Fprintln(out, say("wrote %s", first))
	}
	if s.pages {
		return publishOnPages(out, notes, version())
	}
	if abs, err := filepath.Abs(s.dir); err == nil {
		if _, ok := worktree.Top(abs); ok {
			fmt.Fprintln(out, say("to publish on GitHub Pages: biji init --pages%s", argument(s.dir)))
		}
	}
	fmt.Fprintln(out, say("now run: biji serve%s", argument(notes)))
	return nil
}

// argument is how a folder of notes stands on a command line.
func argument(dir string) string {
	if dir == "." || dir == defaultContent {
		return ""
	}
	if strings.ContainsAny(dir, " '\"$") {
		return " '" + strings.ReplaceAll(dir, "'", `'\''`) + "'"
	}
	return " " + dir
}

// settings writes biji.toml where the notes and whoever looks for it find it: in
// the folder that init was given, if that is the notes' own or the one above.
func (s *start) settings(out io.Writer, notes string, other foreign.Settings, empty bool) error {
	dir := s.dir
	if notes != dir && filepath.Dir(notes) != filepath.Clean(dir) {
		dir = notes
	}
	given := map[string]string{
		"title": cmp.Or(s.title, other.Title), "description": other.Description, "author": other.Author, "url": other.URL, "repo": other.Repo,
		"lang": other.Lang, "ignore": other.Ignore,
	}
	if s.langGiven || empty && other.Lang == "" {
		given["lang"] = s.lang
	}
	if given["repo"] == "" {
		given["repo"] = editPage(notes)
	}
	config := filepath.Join(dir, configName)
	if s.pages && exists(config) {
		fmt.Fprintln(out, say("left %s as it is", config))
		return nil
	}
	if err := writeNew(config, load.ConfigTemplate(given)); err != nil {
		return err
	}
	fmt.Fprintln(out, say("wrote %s", config))
	if other.File != "" {
		fmt.Fprintln(out, say("  with what %s says: %s", filepath.Join(s.dir, filepath.FromSlash(other.File)), strings.Join(told(given, s.title), ", ")))
	}
	return nil
}

// told are the settings that were taken from elsewhere.
func told(given map[string]string, title string) []string {
	var keys []string
	for _, key := range []string{"title", "description", "author", "lang", "url", "repo", "ignore"} {
		if text := given[key]; text != "" && !(key == "title" && title != "") {
			keys = append(keys, key+" = "+site.Printable(strconv.Quote(strings.ReplaceAll(text, "\n", " "))))
		}
	}
	return keys
}

// writeNew writes a file that must not exist yet.
func writeNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists already; it was left as it is", path)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

func firstNote(lang string) string {
	if site.IsChinese(site.UI(lang)) {
		return `# 我的笔记

把 Markdown 文件放进这个文件夹，每个文件就是一页。

- 用 ` + "`[[文件名]]`" + ` 或普通的 Markdown 链接把笔记连起来
- ` + "`README.md`" + ` 是所在文件夹的首页
- 设置写在 ` + "`biji.toml`" + ` 里，不写也可以

> [!tip] 下一步
> 运行 ` + "`biji serve`" + `，边写边看。
`
	}
	return `# My notes

Put Markdown files into this folder; each of them is a page.

- Connect notes with ` + "`[[file name]]`" + ` or with ordinary Markdown links
- ` + "`README.md`" + ` is the page of its folder
- Settings live in ` + "`biji.toml`" + `, and all of them are optional

> [!tip] Next
> Run ` + "`biji serve`" + ` and look while you write.
`
}
