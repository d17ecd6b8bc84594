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

// sequences turns lines of sequence diagrams into Mermaid's.
func sequences(all []source.Line) ([]source.Line, error) {
	var out []source.Line
	last := [2]string{} // participants of the last message
	var calls [][2]string
	note := ""
	for _, l := range all {
		add := func(text string) {
			k := l
			k.Text = text
			out = append(out, k)
		}
		text := l.Text
		if note != "" {
			if endNote.MatchString(text) {
				add(note)
				note = ""
			} else {
				note += "<br>" + text
			}
			continue
		}
		word, rest := source.Word(text)
		switch low := strings.ToLower(word); {
		case strings.HasPrefix(text, "=="):
			if len(last[0]) > 0 {
				add(fmt.Sprintf("Note over %s,%s: %s", last[0], last[1], strings.Trim(text, "= ")))
			}
			continue
		case low == "group":
			add("opt " + rest)
			continue
		case low == "return":
			if n := len(calls); n > 0 {
				add(fmt.Sprintf("%s-->>%s: %s", calls[n-1][1], calls[n-1][0], rest))
				add("deactivate " + calls[n-1][1])
				calls = calls[:n-1]
			}
			continue
		case low == "box":
			add("box " + strings.Trim(strings.Split(rest, "#")[0], `" `))
			continue
		case low == "end" && strings.EqualFold(rest, "box"):
			add("end")
			continue
		case low == "activate", low == "deactivate", low == "destroy":
			add(low + " " + name(strings.Split(rest, "#")[0]))
			if low == "activate" && last[1] != "" {
				calls = append(calls, last)
			}
			if low == "destroy" { // Mermaid's speaks of the next message
				out[len(out)-1].Text = "deactivate " + name(rest)
			}
			continue
		case low == "create":
			continue
		case low == "autonumber", low == "alt", low == "else", low == "end", low == "opt", low == "loop", low == "par", low == "break", low == "critical":
			add(text)
			continue
		}
		if f := participant.FindStringSubmatch(text); f != nil {
			declareParticipant(f, add)
			continue
		}
		if f := noteBegin.FindStringSubmatch(text); f != nil {
			if note = place(f, last) + ": " + f[3]; f[3] != "" {
				add(note)
				note = ""
			}
			continue
		}
		f := message.FindStringSubmatch(text)
		if f == nil || f[2]+f[5] == "" {
			return nil, l.Unknown()
		}
		last = said(f, add)
		switch f[7] {
		case "++":
			add("activate " + last[1])
			calls = append(calls, last)
		case "--":
			add("deactivate " + last[0])
		}
	}
	return out, nil
}

func declareParticipant(f []string, add func(string)) {
	shown, alias := f[2]+f[3], strings.Trim(f[4], `"`)
	kind, role := "participant", ""
	if f[1] == "actor" {
		kind = "actor"
	} else if f[1] != "participant" {
		role = fmt.Sprintf(`@{ "type": "%s" }`, f[1])
	}
	id := name(shown)
	if alias != "" {
		id = name(alias)
		if strings.HasPrefix(f[4], `"`) { // id as "label"
			id, shown = name(shown), alias
		}
	}
	add(fmt.Sprintf("%s %s%s as %s", kind, id, role, creole.Replace(shown)))
}

// name is a participant as Mermaid can name it.
func name(s string) string {
	s = strings.Trim(strings.TrimSpace(s), `"`)
	return strings.NewReplacer(":", " ", ",", " ", "<", " ", ">", " ", `\n`, " ", "+", " ").Replace(s)
}

// place is where a note stands.
func place(f []string, last [2]string) string {
	who := f[2]
	switch side := strings.ToLower(f[1]); {
	case side == "over" && who != "":
		var names []string
		for n := range strings.SplitSeq(who, ",") {
			names = append(names, name(n))
		}
		return "Note over " + strings.Join(names[:min(len(names), 2)], ",")
	case side == "over", side == "across":
		return "Note over " + last[0] + "," + last[1]
	case who != "":
		return "Note " + side + " of " + name(who)
	case side == "left":
		return "Note left of " + last[0]
	}
	return "Note right of " + last[1]
}

// said turns a message, and gives its participants.
func said(f []string, add func(string)) [2]string {
	from, to := name(f[1]), name(f[6])
	if from == "" || from == "[" {
		from = "·"
	}
	if to == "" || to == "]" {
		to = "·"
	}
	tip := f[5]
	if strings.HasPrefix(f[2], "<") && tip == "" {
		from, to, tip = to, from, map[string]string{"<": ">", "<<": ">>"}[f[2]]
	}
	line := "-"
	if len(f[3])+len(f[4]) > 1 {
		line = "--"
	}
	head := ">>"
	switch tip {
	case ">>", `\`, `\\`, "/", "//":
		head = ")"
	case "x", ">x":
		head = "x"
	}
	add(fmt.Sprintf("%s%s%s%s: %s", from, line, head, to, creole.Replace(f[8])))
	return [2]string{from, to}
}
