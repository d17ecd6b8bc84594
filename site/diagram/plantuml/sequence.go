package plantuml

import (
	"fmt"
	"strings"

	"github.com/biji-notes/biji/site/diagram/source"
)

// A translator turns lines of sequence diagrams into Mermaid's.
type translator struct {
	out   []source.Line
	line  source.Line // the one that is turned
	last  [2]string   // participants of the last message
	calls [][2]string // that wait for a return
	note  string      // that is open
}

func (t *translator) add(text string) {
	l := t.line
	l.Text = text
	t.out = append(t.out, l)
}

func sequences(all []source.Line) ([]source.Line, error) {
	t := &translator{}
	for _, l := range all {
		t.line = l
		if err := t.turn(l.Text); err != nil {
			return nil, err
		}
	}
	return t.out, nil
}

func (t *translator) turn(text string) error {
	if t.note != "" {
		t.noteLine(text)
		return nil
	}
	word, rest := source.Word(text)
	if t.word(text, strings.ToLower(word), rest) {
		return nil
	}
	if f := participant.FindStringSubmatch(text); f != nil {
		declareParticipant(f, t.add)
		return nil
	}
	if f := noteBegin.FindStringSubmatch(text); f != nil {
		if t.note = place(f, t.last) + ": " + f[3]; f[3] != "" {
			t.add(t.note)
			t.note = ""
		}
		return nil
	}
	f := message.FindStringSubmatch(text)
	if f == nil || f[2]+f[5] == "" {
		return t.line.Unknown()
	}
	t.last = said(f, t.add)
	switch f[7] {
	case "++":
		t.add("activate " + t.last[1])
		t.calls = append(t.calls, t.last)
	case "--":
		t.add("deactivate " + t.last[0])
	}
	return nil
}

func (t *translator) noteLine(text string) {
	if !endNote.MatchString(text) {
		t.note += "<br>" + text
		return
	}
	t.add(t.note)
	t.note = ""
}

// word turns a line that begins with a word of PlantUML's; false if it does not.
func (t *translator) word(text, word, rest string) bool {
	switch word {
	case "group":
		t.add("opt " + rest)
	case "return":
		t.returns(rest)
	case "box":
		t.add("box " + strings.Trim(strings.Split(rest, "#")[0], `" `))
	case "activate", "deactivate":
		t.add(word + " " + name(strings.Split(rest, "#")[0]))
		if word == "activate" && t.last[1] != "" {
			t.calls = append(t.calls, t.last)
		}
	case "destroy": // Mermaid's speaks of the next message
		t.add("deactivate " + name(rest))
	case "create":
	case "end":
		t.add("end")
	case "autonumber", "alt", "else", "opt", "loop", "par", "break", "critical":
		t.add(text)
	default:
		if !strings.HasPrefix(text, "==") {
			return false
		}
		if t.last[0] != "" {
			t.add(fmt.Sprintf("Note over %s,%s: %s", t.last[0], t.last[1], strings.Trim(text, "= ")))
		}
	}
	return true
}

// returns answers the last call that is open.
func (t *translator) returns(text string) {
	n := len(t.calls)
	if n == 0 {
		return
	}
	call := t.calls[n-1]
	t.calls = t.calls[:n-1]
	t.add(fmt.Sprintf("%s-->>%s: %s", call[1], call[0], text))
	t.add("deactivate " + call[1])
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
