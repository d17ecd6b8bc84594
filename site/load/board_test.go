package load

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/budget"
)

func readBoard(t testing.TB, text string) (site.Note, []site.Problem) {
	t.Helper()
	r := report{file: "a.canvas"}
	return r.board([]byte(text)), r.problems
}

// Cards stand in the order in which they are read, each with its text, whatever
// that is.
func TestBoardCards(t *testing.T) {
	text, err := json.Marshal("```\n" + site.CardEnds + "x\x00\r\n" + site.CardBegins + "7")
	if err != nil {
		t.Fatal(err)
	}
	n, problems := readBoard(t, `{"nodes":[
		{"id":"right","type":"text","x":300,"y":10,"width":100,"height":50,"text":"right"},
		{"id":"left","type":"text","x":0,"y":0,"width":100,"height":50,"text":`+string(text)+`},
		{"id":"g","type":"group","x":-10,"y":90000000,"width":0,"height":-5,"label":"*a* [b]","color":"#00f"}],
		"edges":[{"fromNode":"left","toNode":"right","label":"<b>"},{"fromNode":"left","toNode":"lost"}]}`)
	want := "\x1e0\n\\*a\\* \\[b\\]\n\x1f\n\x1e1\n```\nx\n7\n\x1f\n\x1e2\nright\n\x1f\n\x1e3\n\\<b\\>\n\x1f\n"
	if string(n.Body) != want {
		t.Errorf("%q, want %q", n.Body, want)
	}
	if g := n.Board.Cards[0]; g.Y != 1<<20 || g.Width != 20 || g.Height != 20 || g.Tone != "blue" {
		t.Errorf("%+v", g)
	}
	if l := n.Board.Lines; len(l) != 1 || l[0].FromSide != site.Right || l[0].ToSide != site.Left || !l[0].ToArrow || l[0].FromArrow {
		t.Errorf("%+v", l)
	}
	if len(problems) != 1 || !strings.Contains(problems[0].What, "a line between cards") {
		t.Error(problems)
	}
}

func TestBoardFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"{}":                       "",
		"{\n  \"nodes\": [\n,]\n}": "a.canvas:3:1: cannot be read as a JSON Canvas: invalid character ',' looking for beginning of value",
		`{"nodes": 3}`:             "a.canvas:1:11: nodes should not be a number, and is left out",
	} {
		n, problems := readBoard(t, text)
		if n.Board == nil || len(n.Board.Cards) != 0 || strings.TrimSuffix(fmt.Sprintln(site.SortProblems(problems)), "\n") != "["+want+"]" {
			t.Errorf("%q: %v", text, problems)
		}
	}
	nodes := strings.Repeat(`{"type":"text"},`, budget.BoardCards) + `{"type":"text"}`
	n, problems := readBoard(t, `{"nodes":[`+nodes+`]}`)
	if len(n.Board.Cards) != budget.BoardCards || len(problems) != 1 || problems[0].Kind != site.OverBudget {
		t.Error(len(n.Board.Cards), problems)
	}
}

// Whatever a file holds, there are as many cards in the text as on the board.
func FuzzBoard(f *testing.F) {
	f.Add(`{"nodes":[{"id":"a","type":"text","text":"\u001f\u001e"},{"id":"b","type":"file","file":"a.md","subpath":"#x"},{"type":"link","url":"x>\n"}],"edges":[{"fromNode":"a","toNode":"b","label":"l"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		n, _ := readBoard(t, text)
		cards := len(n.Board.Cards)
		if got := strings.Count(string(n.Body), site.CardBegins); got != cards || strings.Count(string(n.Body), site.CardEnds) != cards {
			t.Errorf("%d cards, %d in the text", cards, got)
		}
		for _, l := range n.Board.Lines {
			if l.From >= cards || l.To >= cards {
				t.Errorf("%+v of %d cards", l, cards)
			}
		}
	})
}
