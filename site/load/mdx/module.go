package mdx

import (
	"regexp"
	"strings"
)

// A name is what a module gives a name to: a text, or a file.
type name struct{ text, file string }

var (
	begins = regexp.MustCompile(`^(?:import(?:[ \t]+[\w{*"']|\{)|export[ \t]+(?:const|let|var|function|async|class|default|\*|\{|type|interface)\b?)`)
	from   = regexp.MustCompile(`^import[ \t]+(\w+)[ \t]+from[ \t]+["'](?:!!)?(raw-loader!)?([^"']+)["']`)
	value  = regexp.MustCompile(`^export[ \t]+(?:const|let|var)[ \t]+(\w+)[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|[0-9.]+)[ \t]*;?[ \t]*\r?\n`)
)

// module is the end of the modules that are imported or exported on a line: the
// first blank line outside of brackets.
func (w *writer) module(line string) (end int, ok bool) {
	if !begins.MatchString(line) {
		return 0, false
	}
	for at := w.at; ; {
		rest := w.text[at:]
		w.learn(rest)
		if at, ok = w.statement(at); !ok {
			return 0, false
		}
		next, _, _ := strings.Cut(w.text[at:], "\n")
		if strings.TrimSpace(next) == "" || !begins.MatchString(next) && !strings.HasPrefix(next, "const ") && !strings.HasPrefix(next, "//") {
			return at, true
		}
	}
}

// statement is the end of the line on which the brackets of a statement are
// closed.
func (w *writer) statement(at int) (end int, ok bool) {
	for at < len(w.text) {
		switch w.text[at] {
		case '\n':
			return at + 1, true
		case '{', '(', '[':
			at, ok = w.balanced(at)
		default:
			end, ok = w.opaque(at)
			if !ok {
				at, ok = at+1, true
			} else {
				at = end
			}
		}
		if !ok {
			return 0, false
		}
	}
	return at, true
}

func (w *writer) learn(text string) {
	text = text[:min(len(text), 1000)]
	if m := from.FindStringSubmatch(text); m != nil {
		w.names[m[1]] = name{file: m[2] + m[3]}
	} else if m := value.FindStringSubmatch(text); m != nil {
		w.names[m[1]] = name{text: strings.Trim(m[2], `"'`)}
	}
}

var asked = regexp.MustCompile(`^(?:require|useBaseUrl|withBase)\(\s*["']([^"']+)["']\s*\)(?:\.default)?$`)

// literal is the text that an expression stands for.
func (w *writer) literal(expr string) (string, bool) {
	if m := asked.FindStringSubmatch(expr); m != nil {
		return m[1], true
	}
	if n, ok := w.names[strings.TrimSuffix(strings.TrimSuffix(expr, ".src"), ".default")]; ok && n.file == "" {
		return n.text, true
	}
	return unquoted(expr)
}

// address is the file or page that an expression stands for.
func (w *writer) address(expr string) (string, bool) {
	if n, ok := w.names[strings.TrimSuffix(strings.TrimSuffix(expr, ".src"), ".default")]; ok && n.file != "" {
		return strings.TrimPrefix(n.file, "raw-loader!"), true
	}
	return w.literal(expr)
}
