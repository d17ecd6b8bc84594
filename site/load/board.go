package load

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
	"github.com/biji-notes/biji/site/colour"
)

// A canvas is a JSON Canvas file: https://jsoncanvas.org/spec/1.0. What other
// programs add is passed over.
type canvas struct {
	Nodes []canvasNode `json:"nodes"`
	Edges []canvasEdge `json:"edges"`
}

type canvasNode struct {
	ID      string  `json:"id"`
	Type    string  `json:"type"`
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	Width   float64 `json:"width"`
	Height  float64 `json:"height"`
	Color   string  `json:"color"`
	Text    string  `json:"text"`
	File    string  `json:"file"`
	Subpath string  `json:"subpath"`
	URL     string  `json:"url"`
	Label   string  `json:"label"`
}

type canvasEdge struct {
	FromNode string  `json:"fromNode"`
	FromSide string  `json:"fromSide"`
	FromEnd  string  `json:"fromEnd"`
	ToNode   string  `json:"toNode"`
	ToSide   string  `json:"toSide"`
	ToEnd    *string `json:"toEnd"`
	Color    string  `json:"color"`
	Label    string  `json:"label"`
}

// board makes a note of the bytes of a JSON Canvas file. Its Body has the cards
// as Markdown, one after the other.
func (r *report) board(raw []byte) site.Note {
	n := site.Note{Path: r.file, Board: &site.Board{}}
	var c canvas
	if err := json.Unmarshal(raw, &c); err != nil && len(bytes.TrimSpace(raw)) > 0 {
		r.badCanvas(raw, err)
	}
	b := boardMaker{board: n.Board, at: map[string]int{}}
	b.nodes(c.Nodes)
	lost := b.edges(c.Edges)
	if most := budget.BoardCards; len(c.Nodes) > most || len(c.Edges) > most {
		r.add(site.OverBudget, 0, 0, "", "has %d cards and %d lines, of which %d each are shown", len(c.Nodes), len(c.Edges), most)
	} else if lost > 0 {
		r.add(site.BadValue, 0, 0, "", "%s between cards of which one is not there", plural(lost, "line", "lines"))
	}
	n.Body = b.body.Bytes()
	return n
}

// badCanvas reports what is wrong with a file. A value of the wrong type is left
// out, and all others are there.
func (r *report) badCanvas(raw []byte, err error) {
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	switch {
	case errors.As(err, &typed):
		line, col := place(raw, max(0, int(typed.Offset)-1))
		r.add(site.BadValue, line, col, "", "%s should not be a %s, and is left out", typed.Field, typed.Value)
	case errors.As(err, &syntax):
		line, col := place(raw, max(0, int(syntax.Offset)-1))
		r.add(site.BadFile, line, col, "", "cannot be read as a JSON Canvas: %v", err)
	default:
		r.add(site.BadFile, 0, 0, "", "cannot be read as a JSON Canvas: %v", err)
	}
}

// A boardMaker puts the cards of a canvas onto a board.
type boardMaker struct {
	board *site.Board
	at    map[string]int // the cards by their ids
	body  bytes.Buffer
}

