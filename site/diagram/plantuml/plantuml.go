// Package plantuml draws the basics of PlantUML: sequence, class and state
// diagrams. Their lines are near to Mermaid's, and are turned into those.
package plantuml

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/biji-notes/biji/site/diagram/boxes"
	"github.com/biji-notes/biji/site/diagram/class"
	"github.com/biji-notes/biji/site/diagram/sequence"
	"github.com/biji-notes/biji/site/diagram/source"
	"github.com/biji-notes/biji/site/diagram/state"
)

// ignored are lines that say how PlantUML itself is to look.
var ignored = regexp.MustCompile(`(?i)^(@startuml|@enduml|skinparam\b|!|hide\b|show\b|scale\b|autoactivate\b|header\b|footer\b|allowmixing|left to right direction|top to bottom direction|legend\b|end\s*legend|center\s|\|\|\|?|\.\.\.)`)

var (
	classLine   = regexp.MustCompile(`^(abstract\s+class|abstract|class|interface|enum|annotation|entity)\s+(?:"([^"]*)"\s+as\s+)?("[^"]+"|[\w.\p{L}]+(?:<[^>]*>)?)(?:\s+as\s+(\w+))?\s*(<<[^>]*>>)?\s*((?:extends|implements)\s+[^{]+)?\s*(#\w+)?\s*(\{)?$`)
	relation    = regexp.MustCompile(`^("[^"]+"|[\w.\p{L}]+)\s*("[^"]*")?\s*([<|*o#+^}]*)([-.]+)(?:\[[^\]]*\])?(?:left|right|up|down|[lrud])?([-.]*)([>|*o#+^{]*)\s*("[^"]*")?\s*("[^"]+"|[\w.\p{L}]+)\s*(?::\s*(.*))?$`)
	packageLine = regexp.MustCompile(`^(?:package|namespace|together)\b\s*(?:"([^"]*)"|([^\s{]*))[^{]*\{$`)
	participant = regexp.MustCompile(`^(participant|actor|boundary|control|entity|database|collections|queue)\s+(?:"([^"]*)"|(\S+))(?:\s+as\s+("[^"]*"|\S+))?`)
	message     = regexp.MustCompile(`^("[^"]*"|[^\s<>\-:\[\]"]+|\[)?\s*(<<|<|x|o)?(-+)(?:\[[^\]]*\])?(-*)(>>|>x|>o|>|\\+|//?|x|o)?\s*("[^"]*"|[^\s<>\-:\[\]"+]+|\])?\s*(\+\+|--|\*\*|!!)?\s*(?::\s*(.*))?$`)
	noteBegin   = regexp.MustCompile(`(?i)^[hr]?note\s+(left|right|over|across)(?:\s+of)?\s*([^:#]*?)\s*(?:#\w+)?\s*(?::\s*(.*))?$`)
	unsupported = regexp.MustCompile(`(?m)^\s*(start|stop|:[^:]*;|usecase\b|\(.*\)\s*-|component\b|\[[^\]*]+\]|node\b|cloud\b|@startmindmap|@startgantt|@startwbs|@startjson|@startyaml|@startsalt|object\b|map\b|rectangle\b|deployment\b|partition\b|fork\b|if\s*\()`)
	looksClass  = regexp.MustCompile(`(?m)^\s*(abstract|class|interface|enum|annotation)\s|<\|[-.]|[-.]\|>|\*[-.]{2}|[-.]{2}\*|\bo[-.]{2}|[-.]{2}o\s`)
	looksState  = regexp.MustCompile(`(?m)^\s*(\[\*\]|state\s)`)
	creole      = strings.NewReplacer("**", "", "//", "", "__", "", `\n`, "\n")
	endNote     = regexp.MustCompile(`(?i)^end\s*[hr]?note$`)
)

// Draw draws a diagram of PlantUML.
func Draw(code string) (boxes.Drawing, error) {
	t := read(code)
	switch {
	case len(t.Lines) == 0:
		return boxes.Drawing{}, &source.Fault{What: "the diagram is empty"}
	case looksState.MatchString(code):
		return state.Draw(head("stateDiagram-v2", states(t)))
	case looksClass.MatchString(code):
		lines, err := classes(t.Lines)
		if err != nil {
			return boxes.Drawing{}, err
		}
		t.Lines = lines
		return class.Draw(head("classDiagram", t))
	case unsupported.MatchString(code):
		return boxes.Drawing{}, &source.Fault{What: "of PlantUML, sequence, class and state diagrams are drawn, and no others"}
	}
	lines, err := sequences(t.Lines)
	if err != nil {
		return boxes.Drawing{}, err
	}
	t.Lines = lines
	return sequence.Draw(head("sequenceDiagram", t))
}

func head(kind string, t source.Text) source.Text {
	t.Lines = append([]source.Line{{Text: kind}}, t.Lines...)
	return t
}

