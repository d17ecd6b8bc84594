package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man [DIR]",
		Short: "Print the manual page, or write those of all commands",
		Long: `Man prints the manual page of biji. With DIR it writes a page for each command
into that folder, which is made if it is not there. They are in the language of the
messages, and the same program writes the same bytes.`,
		Example: `  biji man | man -l -
  biji man ~/.local/share/man/man1    # then: man biji-build`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := cmd.OutOrStdout().Write(manPage(cmd.Root()))
				return err
			}
			return writeManPages(args[0], cmd.Root())
		},
	}
}

// writeManPages writes the pages of a command and of those below it.
func writeManPages(dir string, c *cobra.Command) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make %s: %w", dir, err)
	}
	if err := os.WriteFile(filepath.Join(dir, manName(c)+".1"), manPage(c), 0o644); err != nil {
		return fmt.Errorf("write a manual page: %w", err)
	}
	for _, sub := range described(c) {
		if err := writeManPages(dir, sub); err != nil {
			return err
		}
	}
	return nil
}

// described are the commands directly below c that have a page.
func described(c *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(c.Commands()), func(sub *cobra.Command) bool {
		return !sub.IsAvailableCommand() || sub.Name() == "completion"
	})
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is the page of a command, in the macros of man(7). cobra's own pages
// take the texts for Markdown, and lose what is in brackets. It has no date, for
// the same bytes.
func manPage(c *cobra.Command) []byte {
	c.InitDefaultHelpFlag()
	c.InitDefaultVersionFlag()
	var p roff
	fmt.Fprintf(&p, ".TH %q 1 \"\" \"biji\" \"biji\"\n.ad l\n", strings.ToUpper(manName(c)))
	p.section(say("NAME"))
	p.line(manName(c) + " - " + c.Short)
	p.section(say("SYNOPSIS"))
	p.line(c.UseLine())
	if c.Long != "" {
		p.section(say("DESCRIPTION"))
		p.text(c.Long)
	}
	if subs := described(c); len(subs) > 0 {
		p.section(say("COMMANDS"))
		for _, sub := range subs {
			p.item(manName(sub)+"(1)", sub.Short)
		}
	}
	if c.LocalFlags().HasAvailableFlags() {
		p.section(say("OPTIONS"))
		c.LocalFlags().VisitAll(func(f *pflag.Flag) { p.item(flagHead(f), f.Usage) })
	}
	if c.Example != "" {
		p.section(say("EXAMPLES"))
		p.verbatim(strings.Split(c.Example, "\n"))
	}
	if c.HasParent() {
		p.section(say("SEE ALSO"))
		p.line(manName(c.Parent()) + "(1)")
	}
	return p.Bytes()
}

// flagHead is a flag with what follows it and its default, as help has them.
func flagHead(f *pflag.Flag) string {
	head := "--" + f.Name
	if f.Shorthand != "" {
		head = "-" + f.Shorthand + ", " + head
	}
	kind, _ := pflag.UnquoteUsage(f)
	switch {
	case f.NoOptDefVal != "" && kind != "":
		head += "[=" + kind + "]"
	case kind != "":
		head += " " + kind
	}
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
		head += say(" (default %s)", f.DefValue)
	}
	return head
}

// A roff is a manual page in the making.
type roff struct{ bytes.Buffer }

func (p *roff) section(name string) { fmt.Fprintf(p, ".SH %q\n", name) }

// line writes a line as it is: nothing in it is taken for a command of roff.
func (p *roff) line(text string) {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	p.WriteString(text + "\n")
}

func (p *roff) item(head, text string) {
	p.WriteString(".TP\n.B ")
	p.line(head)
	p.line(text)
}

// text writes paragraphs. Those whose first line is indented keep their lines.
func (p *roff) text(all string) {
	for i, paragraph := range strings.Split(all, "\n\n") {
		if i > 0 {
			p.WriteString(".PP\n")
		}
		lines := strings.Split(paragraph, "\n")
		if strings.HasPrefix(paragraph, " ") {
			p.verbatim(lines)
			continue
		}
		for _, line := range lines {
			p.line(line)
		}
	}
}

func (p *roff) verbatim(lines []string) {
	p.WriteString(".nf\n")
	for _, line := range lines {
		p.line(line)
	}
	p.WriteString(".fi\n")
}
