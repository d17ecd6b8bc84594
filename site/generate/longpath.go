package generate

import (
	"fmt"
	"unicode/utf16"

	"github.com/biji-notes/biji/site"
)

// longestPath is how long the path of a file of the site should be at most, in
// UTF-16 code units, which is what Windows counts. Many of its programs stop
// at 260 with the folder that the site lies in, and so do programs that unpack
// a zip there.
const longestPath = 180

// longPaths tells, once, of paths that are too long for some readers' disks: of
// the longest, and how many there are.
func longPaths(pages []site.Page, notes []site.Note, graph *site.Graph) []site.Problem {
	sources := pathSources(pages, notes, graph)
	long, longest, most := 0, "", 0
	for _, address := range sortedKeys(sources) {
		n := units(address)
		if n > longestPath {
			long++
		}
		if n > most {
			longest, most = address, n
		}
	}
	if long == 0 {
		return nil
	}
	what := fmt.Sprintf("its path in the site has %d characters: programs on Windows may not open it, nor unpack it from a zip", most)
	if long > 1 {
		what += fmt.Sprintf("; it is the longest of %d such paths", long)
	}
	return []site.Problem{{
		At: site.Pos{File: sources[longest]}, Kind: site.LongPath,
		What: what, Hint: fmt.Sprintf("keep it to %d: shorter names, or fewer folders in each other", longestPath),
	}}
}

// pathSources says of each address what it is made of.
func pathSources(pages []site.Page, notes []site.Note, graph *site.Graph) map[string]string {
	sources := make(map[string]string, len(pages)+len(graph.Files))
	for i := range pages {
		p := &pages[i]
		sources[p.URL] = p.Dir
		if p.Note >= 0 {
			sources[p.URL] = notes[p.Note].Path
		}
	}
	for address, file := range graph.Files {
		sources[address] = file
	}
	return sources
}

// units is the length of s as Windows counts it.
func units(s string) (n int) {
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
