package pack

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// A piece is the same whatever its worker packed before: which worker gets it is
// chance.
func TestScriptOfAUsedScripter(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	used := newScripter()
	for i := range 300 {
		data := make([]byte, 1+random.IntN(40_000))
		letters := 1 + random.IntN(60)
		for k := range data {
			data[k] = byte('!' + random.IntN(letters))
		}
		for range random.IntN(30) { // what stands twice
			n, from, to := random.IntN(len(data)), random.IntN(len(data)), random.IntN(len(data))
			copy(data[to:], data[from:min(from+n, len(data))])
		}
		if want, got := newScripter().script("7", data), used.script("7", data); !bytes.Equal(want, got) {
			t.Fatalf("piece %d of %d bytes is packed in %d or %d bytes", i, len(data), len(want), len(got))
		}
	}
}
