package main

import (
	"cmp"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/biji-notes/biji/site/speech"
)

// speechFor is the language of messages to an author whose notes are in lang, ""
// if that is not known. LC_ALL and LC_MESSAGES ask for a language of messages
// (https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02).
// Without them they are in Chinese if either the notes or LANG are: LANG is often
// only how a machine was set up. JSON and SARIF are the same for everybody.
func speechFor(lang string) speech.Speech {
	asked := cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"))
	if isChinese(asked) || asked == "" && (isChinese(lang) || isChinese(os.Getenv("LANG"))) {
		return speech.Chinese()
	}
	return speech.Speech{}
}

func isChinese(lang string) bool { return strings.HasPrefix(strings.ToLower(lang), "zh") }

const langKey = "lang"

// notesIn tells the program that the notes of the command are in lang.
func notesIn(cmd *cobra.Command, lang string) {
	root := cmd.Root()
	if root.Annotations == nil {
		root.Annotations = map[string]string{}
	}
	root.Annotations[langKey] = lang
}

// speechOf is the language of messages of a command.
func speechOf(cmd *cobra.Command) speech.Speech { return speechFor(cmd.Root().Annotations[langKey]) }

// say is a line for a person, as fmt.Sprintf makes it, in the language of the
// locale.
func say(format string, args ...any) string { return speechFor("").Sprintf(format, args...) }

// speakChinese puts the texts of help in their Chinese form.
func speakChinese(c *cobra.Command) {
	for _, text := range helpTexts(c) {
		if zh, ok := chinese[*text]; ok {
			*text = zh
		}
	}
	for _, sub := range c.Commands() {
		speakChinese(sub)
	}
	c.InitDefaultHelpFlag()
	c.InitDefaultVersionFlag()
	for name, zh := range map[string]string{"help": "显示这个命令的帮助", "version": "显示版本"} {
		if f := c.Flags().Lookup(name); f != nil {
			f.Usage = zh
		}
	}
	if !c.HasParent() {
		c.SetUsageTemplate(strings.NewReplacer(usageHeads...).Replace(c.UsageTemplate()))
	}
}

// usageHeads are the words of cobra's own between the texts, and their Chinese.
var usageHeads = []string{
	"Usage:", "用法：", "Aliases:", "别名：", "Examples:", "例子：", "Available Commands:", "命令：", "Additional Commands:", "其他命令：",
	"Global Flags:", "所有命令都有的选项：", "Flags:", "选项：", "Additional help topics:", "其他帮助：",
	`Use "{{.CommandPath}} [command] --help" for more information about a command.`, `"{{.CommandPath}} [command] --help" 显示一个命令的帮助。`,
	"[command]", "[命令]",
}

// helpTexts are the texts of a command that help shows, without those of the
// commands below it.
func helpTexts(c *cobra.Command) []*string {
	texts := []*string{&c.Short, &c.Long}
	c.LocalFlags().VisitAll(func(f *pflag.Flag) { texts = append(texts, &f.Usage) })
	return texts
}
