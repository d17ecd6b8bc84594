package span

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/biji-notes/biji/site/markdown/cjk"
)

// A Keys is a key, or several that are pressed together. It has no children.
type Keys struct {
	ast.BaseInline
	Labels []string
}

// KindKeys is the kind of Keys.
var KindKeys = ast.NewNodeKind("Keys")

func (n *Keys) Kind() ast.NodeKind { return KindKeys }

func (n *Keys) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Labels": strings.Join(n.Labels, "+")}, nil)
}

var (
	combination = regexp.MustCompile(`^\+\+((?:[A-Za-z0-9-]+|"[^"\n+]{1,30}")(?:\+(?:[A-Za-z0-9-]+|"[^"\n+]{1,30}"))*)\+\+`)
	// oneKey is a letter or digit that is no name of a counter: ++i++ is C.
	oneKey = regexp.MustCompile(`^[a-hk-zA-HK-Z0-9]$`)
)

// keysIn reads ++ctrl+alt+del++. The first key is one that keyboards have.
func keysIn(line []byte, block text.Reader) ast.Node {
	m := combination.FindSubmatch(line)
	if m == nil || !begins(block.PrecendingCharacter()) || !apart(following(line[len(m[0]):])) {
		return nil
	}
	n := &Keys{}
	for i, name := range strings.Split(string(m[1]), "+") {
		label, known := keyLabels[strings.ToLower(name)]
		quoted := strings.HasPrefix(name, `"`)
		switch {
		case known:
		case i == 0 && !quoted && !(oneKey.MatchString(name) && len(m[1]) == 1) && !function.MatchString(name):
			return nil
		case quoted:
			label = strings.Trim(name, `"`)
		default:
			label = strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "-", " ")
		}
		n.Labels = append(n.Labels, label)
	}
	_, segment := block.PeekLine()
	n.SetPos(segment.Start)
	block.Advance(len(m[0]))
	return n
}

var function = regexp.MustCompile(`^[fF][0-9]{1,2}$`)

// keyLabels are the keys by the names that Python-Markdown's extension has for
// them (https://facelessuser.github.io/pymdown-extensions/extensions/keys). It
// is never changed.
var keyLabels = map[string]string{
	"ctrl": "Ctrl", "control": "Ctrl", "left-control": "Left Ctrl", "right-control": "Right Ctrl", "shift": "Shift", "left-shift": "Left Shift",
	"right-shift": "Right Shift", "alt": "Alt", "left-alt": "Left Alt", "right-alt": "Right Alt", "alt-graph": "AltGr", "altgr": "AltGr",
	"cmd": "Cmd", "command": "Cmd", "left-command": "Left Cmd", "right-command": "Right Cmd", "option": "Option", "left-option": "Left Option",
	"right-option": "Right Option", "opt": "Option", "win": "Win", "windows": "Win", "left-windows": "Left Win", "right-windows": "Right Win", "meta": "Meta", "super": "Super", "fn": "Fn", "function": "Fn",
	"enter": "Enter", "return": "Enter", "esc": "Esc", "escape": "Esc", "tab": "Tab", "space": "Space", "spacebar": "Space", "backspace": "Backspace", "bksp": "Backspace",
	"del": "Del", "delete": "Del", "ins": "Ins", "insert": "Ins", "home": "Home", "end": "End", "page-up": "Page Up", "pageup": "Page Up", "pgup": "Page Up",
	"page-down": "Page Down", "pagedown": "Page Down", "pgdn": "Page Down", "caps-lock": "Caps Lock", "capslock": "Caps Lock", "num-lock": "Num Lock", "numlock": "Num Lock",
	"scroll-lock": "Scroll Lock", "print-screen": "Print Screen", "prtsc": "Print Screen", "pause": "Pause", "break": "Break", "menu": "Menu", "context-menu": "Menu",
	"up": "↑", "down": "↓", "left": "←", "right": "→", "arrow-up": "↑", "arrow-down": "↓", "arrow-left": "←", "arrow-right": "→",
	"slash": "/", "backslash": `\`, "comma": ",", "period": ".", "dot": ".", "semicolon": ";", "colon": ":", "plus": "+", "minus": "-", "hyphen": "-", "equal": "=",
	"underscore": "_", "grave": "`", "tilde": "~", "exclam": "!", "at": "@", "hash": "#", "dollar": "$", "percent": "%", "caret": "^", "ampersand": "&",
	"asterisk": "*", "single-quote": "'", "apostrophe": "'", "double-quote": `"`, "bracket-left": "[", "bracket-right": "]", "brace-left": "{", "brace-right": "}",
	"paren-left": "(", "paren-right": ")", "less-than": "<", "greater-than": ">", "question": "?", "question-mark": "?", "pipe": "|",
}

// longestInserted is how long an insertion may be, in bytes.
const longestInserted = 1 << 10

// inserted reads ++text++. It is no i++ and no C++.
func inserted(line []byte, block text.Reader) (opening, int) {
	if len(line) < 5 || line[1] != '+' || line[2] == '+' || util.IsSpace(line[2]) || !begins(block.PrecendingCharacter()) {
		return opening{}, 0
	}
	end := bytes.Index(line[2:min(len(line), longestInserted)], []byte("++"))
	if end < 1 {
		return opening{}, 0
	}
	content := line[2 : end+2]
	after := line[end+4:]
	if util.IsSpace(content[end-1]) || !apart(following(after)) || counts(content) {
		return opening{}, 0
	}
	return opening{node: &Node{Element: "ins"}, ends: end + 2, sign: "++", tail: 2}, 2
}

// apart says whether r stands between words, or belongs to a script without spaces.
func apart(r rune) bool { return !word(r) && r != '+' || cjk.Is(r) }

// begins says whether an insertion may follow r. Behind a bracket ++ counts.
func begins(r rune) bool { return apart(r) && r != ')' && r != ']' }

var ends = regexp.MustCompile(`^([A-Za-z_$*&(][\w.$\[\]>*&(-]*)?(?:.*?)([A-Za-z_$*][\w.$\[\])>-]*)?$`)

// counts says whether what stands between two ++ are two operands with an
// operator on each side, as in "++i 和 i++".
func counts(content []byte) bool {
	if bytes.ContainsAny(content, "`;={}<>") {
		return true
	}
	m := ends.FindSubmatch(content)
	if m == nil || len(m[1]) == 0 {
		return false
	}
	words := bytes.Fields(content)
	first, last := words[0], words[len(words)-1]
	inner := bytes.ContainsFunc(content, cjk.Is)
	return len(first) == 1 && first[0] != 'a' && first[0] != 'A' && first[0] != 'I' || len(last) == 1 ||
		len(words) > 1 && bytes.Equal(bytes.Trim(first, ",.;"), last) ||
		inner && util.IsAlphaNumeric(content[0]) && util.IsAlphaNumeric(content[len(content)-1])
}
