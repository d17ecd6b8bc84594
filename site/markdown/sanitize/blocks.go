package sanitize

import (
	"bytes"

	"golang.org/x/net/html"
)

// ReadBlocks reads the blocks of raw HTML that stand in one container, in
// order: what one opens another may close. It gives one Fragment for each;
// those without ID and link must not be changed.
func (p *Policy) ReadBlocks(all [][]byte) []*Fragment {
	fragments := make([]*Fragment, len(all))
	blocks := make([][]piece, len(all))
	for i, src := range all {
		src = bytes.TrimSuffix(src, []byte("\n"))
		if f, ok := p.simple[string(src)]; ok && !single[f.Tokens[0].Name] {
			fragments[i] = f
			continue
		}
		blocks[i] = p.lex(src, true)
		count(blocks[i], 0)
		pair(blocks[i])
	}
	pairFar(blocks)
	live := isLive(blocks)
	within := false
	for i := range all {
		if fragments[i] != nil {
			continue
		}
		if p.unsafe {
			within = carry(blocks[i], within)
		}
		p.decide(judge{pieces: blocks[i], block: true, live: live})
		fragments[i] = p.write(blocks[i])
		fragments[i].settle()
	}
	return fragments
}

// isLive says whether one of the blocks is the program of a page: <script setup>.
func isLive(blocks [][]piece) bool {
	for _, pieces := range blocks {
		for i := range pieces {
			if p := &pieces[i]; p.setup() && p.token.Data == "script" {
				return true
			}
		}
	}
	return false
}

// carry marks what stands in a drawing that began in an earlier block, or ends
// in a later one. within says that the block begins in one, and the result that
// it ends in one.
func carry(pieces []piece, within bool) bool {
	for i := range pieces {
		switch p := &pieces[i]; {
		case p.form == tag && p.far && drawing(p.token.Data):
			within = p.token.Type == html.StartTagToken
		case within:
			p.foreign = true
		}
	}
	return within
}

func isPlayer(name string) bool { return name == "video" || name == "audio" }

// plays says whether there is something to play in pieces. What follows another
// player is in that one: then the search is over.
func plays(pieces []piece) (found, over bool) {
	for i := range pieces {
		p := &pieces[i]
		switch {
		case !p.is(html.StartTagToken):
		case isPlayer(p.token.Data):
			return false, true
		case p.token.Data == "source" && p.attribute("src") != "":
			return true, true
		}
	}
	return false, false
}

// A place is a piece in one of several blocks.
type place struct{ block, at int }

// playsBetween is plays for what stands between two places.
func playsBetween(blocks [][]piece, from, to place) bool {
	for b := from.block; b <= to.block; b++ {
		pieces := blocks[b]
		if b == to.block {
			pieces = pieces[:to.at]
		}
		if b == from.block {
			pieces = pieces[from.at+1:]
		}
		if found, over := plays(pieces); over {
			return found
		}
	}
	return false
}

// pairFar pairs tags of different blocks.
func pairFar(blocks [][]piece) {
	open := make(map[string][]place)
	for b, pieces := range blocks {
		for i := range pieces {
			p := &pieces[i]
			name := p.token.Data
			if p.form != tag || p.pair >= 0 || empty[name] {
				continue
			}
			if p.token.Type == html.StartTagToken {
				open[name] = append(open[name], place{b, i})
				continue
			}
			n := len(open[name])
			if p.token.Type != html.EndTagToken || n == 0 {
				continue
			}
			start := open[name][n-1]
			open[name] = open[name][:n-1]
			first := &blocks[start.block][start.at]
			first.far, p.far = true, true
			first.plays = isPlayer(name) && playsBetween(blocks, start, place{b, i})
		}
	}
}
