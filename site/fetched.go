package site

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Below the content root, FetchedDir holds copies of pictures on other hosts,
// and FetchedIndex says of which.
const (
	FetchedDir   = ".biji/images"
	FetchedIndex = FetchedDir + "/index.txt"
)

// A Fetched is a copy of a picture on another host.
type Fetched struct {
	URL  string // as notes write it, without its fragment
	File string // a name in FetchedDir
}

// ParseFetched reads an index: a line for each picture, its file, a space and its
// address. Lines that begin with # say nothing. The error names the line, one
// of a file that is no picture by its name too.
func ParseFetched(index []byte) ([]Fetched, error) {
	var all []Fetched
	n := 0
	for line := range bytes.Lines(index) {
		n++
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			continue
		}
		file, address, ok := strings.Cut(text, " ")
		address = strings.TrimSpace(address)
		if !ok || address == "" || path.Base(file) != file || file[0] == '.' || strings.Contains(file, `\`) || MediaOf(file) != Picture {
			return nil, fmt.Errorf("line %d is not the name of a picture and its address", n)
		}
		all = append(all, Fetched{address, file})
	}
	return all, nil
}

// FormatFetched writes an index, sorted by address.
func FormatFetched(all []Fetched) []byte {
	sorted := slices.SortedFunc(slices.Values(all), func(a, b Fetched) int { return cmp.Compare(a.URL, b.URL) })
	var b bytes.Buffer
	b.WriteString("# Pictures that biji fetch has copied, and where they came from.\n")
	for _, f := range sorted {
		fmt.Fprintf(&b, "%s %s\n", f.File, f.URL)
	}
	return b.Bytes()
}
