package mcp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"sync"
)

// pending are the requests that have come and are not answered. The library gives up
// what it is at when its input ends, but who writes questions and closes the pipe
// waits for the answers: the input ends for it when nothing is pending.
type pending struct {
	ctx context.Context
	in  *bufio.Reader
	out io.Writer

	mu      sync.Mutex
	none    *sync.Cond   // there is one less, or ctx has ended
	ids     map[any]bool // numbers and strings
	partial []byte       // of a line of out
}

func newPending(ctx context.Context, in io.Reader, out io.Writer) *pending {
	p := &pending{ctx: ctx, in: bufio.NewReader(in), out: out, ids: map[any]bool{}}
	p.none = sync.NewCond(&p.mu)
	return p
}

// A message is what is of interest of a line of JSON-RPC.
type message struct {
	ID     any    `json:"id"`
	Method string `json:"method"`
	Params struct {
		RequestID any `json:"requestId"` // of notifications/cancelled, which get no answer
	} `json:"params"`
}

// read returns the next line; the end of the input only when all is answered.
func (p *pending) read() ([]byte, error) {
	line, err := p.in.ReadBytes('\n')
	var m message
	if json.Unmarshal(line, &m) != nil { // answered at once, with an error
		m = message{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case m.Method == "notifications/cancelled":
		p.forget(m.Params.RequestID)
	case m.Method != "" && isID(m.ID):
		p.ids[m.ID] = true
	}
	for err == io.EOF && len(line) == 0 && len(p.ids) > 0 && p.ctx.Err() == nil {
		p.none.Wait()
	}
	return line, err
}

// Write takes what the library answers.
func (p *pending) Write(data []byte) (int, error) {
	n, err := p.out.Write(data)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.partial = append(p.partial, data...)
	for {
		line, rest, whole := bytes.Cut(p.partial, []byte("\n"))
		if !whole {
			return n, err
		}
		p.partial = rest
		var m message
		if json.Unmarshal(line, &m) == nil && m.Method == "" {
			p.forget(m.ID)
		}
	}
}

func (p *pending) forget(id any) {
	if isID(id) {
		delete(p.ids, id)
		p.none.Broadcast()
	}
}

// isID says whether a value of JSON can be the name of a request.
func isID(v any) bool {
	switch v.(type) {
	case string, float64:
		return true
	}
	return false
}

// lines is the input line by line.
type lines struct {
	*pending
	rest []byte
	err  error
}

func (l *lines) Read(data []byte) (int, error) {
	if len(l.rest) == 0 && l.err == nil {
		l.rest, l.err = l.read()
		if l.err == io.EOF && len(l.rest) > 0 { // the last line has no end; the end is read again
			l.rest, l.err = append(l.rest, '\n'), nil
		}
	}
	if len(l.rest) == 0 {
		return 0, l.err
	}
	n := copy(data, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}
