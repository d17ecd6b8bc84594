package sequence

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/biji-notes/biji/site/diagram/source"
)

// A role is what a participant looks like.
type role string

// A participant takes part, in a column of its own.
type participant struct {
	id, label string
	role      role
	group     int // box around it; -1
	created   int // step at which it appears; -1 if it is there from the beginning
	destroyed int // step of the last message; -1 if it stays
}

// A group is a box around participants.
type group struct{ label, color string }

// A step is a line of the diagram.
type step struct {
	kind     stepKind
	from, to int // participants
	text     string
	dashed   bool
	head     head // at its end
	tail     head // at its beginning
	side     side // of a note
	word     string
	number   string // of a message; "" for none
	line     source.Line
}

type stepKind uint8

const (
	message stepKind = iota
	note
	activate
	deactivate
	open // a block: loop, alt, …
	divide
	shut
)

type head uint8

const (
	noHead head = iota
	filled
	openHead
	cross
)

type side uint8

const (
	over side = iota
	leftOf
	rightOf
)

// A talk is a sequence diagram as it is read.
type talk struct {
	title        string
	participants []participant
	index        map[string]int
	groups       []group
	steps        []step
	blocks       []step // that are open
	inBox        bool
	next, by     int // number of the next message; by is 0 without numbers
	creating     int // participant that the next message creates; -1
	destroying   int
}

// Limits, beyond which nobody could read the picture.
const (
	maxParticipants = 100
	maxSteps        = 2000
	maxDepth        = 30
)

var arrow = regexp.MustCompile(`(\(\))?\s*(<<-->>|<<->>|-->>|->>|-->|->|--x|-x|--\)|-\)|--\|\\|-\|\\|--\|/|-\|/|--\\\\|-\\\\|--//|-//)\s*(\(\))?`)

var (
	declared  = regexp.MustCompile(`^(participant|actor)\s+(.+)$`)
	noted     = regexp.MustCompile(`(?i)^note\s+(over|left of|right of)\s+([^:]+):?(.*)$`)
	blockWord = regexp.MustCompile(`^(loop|alt|opt|par_over|par|critical|break|rect)\b\s*(.*)$`)
	attribute = regexp.MustCompile(`["']?(\w+)["']?\s*:\s*["']([^"']*)["']`)
)

// divides are the words that divide a block, by the block's word.
var divides = map[string]string{"else": "alt", "and": "par", "option": "critical"}

func read(t source.Text) (*talk, error) {
	d := &talk{title: t.Title, index: map[string]int{}, creating: -1, destroying: -1}
	for _, l := range t.Lines[1:] {
		if err := d.line(l); err != nil {
			return nil, err
		}
		if len(d.participants) > maxParticipants || len(d.steps) > maxSteps {
			return nil, l.Fault(0, fmt.Sprintf("the diagram has more than %d participants or %d steps", maxParticipants, maxSteps), "")
		}
	}
	if n := len(d.blocks); n > 0 {
		b := d.blocks[n-1]
		return nil, b.line.Fault(0, fmt.Sprintf("%q is not closed", b.word), "end it with a line that says end")
	}
	if d.inBox {
		return nil, &source.Fault{What: "a box is not closed", Hint: "end it with a line that says end"}
	}
	if len(d.participants) == 0 {
		return nil, &source.Fault{What: "the diagram is empty"}
	}
	return d, nil
}

func (d *talk) line(l source.Line) error {
	text := strings.TrimSpace(strings.TrimSuffix(l.Text, ";"))
	word, rest := source.Word(text)
	switch strings.TrimSuffix(word, ":") {
	case "title":
		d.title = strings.TrimSpace(strings.TrimPrefix(rest, ":"))
		return nil
	case "autonumber":
		d.number(rest)
		return nil
	case "box":
		return d.box(l, rest)
	case "end":
		return d.end(l)
	case "create":
		if m := declared.FindStringSubmatch(rest); m != nil {
			d.creating = d.declare(m[1], m[2])
			return nil
		}
		return l.Unknown()
	case "destroy":
		d.destroying = d.participant(rest)
		return nil
	case "activate", "deactivate":
		if rest != "" && !arrow.MatchString(rest) {
			kind := activate
			if word == "deactivate" {
				kind = deactivate
			}
			d.add(step{kind: kind, from: d.participant(rest), line: l})
			return nil
		}
	case "else", "and", "option":
		if !arrow.MatchString(word) {
			return d.divide(l, word, rest)
		}
	case "link", "links", "properties", "details":
		if rest != "" && !arrow.MatchString(before(rest, ':')) {
			return nil // a drawing has no links
		}
	}
	if m := declared.FindStringSubmatch(text); m != nil {
		d.declare(m[1], m[2])
		return nil
	}
	if m := noted.FindStringSubmatch(text); m != nil {
		return d.note(l, strings.ToLower(m[1]), m[2], m[3])
	}
	if m := blockWord.FindStringSubmatch(text); m != nil && !arrow.MatchString(before(text, ':')) {
		return d.open(l, m[1], m[2])
	}
	return d.message(l, text)
}

func before(s string, c byte) string {
	if i := strings.IndexByte(s, c); i >= 0 {
		return s[:i]
	}
	return s
}

func (d *talk) add(s step) { d.steps = append(d.steps, s) }

