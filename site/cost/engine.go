package cost

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// An engine is the script of the search box in a JavaScript engine.
type engine struct {
	vm     *goja.Runtime
	newBox goja.Callable // (load, inflate, lang, first, more) -> { warm(), ask(text, size) }
}

// glue is what a browser has and the JavaScript engine has not, and a function
// that opens a box. more is the file with what is loaded when it is wanted, by
// code that has come itself.
const glue = `
class TextDecoder { constructor(label) { this.label = label } decode(b) { return this.label ? decodeGBK(b) : decodeUTF8(b) } }
class TextEncoder { encode(s) { return new Uint8Array(encodeUTF8(s)) } }
(load, inflate, lang, first, more) => {
	let start, loaded
	const engine = newEngine({
		load: async (name) => {
			const file = load(name)
			start ??= file
			return new Uint8Array(await file)
		},
		inflate: async (gzip) => new Uint8Array(inflate(gzip)),
		further: async (what, given, asks) => {
			await start
			await (loaded ??= load(more))
			return further(what, given, asks)
		},
		lang,
	})
	const signal = { aborted: false, addEventListener() {}, removeEventListener() {}, throwIfAborted() {} }
	return {
		warm: () => engine.warm(),
		ask: async (text, size) => { await engine.search(text, { size, from: 0, signal, first: first && JSON.parse(first) }) },
	}
}`

func newEngine(script []byte) (*engine, error) {
	e := &engine{vm: goja.New()}
	err := errors.Join(
		e.vm.Set("decodeUTF8", func(b goja.Value) string { return strings.ToValidUTF8(string(e.bytes(b)), "\uFFFD") }),
		e.vm.Set("decodeGBK", func(b goja.Value) string { return string(gbk(e.bytes(b))) }),
		e.vm.Set("encodeUTF8", func(s string) goja.ArrayBuffer { return e.vm.NewArrayBuffer([]byte(s)) }),
	)
	if err != nil {
		return nil, fmt.Errorf("start the engine: %w", err)
	}
	if _, err := e.vm.RunString(string(script)); err != nil {
		return nil, fmt.Errorf("start the engine: %w", err)
	}
	v, err := e.vm.RunString(glue)
	if err != nil {
		return nil, fmt.Errorf("start the engine: %w", err)
	}
	newBox, ok := goja.AssertFunction(v)
	if !ok {
		return nil, errors.New("start the engine: not a function")
	}
	e.newBox = newBox
	return e, nil
}

// bytes are those of a typed array.
func (e *engine) bytes(v goja.Value) []byte {
	o := v.ToObject(e.vm)
	buffer, _ := o.Get("buffer").Export().(goja.ArrayBuffer)
	from, size := o.Get("byteOffset").ToInteger(), o.Get("byteLength").ToInteger()
	return buffer.Bytes()[from : from+size]
}

// A visit is a reader with the box open. Files that are asked for arrive a
// step later, all at once.
type visit struct {
	engine  *engine
	box     *goja.Object
	err     error // why the box did not open
	read    func(name string) ([]byte, error)
	coming  []request
	fetched []string // names, since the last question was answered
}

type request struct {
	name            string
	resolve, reject func(any) error
}

// visit opens a box, which begins to fetch what every question needs. read
// gives what a file of the index holds, by its name.
func (e *engine) visit(f form, read func(name string) ([]byte, error)) *visit {
	v := &visit{engine: e, read: read}
	load := func(name string) *goja.Promise {
		p, resolve, reject := e.vm.NewPromise()
		v.fetched = append(v.fetched, name)
		v.coming = append(v.coming, request{name, resolve, reject})
		return p
	}
	unpack := func(gzip goja.Value) (goja.ArrayBuffer, error) {
		data, err := inflate(e.bytes(gzip))
		return e.vm.NewArrayBuffer(data), err
	}
	box, err := e.newBox(goja.Undefined(), e.vm.ToValue(load), e.vm.ToValue(unpack), e.vm.ToValue(f.lang), e.vm.ToValue(f.first), e.vm.ToValue(f.more))
	if err != nil {
		v.err = fmt.Errorf("open the box: %w", err)
		return v
	}
	v.box = box.ToObject(e.vm)
	_, v.err = v.call("warm")
	return v
}

func (v *visit) call(name string, args ...any) (goja.Value, error) {
	f, ok := goja.AssertFunction(v.box.Get(name))
	if !ok {
		return nil, fmt.Errorf("the box has no function %s", name)
	}
	values := make([]goja.Value, len(args))
	for i, a := range args {
		values[i] = v.engine.vm.ToValue(a)
	}
	return f(v.box, values...)
}

// step lets everything arrive that is on its way.
func (v *visit) step() error {
	now := v.coming
	v.coming = nil
	for _, r := range now {
		data, err := v.read(r.name)
		if err != nil {
			err = r.reject(v.engine.vm.ToValue(err.Error()))
		} else {
			err = r.resolve(v.engine.vm.NewArrayBuffer(data))
		}
		if err != nil {
			return err
		}
	}
	_, err := v.engine.vm.RunString("0") // which runs what waited for the files
	return err
}

// arrive waits until nothing is on its way, and forgets what came.
func (v *visit) arrive() error {
	for v.err == nil && len(v.coming) > 0 {
		v.err = v.step()
	}
	v.fetched = nil
	return v.err
}

// ask puts a question. names are the files that were fetched for it, with
// those that were on their way already; steps is how long the answer took.
func (v *visit) ask(text string) (names []string, steps int, err error) {
	if v.err != nil {
		return nil, 0, v.err
	}
	answer, err := v.call("ask", text, shown)
	if err != nil {
		return nil, 0, fmt.Errorf("ask %q: %w", text, err)
	}
	p, ok := answer.Export().(*goja.Promise)
	if !ok {
		return nil, 0, errors.New("the box gives no promise")
	}
	for p.State() == goja.PromiseStatePending {
		if len(v.coming) == 0 {
			return nil, 0, fmt.Errorf("ask %q: no answer, and nothing to wait for", text)
		}
		steps++
		if err := v.step(); err != nil {
			return nil, 0, fmt.Errorf("ask %q: %w", text, err)
		}
	}
	if p.State() == goja.PromiseStateRejected {
		return nil, 0, fmt.Errorf("ask %q: %s", text, p.Result())
	}
	names = v.fetched
	return names, steps, v.arrive()
}

// gbk decodes what a page takes characters from.
func gbk(b []byte) []byte {
	text, _ := simplifiedchinese.GBK.NewDecoder().Bytes(b)
	return text
}
