package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/load"
)

func initCommand() *cobra.Command {
	var title, lang string
	var schema bool
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a folder of notes, or add settings to one",
		Long: `Init writes DIR/biji.toml with every setting explained. If DIR holds no notes
yet, it also writes a first one. Nothing that exists is changed.

With --schema it prints a JSON Schema of biji.toml for an editor, and writes
nothing.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if schema {
				return cobra.NoArgs(cmd, args)
			}
			return cobra.ExactArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if schema {
				return printSchema(cmd.OutOrStdout())
			}
			return initDir(cmd, args[0], title, lang)
		},
	}
	cmd.Flags().StringVar(&title, "title", "", "title of the site")
	cmd.Flags().StringVar(&lang, "lang", "zh-CN", "language of the notes")
	cmd.Flags().BoolVar(&schema, "schema", false, "print a JSON Schema of biji.toml")
	return cmd
}

func printSchema(w io.Writer) error {
	text, err := load.ConfigSchema()
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func initDir(cmd *cobra.Command, dir, title, lang string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", dir, err)
	}
	config := filepath.Join(dir, "biji.toml")
	if err := writeNew(config, load.ConfigTemplate(title, lang)); err != nil {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout(), "wrote", config)
	notes, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	if len(notes) == 0 {
		first := filepath.Join(dir, "README.md")
		if err := writeNew(first, []byte(firstNote(lang))); err != nil {
			return err
		}
		fmt.Fprintln(cmd.OutOrStdout(), "wrote", first)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "now run: biji serve %s\n", dir)
	return nil
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
	if site.UI(lang) == "zh" {
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
