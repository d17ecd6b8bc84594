package pack

import (
	"path"
	"runtime"
	"sync/atomic"
)

// A press makes the scripts of pieces, several at a time, and puts them into the
// site one after the other, in the order in which they came.
type press struct {
	todo, order chan *pressed
	failed      atomic.Pointer[error] // of the first put
	done        chan struct{}
}

// A pressed is a piece on its way.
type pressed struct {
	file   string
	data   []byte
	script chan []byte
}

func newPress(put func(name string, data []byte) error) *press {
	workers := runtime.GOMAXPROCS(0)
	p := &press{todo: make(chan *pressed, workers), order: make(chan *pressed, 4*workers), done: make(chan struct{})}
	for range workers {
		go func() {
			s := newScripter()
			for one := range p.todo {
				one.script <- s.script(path.Base(one.file), one.data)
			}
		}()
	}
	go func() {
		defer close(p.done)
		for one := range p.order {
			script := <-one.script
			if p.err() == nil {
				if err := put(one.file, script); err != nil {
					p.failed.Store(&err)
				}
			}
		}
	}()
	return p
}

// add sends a piece on its way.
func (p *press) add(file string, data []byte) {
	if p.err() != nil {
		return
	}
	one := &pressed{file, data, make(chan []byte, 1)}
	p.order <- one
	p.todo <- one
}

// err is what went wrong so far.
func (p *press) err() error {
	if err := p.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// close waits until all are there.
func (p *press) close() error {
	close(p.todo)
	close(p.order)
	<-p.done
	return p.err()
}
