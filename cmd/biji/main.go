// Command biji turns a folder of Markdown notes into a web site.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit codes. They are part of the command line: scripts rely on them.
const (
	exitFine     = 0
	exitProblems = 1   // finished, with problems
	exitNotBuilt = 2   // nothing was written
	exitUsage    = 64  // EX_USAGE of sysexits.h
	exitStopped  = 130 // interrupted
)

// errProblems ends a command that did its work and found problems. They are
// printed already.
var errProblems = errors.New("finished with problems")

// A usageError is a command line that makes no sense.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program; it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := rootCommand()
	out := &results{w: stdout}
	root.SetOut(out)
	root.SetErr(stderr)
	cmd, err := execute(ctx, root, args)
	var usage usageError
	in := speechOf(root)
	switch lost := out.lost(); {
	case nobodyReads(lost) && errors.Is(err, lost):
		return exitFine
	case lost != nil && !nobodyReads(lost) && ctx.Err() == nil:
		fmt.Fprintln(stderr, in.Sprintf("biji: the output could not be written: %s", printable(lost, in)))
		return exitNotBuilt
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, in.Say("biji: interrupted"))
		return exitStopped
	case errors.As(err, &usage) || !started(cmd):
		fmt.Fprintf(stderr, "biji: %s\n%s\n", printable(err, in), in.Sprintf("Run \"%s --help\" for usage.", cmd.CommandPath()))
		return exitUsage
	}
	fmt.Fprintln(stderr, "biji:", printable(err, in))
	return exitNotBuilt
}

func execute(ctx context.Context, root *cobra.Command, args []string) (*cobra.Command, error) {
	if cmd, rest, err := root.Find(args); err == nil {
		if err := joinedFlag(cmd, rest); err != nil {
			return cmd, err
		}
	}
	root.SetArgs(args)
	return root.ExecuteContextC(ctx)
}

const startedKey = "started"

// started says whether cobra got as far as running the command: whatever went
// wrong before is wrong usage.
func started(cmd *cobra.Command) bool {
	return cmd.Annotations[startedKey] != ""
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "biji",
		Short: "Turn a folder of Markdown notes into a searchable web site",
		Long: `biji (笔记) turns a folder of Markdown notes into a web site of cross-linked
pages with highlighted code and a full-text index. The site works on any static
host, under any path, and opened from disk.

biji 把一个 Markdown 笔记文件夹变成网站：页面互相链接，代码高亮，自带全文索引。
生成的文件夹可以放在任意静态主机、任意子路径下，也可以直接双击打开。`,
		Example: `  biji build                  # content/ → public/
  biji serve ~/notes          # look while you write
  biji check ~/notes          # broken links, anchors, images`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(cmd *cobra.Command, _ []string) {
			if cmd.Annotations == nil {
				cmd.Annotations = map[string]string{}
			}
			cmd.Annotations[startedKey] = "yes"
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("biji {{.Version}}\n")
	root.AddCommand(
		buildCommand(), bundleCommand(), serveCommand(), checkCommand(), fetchCommand(), searchCommand(), mcpCommand(),
		evalCommand(), indexCommand(), initCommand(), templatesCommand(), schemaCommand(), manCommand(), versionCommand(),
	)
	strictHelp(root)
	if speechFor("").IsChinese() {
		speakChinese(root)
	}
	return root
}
