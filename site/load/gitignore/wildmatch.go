package gitignore

import "strings"

// wildmatch says whether text matches pattern. Both are bytes, as in git: '?'
// is one byte. In paths, wildcards other than "**" do not match '/'.
func wildmatch(pattern, text string, paths bool) bool {
	m := matcher{pattern: pattern, text: text, paths: paths}
	return m.from(0, 0)
}

// A matcher remembers which stars have failed where, so its work is at most
// the product of the lengths for each star.
type matcher struct {
	pattern, text string
	paths         bool
	failed        map[[2]int]bool
}

// from says whether text[j:] matches pattern[i:].
func (m *matcher) from(i, j int) bool {
	for ; i < len(m.pattern); i++ {
		c := m.pattern[i]
		if c == '*' {
			return m.star(i, j)
		}
		if j == len(m.text) {
			return false
		}
		switch c {
		case '?':
			if m.slash(j) {
				return false
			}
		case '[':
			next, ok := class(m.pattern, i, m.text[j])
			if !ok || m.slash(j) {
				return false
			}
			i = next
		case '\\':
			i++
			if i == len(m.pattern) || m.pattern[i] != m.text[j] {
				return false
			}
		default:
			if c != m.text[j] {
				return false
			}
		}
		j++
	}
	return j == len(m.text)
}

func (m *matcher) slash(j int) bool { return m.paths && m.text[j] == '/' }

// star matches what begins with '*' at pattern[i].
func (m *matcher) star(i, j int) bool {
	at := [2]int{i, j}
	if m.failed[at] {
		return false
	}
	next := i
	for next < len(m.pattern) && m.pattern[next] == '*' {
		next++
	}
	rest := m.pattern[next:]
	spans := !m.paths // '/' too
	if next-i > 1 && (i == 0 || m.pattern[i-1] == '/') && (rest == "" || rest[0] == '/' || strings.HasPrefix(rest, `\/`)) {
		spans = true
		if m.paths && rest != "" && rest[0] == '/' && m.from(next+1, j) { // "**/" may be nothing
			return true
		}
	}
	for k := j; ; k++ {
		if m.from(next, k) {
			return true
		}
		if k == len(m.text) || m.text[k] == '/' && !spans {
			break
		}
	}
	if m.failed == nil {
		m.failed = map[[2]int]bool{}
	}
	m.failed[at] = true
	return false
}

// class matches c against the class that begins at pattern[i], and says where
// it ends. A class that does not end matches nothing.
func class(pattern string, i int, c byte) (end int, ok bool) {
	i++
	negated := i < len(pattern) && (pattern[i] == '!' || pattern[i] == '^')
	if negated {
		i++
	}
	matched := false
	var before byte // the beginning of a range, 0 for none
	for first := true; ; first = false {
		if i >= len(pattern) {
			return i, false
		}
		p := pattern[i]
		if p == ']' && !first {
			return i, matched != negated
		}
		switch {
		case p == '\\':
			i++
			if i >= len(pattern) {
				return i, false
			}
			p = pattern[i]
			matched = matched || c == p
		case p == '-' && before != 0 && i+1 < len(pattern) && pattern[i+1] != ']':
			i++
			if p = pattern[i]; p == '\\' {
				i++
				if i >= len(pattern) {
					return i, false
				}
				p = pattern[i]
			}
			matched = matched || before <= c && c <= p
			p = 0
		case p == '[' && i+1 < len(pattern) && pattern[i+1] == ':':
			close := strings.IndexByte(pattern[i+2:], ']')
			if close < 0 {
				return i, false
			}
			name, named := strings.CutSuffix(pattern[i+2:i+2+close], ":")
			if !named { // "[:" is two letters then
				matched = matched || c == '['
				break
			}
			in, known := posix(name, c)
			if !known {
				return i, false
			}
			matched = matched || in
			i += 2 + close
			p = 0
		default:
			matched = matched || c == p
		}
		before = p
		i++
	}
}

// posix says whether c is in the class of that name, such as "alpha".
func posix(name string, c byte) (in, known bool) {
	lower, upper, digit := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9'
	graph := c > ' ' && c < 0x7F
	switch name {
	case "alnum":
		return lower || upper || digit, true
	case "alpha":
		return lower || upper, true
	case "blank":
		return c == ' ' || c == '\t', true
	case "cntrl":
		return c < ' ' || c == 0x7F, true
	case "digit":
		return digit, true
	case "graph":
		return graph, true
	case "lower":
		return lower, true
	case "print":
		return graph || c == ' ', true
	case "punct":
		return graph && !lower && !upper && !digit, true
	case "space":
		return c == ' ' || '\t' <= c && c <= '\r', true
	case "upper":
		return upper, true
	case "xdigit":
		return digit || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F', true
	}
	return false, false
}