// number reads what follows autonumber.
func (d *talk) number(rest string) {
	if rest == "off" {
		d.by = 0
		return
	}
	if d.by == 0 {
		d.next, d.by = max(d.next, 1), 1
	}
	for i, f := range strings.Fields(rest) {
		n, err := strconv.Atoi(f)
		if err != nil || n < 0 || n > 1_000_000 {
			continue
		}
		if i == 0 {
			d.next = n
		} else {
			d.by = n
		}
	}
}

func (d *talk) box(l source.Line, rest string) error {
	if d.inBox {
		return l.Fault(0, "a box cannot stand in a box", "")
	}
	g := group{label: rest}
	color, label := source.Word(rest)
	if i := strings.IndexByte(rest, ')'); i > 0 && strings.Contains(color, "(") {
		color, label = rest[:i+1], rest[i+1:]
	}
	if c := source.Paint(strings.ToLower(color)); c != "" {
		g = group{strings.TrimSpace(label), c}
	}
	d.groups = append(d.groups, g)
	d.inBox = true
	return nil
}

func (d *talk) end(l source.Line) error {
	switch n := len(d.blocks); {
	case d.inBox && n == 0:
		d.inBox = false
	case n == 0:
		return l.Fault(0, "there is nothing that this could end", "")
	default:
		d.blocks = d.blocks[:n-1]
		d.add(step{kind: shut, line: l})
	}
	return nil
}

func (d *talk) open(l source.Line, word, text string) error {
	if len(d.blocks) == maxDepth {
		return l.Fault(0, fmt.Sprintf("blocks nest more than %d deep", maxDepth), "")
	}
	if word == "par_over" {
		word = "par"
	}
	s := step{kind: open, word: word, text: text, line: l}
	d.blocks = append(d.blocks, s)
	d.add(s)
	return nil
}

func (d *talk) divide(l source.Line, word, text string) error {
	if n := len(d.blocks); n == 0 || d.blocks[n-1].word != divides[word] {
		return l.Fault(0, fmt.Sprintf("%q stands in no %s", word, divides[word]), "")
	}
	d.add(step{kind: divide, word: word, text: text, line: l})
	return nil
}

// declare reads what follows participant or actor: id, @{…}, as label.
func (d *talk) declare(kind, text string) int {
	r := role(kind)
	label := ""
	if i := strings.Index(text, "@{"); i >= 0 {
		if j := strings.IndexByte(text[i:], '}'); j > 0 {
			for _, m := range attribute.FindAllStringSubmatch(text[i:i+j], -1) {
				switch m[1] {
				case "type":
					r = role(m[2])
				case "alias":
					label = m[2]
				}
			}
			text = text[:i] + text[i+j+1:]
		}
	}
	id, alias, ok := strings.Cut(text, " as ")
	if ok {
		label = strings.TrimSpace(alias)
	}
	k := d.participant(id)
	p := &d.participants[k]
	p.role = r
	if label != "" {
		p.label = label
	}
	if d.inBox {
		p.group = len(d.groups) - 1
	}
	return k
}

// participant is the number of a participant, new if it is not known.
func (d *talk) participant(id string) int {
	id = strings.TrimSpace(id)
	if k, ok := d.index[id]; ok {
		return k
	}
	k := len(d.participants)
	d.index[id] = k
	d.participants = append(d.participants, participant{id: id, label: id, role: "participant", group: -1, created: -1, destroyed: -1})
	return k
}

func (d *talk) note(l source.Line, where, who, text string) error {
	s := step{kind: note, text: strings.TrimSpace(text), line: l}
	switch where {
	case "left of":
		s.side = leftOf
	case "right of":
		s.side = rightOf
	}
	first, second, two := strings.Cut(who, ",")
	s.from = d.participant(first)
	s.to = s.from
	if two {
		s.to = d.participant(second)
	}
	if s.from > s.to {
		s.from, s.to = s.to, s.from
	}
	d.add(s)
	return nil
}

// message reads A->>+B: text.
func (d *talk) message(l source.Line, text string) error {
	names, said, _ := strings.Cut(text, ":")
	at := arrow.FindStringSubmatchIndex(names)
	if at == nil {
		return l.Unknown()
	}
	kind := names[at[4]:at[5]]
	from := strings.TrimSpace(names[:at[0]])
	to := strings.TrimSpace(names[at[1]:])
	sign := byte(0)
	if to != "" && (to[0] == '+' || to[0] == '-') {
		sign, to = to[0], strings.TrimSpace(to[1:])
	}
	if from == "" || to == "" {
		return l.Fault(at[0], "a message needs two participants", "as in A->>B: text")
	}
	a, b := d.participant(from), d.participant(to)
	s := step{kind: message, from: a, to: b, text: strings.TrimSpace(said), line: l}
	s.dashed = strings.Contains(kind, "--")
	switch {
	case strings.HasSuffix(kind, ">>"):
		s.head = filled
	case strings.HasSuffix(kind, "x"):
		s.head = cross
	case strings.HasSuffix(kind, ">"):
		s.head = noHead
	default:
		s.head = openHead
	}
	if strings.HasPrefix(kind, "<<") {
		s.tail = filled
	}
	if d.by > 0 {
		s.number = strconv.Itoa(d.next)
		d.next += d.by
	}
	if d.creating >= 0 {
		d.participants[d.creating].created = len(d.steps)
		d.creating = -1
	}
	if d.destroying >= 0 {
		d.participants[d.destroying].destroyed = len(d.steps)
		d.destroying = -1
	}
	d.add(s)
	switch sign {
	case '+':
		d.add(step{kind: activate, from: b, line: l})
	case '-':
		d.add(step{kind: deactivate, from: a, line: l})
	}
	return nil
}
