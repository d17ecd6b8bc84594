package boxes

import (
	"fmt"

	"github.com/biji-notes/biji/site/diagram/layered"
	"github.com/biji-notes/biji/site/diagram/source"
)

// directions are Mermaid's words for the directions of graphs.
var directions = map[string]layered.Direction{
	"TB": layered.Down, "TD": layered.Down, "BT": layered.Up, "LR": layered.Right, "RL": layered.Left,
}

// DirectionOf is the direction that a word names.
func DirectionOf(word string) (layered.Direction, bool) {
	d, ok := directions[word]
	return d, ok
}

// ReadDirection reads the word that stands at an offset of a line.
func ReadDirection(l source.Line, at int, word string) (layered.Direction, error) {
	d, ok := directions[word]
	if !ok {
		return d, l.Fault(at, fmt.Sprintf("%q is no direction", source.Short(word)), "TB, BT, LR or RL")
	}
	return d, nil
}
