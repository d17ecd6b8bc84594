package highlight

import (
	"bytes"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"github.com/biji-notes/biji/site/highlight/chromafast"
)

// shells are chroma's lexers that know the words of a shell, and not what is
// run: npm i -g x is plain text to them.
var shells = map[string]bool{"Bash": true, "Bash Session": true, "Batchfile": true, "PowerShell": true}

// wrappers are commands that run the command behind them.
var wrappers = map[string]bool{
	"sudo": true, "doas": true, "time": true, "nohup": true, "env": true, "exec": true, "command": true, "xargs": true,
}

// A shellReader goes through the tokens of shell code.
type shellReader struct {
	prompts  bool // only lines that begin with "$ " are commands, others are what those printed
	line     bool // no word has been on the line yet
	output   bool // the line is no command
	start    bool // the next word is a command
	assigned bool // a=b is being read: a command may follow
	quote    bool // between backticks
	after    bool // the last token was blank
}

// commands gives the types of functions to the words of shell code that are
// run, of constants to options, and of prompts to the dollar signs before
// commands. The tokens of chroma's lexers are fine enough: each word is one.
func commands(code []byte, tokens []chromafast.Token) {
	r := shellReader{prompts: prompted(code)}
	r.newline()
	begin := 0
	for i := range tokens {
		text := code[begin:tokens[i].End]
		begin = tokens[i].End
		if blank(text) {
			r.blank(text, tokens[i].Type)
			continue
		}
		tokens[i].Type = r.token(tokens[i].Type, string(text), code[begin:])
		r.line, r.after = false, false
		if bytes.HasSuffix(text, []byte("\n")) && tokens[i].Type != chroma.LiteralStringEscape {
			r.newline()
		}
	}
}

// prompted says whether a line of code begins with a prompt.
func prompted(code []byte) bool {
	return bytes.HasPrefix(code, []byte("$ ")) || bytes.Contains(code, []byte("\n$ "))
}

func (r *shellReader) newline() {
	r.line, r.output, r.start, r.assigned, r.after = true, r.prompts, true, false, true
}

func (r *shellReader) blank(text []byte, kind chroma.TokenType) {
	switch {
	case bytes.IndexByte(text, '\n') >= 0:
		r.newline()
	case r.assigned:
		r.start, r.assigned = true, false
	}
	r.after = true
}

// token says what type a token has that chroma calls kind. rest is the code
// behind it.
func (r *shellReader) token(kind chroma.TokenType, text string, rest []byte) chroma.TokenType {
	switch {
	case r.line && kind == chroma.GenericPrompt, r.line && text == "$" && bytes.HasPrefix(rest, []byte(" ")):
		r.start, r.output = true, false
		return chroma.GenericPrompt
	case r.output:
		return kind
	case kind.InCategory(chroma.Comment), kind == chroma.LiteralStringEscape, text == "!":
		return kind
	case kind == chroma.LiteralStringBacktick:
		r.quote = !r.quote
		r.start = r.quote
		return kind
	case kind == chroma.Keyword:
		r.start = opens(text)
		return kind
	case kind == chroma.Operator, kind == chroma.Punctuation:
		r.sign(text)
		return kind
	}
	start := r.start
	r.start = false
	switch {
	case kind == chroma.NameVariable && start && bytes.HasPrefix(rest, []byte("=")):
		r.assigned = true
	case kind != chroma.Text && kind != chroma.Name && kind != chroma.NameBuiltin:
	case isOption(text) && r.after:
		return chroma.NameConstant
	case start && (isCommand(text, rest) || text == "." && bytes.HasPrefix(rest, []byte(" "))):
		r.start = wrappers[text]
		return chroma.NameFunction
	}
	return kind
}

// sign reads operators: a command follows those that end one.
func (r *shellReader) sign(text string) {
	switch strings.TrimSpace(text) {
	case "&&", "||", "|", ";", ")", "{", "|&", ";;":
		r.start = true
	case "&": // not in 2>&1, nor in an address
		r.start = r.after
	case "(":
		r.start = !r.assigned
	case "=":
	default:
		r.start = false
	}
}

// opens says whether a command follows a keyword.
func opens(keyword string) bool {
	switch keyword {
	case "if", "then", "elif", "else", "while", "until", "do", "time", "$(", "{":
		return true
	}
	return false
}

// isOption says whether word is an option: -g, --save, not - or -1.
func isOption(word string) bool {
	name := strings.TrimLeft(word, "-")
	return len(name) < len(word) && name != "" && isLetter(name[0])
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isCommand says whether word can be the name of a program or a path to one,
// and no word of a sentence, an address, or a pattern of case.
func isCommand(word string, rest []byte) bool {
	first := strings.TrimLeft(word, "./~_")
	if first == "" || len(rest) > 0 && (rest[0] == ')' || rest[0] == ':') {
		return false
	}
	for i := range len(word) {
		if c := word[i]; !isLetter(c) && !('0' <= c && c <= '9') && strings.IndexByte("_./~+-@\\", c) < 0 {
			return false
		}
	}
	title := first == word && first[0] < 'a' && len(word) > 1 && strings.ToUpper(word) != word
	return isLetter(first[0]) && (!title || strings.Contains(word, "-"))
}
