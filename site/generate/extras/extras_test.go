package extras

import (
	"testing"

	"github.com/biji-notes/biji/site"
)

// No note gets the address of an extra file.
func TestNamesAreReserved(t *testing.T) {
	var a site.Addresses
	for _, x := range All() {
		if got, holder := a.Claim(x.Name, "a note"); got == x.Name || holder != "biji" {
			t.Errorf("a note can be %s", x.Name)
		}
	}
}
