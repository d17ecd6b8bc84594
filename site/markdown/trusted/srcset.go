package trusted

import "strings"

// A Candidate is one of the pictures that a srcset offers.
type Candidate struct {
	Address    string
	Descriptor string // "2x", "640w", ""
}

// Candidates reads a srcset: an address ends at white space or with a comma,
// its descriptor at a comma.
// https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute
func Candidates(srcset string) []Candidate {
	const space = " \t\r\n\f"
	var all []Candidate
	for {
		srcset = strings.TrimLeft(srcset, ","+space)
		if srcset == "" {
			return all
		}
		end := strings.IndexAny(srcset, space)
		if end < 0 {
			end = len(srcset)
		}
		c := Candidate{Address: strings.TrimRight(srcset[:end], ",")}
		whole := len(c.Address) == end
		if srcset = srcset[end:]; whole {
			c.Descriptor, srcset, _ = strings.Cut(srcset, ",")
			c.Descriptor = strings.TrimSpace(c.Descriptor)
		}
		all = append(all, c)
	}
}