// nodes adds the cards: frames first, for they lie below, then all others in the
// order in which they are read, a row after the other.
func (b *boardMaker) nodes(nodes []canvasNode) {
	nodes = slices.Clone(nodes[:min(len(nodes), budget.BoardCards)])
	const row = 100 // what begins within so many pixels stands side by side
	slices.SortStableFunc(nodes, func(x, y canvasNode) int {
		return cmp.Or(
			-cmp.Compare(b2i(x.Type == "group"), b2i(y.Type == "group")),
			cmp.Compare(math.Floor(x.Y/row), math.Floor(y.Y/row)), cmp.Compare(x.X, y.X))
	})
	for _, n := range nodes {
		kind, text := n.content()
		b.at[n.ID] = b.card(site.Card{
			X: pixels(n.X), Y: pixels(n.Y), Width: max(pixels(n.Width), 20), Height: max(pixels(n.Height), 20), Kind: kind, Tone: toneOf(n.Color),
		}, text)
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// card adds one, and says which it is.
func (b *boardMaker) card(c site.Card, text string) int {
	i := len(b.board.Cards)
	b.board.Cards = append(b.board.Cards, c)
	fmt.Fprintf(&b.body, "%s%d\n%s\n%s\n", site.CardBegins, i, plainSigns(text), site.CardEnds)
	return i
}

// plainSigns is a text without what stands around cards, and without other
// signs that are not to be seen.
func plainSigns(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}

// content is what stands on a card, as Markdown.
func (n *canvasNode) content() (site.CardKind, string) {
	switch n.Type {
	case "group":
		return site.GroupCard, literal(n.Label)
	case "link":
		return site.LinkCard, fmt.Sprintf("[%s](<%s>)", literal(addressName(n.URL)), strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(n.URL))
	case "file":
		return n.fileContent()
	}
	return site.TextCard, n.Text
}

func (n *canvasNode) fileContent() (site.CardKind, string) {
	target := strings.NewReplacer("\n", "", "[", "", "]", "", "|", "").Replace(n.File + n.Subpath)
	switch {
	case site.IsNoteFile(n.File):
		return site.NoteCard, fmt.Sprintf("**[[%s|%s]]**\n\n![[%[1]s]]", target, literal(strings.TrimSuffix(path.Base(n.File), path.Ext(n.File))))
	case site.MediaOf(n.File) == site.Other || site.MediaOf(n.File) == site.Unknown:
		return site.NoteCard, fmt.Sprintf("[[%s]]", target)
	}
	return site.FileCard, fmt.Sprintf("![[%s]]", target)
}

// addressName is what to call an address: the host and the path.
func addressName(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return u.Host + strings.TrimSuffix(u.Path, "/")
}

// literal is Markdown that reads as s does.
func literal(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if r < unicode.MaxASCII && (unicode.IsPunct(r) || unicode.IsSymbol(r)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// edges adds the lines between cards that are there, and the words on them. lost
// counts the others.
func (b *boardMaker) edges(edges []canvasEdge) (lost int) {
	for _, e := range edges {
		from, ok := b.at[e.FromNode]
		to, also := b.at[e.ToNode]
		if !ok || !also || len(b.board.Lines) >= budget.BoardCards {
			lost++
			continue
		}
		line := site.BoardLine{From: from, To: to, FromArrow: e.FromEnd == "arrow", ToArrow: e.ToEnd == nil || *e.ToEnd == "arrow", Tone: toneOf(e.Color)}
		facing, opposite := facing(b.board.Cards[from], b.board.Cards[to])
		line.FromSide, line.ToSide = sideOf(e.FromSide, facing), sideOf(e.ToSide, opposite)
		b.board.Lines = append(b.board.Lines, line)
		if e.Label != "" {
			b.label(line, e.Label)
		}
	}
	return lost
}

// label puts the words on a line into its middle.
func (b *boardMaker) label(l site.BoardLine, text string) {
	x1, y1 := b.board.Cards[l.From].Middle(l.FromSide)
	x2, y2 := b.board.Cards[l.To].Middle(l.ToSide)
	width := 24
	for _, r := range text {
		if width += 9; r > unicode.MaxLatin1 {
			width += 8
		}
	}
	width = min(width, 320)
	const height = 30
	b.card(site.Card{X: (x1 + x2 - width) / 2, Y: (y1 + y2 - height) / 2, Width: width, Height: height, Kind: site.LabelCard, Tone: l.Tone}, literal(text))
}

func sideOf(name string, otherwise site.Side) site.Side {
	if i := slices.Index([]string{"top", "right", "bottom", "left"}, name); i >= 0 {
		return site.Side(i)
	}
	return otherwise
}

// facing are the sides of two cards that look at each other.
func facing(from, to site.Card) (site.Side, site.Side) {
	dx, dy := to.X+to.Width/2-from.X-from.Width/2, to.Y+to.Height/2-from.Y-from.Height/2
	switch {
	case max(dx, -dx) >= max(dy, -dy) && dx >= 0:
		return site.Right, site.Left
	case max(dx, -dx) >= max(dy, -dy):
		return site.Left, site.Right
	case dy >= 0:
		return site.Bottom, site.Top
	}
	return site.Top, site.Bottom
}

// pixels is a length as a whole number, within bounds that no board needs.
func pixels(f float64) int {
	const most = 1 << 20
	return int(math.Round(max(-most, min(most, f))))
}

// toneOf is the tone of a colour, which is one of six by number or written as in
// CSS.
func toneOf(c string) string {
	presets := map[string]string{"1": "red", "2": "amber", "3": "amber", "4": "green", "5": "blue", "6": "violet"}
	return cmp.Or(presets[c], colour.Tone(c))
}