// read takes a diagram apart into lines, without comments and settings.
func read(code string) source.Text {
	t := source.Text{Config: map[string]string{}}
	inside := "" // what is passed over up to its end
	for _, l := range source.Read(code).Lines {
		low := strings.ToLower(l.Text)
		switch {
		case inside != "":
			if strings.Contains(low, inside) {
				inside = ""
			}
		case strings.HasPrefix(low, "/'"):
			if !strings.Contains(low[2:], "'/") {
				inside = "'/"
			}
		case strings.HasPrefix(low, "skinparam") && strings.HasSuffix(low, "{"), strings.HasPrefix(low, "<style>"):
			if inside = "}"; low[0] == '<' {
				inside = "</style>"
			}
		case strings.HasPrefix(low, "legend"):
			inside = "legend"
		case strings.HasPrefix(low, "'"), ignored.MatchString(l.Text):
		case strings.HasPrefix(low, "title "):
			t.Title = creole.Replace(strings.TrimSpace(l.Text[len("title "):]))
		default:
			t.Lines = append(t.Lines, l)
		}
	}
	return t
}

// states needs little: notes and choices are Mermaid's too.
func states(t source.Text) source.Text {
	for i := range t.Lines {
		l := &t.Lines[i]
		l.Text = strings.NewReplacer("-left->", "-->", "-right->", "-->", "-up->", "-->", "-down->", "-->").Replace(l.Text)
		if !strings.Contains(l.Text, "-->") {
			l.Text = strings.Replace(l.Text, " -> ", " --> ", 1)
		}
	}
	return t
}

var heads = map[string]string{
	"": "", "<|": "<|", "|>": "|>", "^": "|>", "*": "*", "o": "o", "<": "<", ">": ">", "#": "", "+": "*", "}": "", "{": "", "<<": "<", ">>": ">",
}

// classes turns lines of class diagrams into Mermaid's.
func classes(all []source.Line) ([]source.Line, error) {
	var out []source.Line
	add := func(l source.Line, text string) {
		l.Text = text
		out = append(out, l)
	}
	inside := false
	note := ""
	for _, l := range all {
		text := l.Text
		switch {
		case note != "":
			if endNote.MatchString(text) {
				add(l, note+`"`)
				note = ""
				continue
			}
			note += "<br>" + strings.ReplaceAll(text, `"`, "'")
			continue
		case inside:
			if inside = text != "}"; inside && strings.Trim(text, "-=._") == "" {
				continue // a line between members
			}
			add(l, strings.NewReplacer("{static}", "", "{abstract}", "").Replace(text))
			continue
		}
		if f := classLine.FindStringSubmatch(text); f != nil {
			inside = f[8] != ""
			declare(f, func(s string) { add(l, s) })
			continue
		}
		if f := packageLine.FindStringSubmatch(text); f != nil {
			name := f[1] + f[2]
			add(l, fmt.Sprintf(`namespace %s["%s"] {`, strings.ReplaceAll(strings.ReplaceAll(name, " ", "_"), ".", "_"), name))
			continue
		}
		if f := noteBegin.FindStringSubmatch(text); f != nil && f[2] != "" {
			if note = fmt.Sprintf("note for %s \"%s", id(f[2]), strings.ReplaceAll(f[3], `"`, "'")); f[3] != "" {
				add(l, note+`"`)
				note = ""
			}
			continue
		}
		if f := relation.FindStringSubmatch(text); f != nil {
			line := "--"
			if strings.Contains(f[4]+f[5], ".") {
				line = ".."
			}
			s := fmt.Sprintf("%s %s %s%s%s %s %s", id(f[1]), f[2], heads[f[3]], line, heads[f[6]], f[7], id(f[8]))
			if f[9] != "" {
				s += " : " + creole.Replace(f[9])
			}
			add(l, s)
			continue
		}
		add(l, text)
	}
	return out, nil
}

func id(name string) string {
	if strings.HasPrefix(name, `"`) {
		return "`" + strings.Trim(name, `"`) + "`"
	}
	return name
}

// declare turns the first line of a class.
func declare(f []string, add func(string)) {
	name, label := f[3], f[2]
	if f[4] != "" {
		name, label = f[4], strings.Trim(f[3], `"`)
	}
	if i := strings.IndexByte(name, '<'); i > 0 && !strings.HasPrefix(name, `"`) {
		name = name[:i] + "~" + strings.Trim(name[i:], "<>") + "~"
	}
	name = id(name)
	kind := strings.Fields(f[1])[0]
	if kind != "class" {
		add(fmt.Sprintf("<<%s>> %s", kind, name))
	}
	text := "class " + name
	if label != "" {
		text += fmt.Sprintf(`["%s"]`, label)
	}
	if f[8] != "" {
		text += " {"
	}
	// What it extends is another line: before the braces open.
	words := strings.FieldsFunc(f[6], func(r rune) bool { return r == ' ' || r == ',' })
	arrow := ""
	for _, w := range words {
		switch w {
		case "extends":
			arrow = "<|--"
		case "implements":
			arrow = "<|.."
		default:
			add(fmt.Sprintf("%s %s %s", id(w), arrow, name))
		}
	}
	add(text)
}
