package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError adds to the error of a flag that is not there which one may be
// meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return usageError{err}
	}
	typed := unknown.GetSpecifiedName()
	if group := unknown.GetSpecifiedShortnames(); group != "" { // -output, with one dash too few
		typed, _, _ = strings.Cut(group, "=")
	}
	if near := nearestFlag(cmd, typed); near != "" {
		err = fmt.Errorf("%w; did you mean --%s?", err, near)
	}
	return usageError{err}
}

// joinedFlag is the error of -output, which pflag reads as -o utput: one dash
// too few, and the flag takes the rest of the word for its value.
func joinedFlag(cmd *cobra.Command, args []string) error {
	for _, arg := range args {
		if arg == "--" {
			break
		}
		word, single := strings.CutPrefix(arg, "-")
		word, _, _ = strings.Cut(word, "=")
		if !single || strings.HasPrefix(word, "-") || len(word) < 3 {
			continue
		}
		f := cmd.Flags().ShorthandLookup(word[:1])
		if f != nil && f.NoOptDefVal == "" && nearestFlag(cmd, word) == f.Name {
			return usageError{fmt.Errorf("%s means -%s %s; did you mean --%s?", arg, f.Shorthand, arg[2:], f.Name)}
		}
	}
	return nil
}

// nearestFlag is the flag that typed is the beginning of, or a slip of; "" if
// there is none or there are several.
func nearestFlag(cmd *cobra.Command, typed string) string {
	names := &cobra.Command{} // cobra knows how to tell slips, of commands
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
		}
	})
	names.SuggestionsMinimumDistance = 2
	if near := names.SuggestionsFor(typed); len(typed) > 1 && len(near) == 1 {
		return near[0]
	}
	return ""
}

// unknownCommand is the error of a command below cmd that is not there.
func unknownCommand(cmd *cobra.Command, name string) error {
	err := fmt.Errorf("unknown command %q for %q", name, cmd.CommandPath())
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		err = fmt.Errorf("%w; did you mean %s?", err, strings.Join(near, " or "))
	}
	return usageError{err}
}

// strictHelp makes help for a command that is not there wrong usage.
func strictHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() != "help" {
			continue
		}
		show := c.Run
		c.Run = nil
		c.RunE = func(help *cobra.Command, args []string) error {
			if cmd, rest, err := root.Find(args); err != nil {
				return unknownCommand(root, args[0])
			} else if len(rest) > 0 && cmd.HasSubCommands() {
				return unknownCommand(cmd, rest[0])
			}
			show(help, args)
			return nil
		}
	}
}
