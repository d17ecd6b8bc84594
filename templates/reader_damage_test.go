package templates_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search/pack"
	"github.com/biji-notes/biji/site/testkit"
)

// damageScript changes inputs at random and decodes them. Whatever comes, a
// decoder gives something or throws a FormatError, and soon.
const damageScript = `(inputs, decode, times, seed) => {
	let s = seed
	const random = (n) => { s ^= s << 13; s ^= s >>> 17; s ^= s << 5; return (s >>> 0) % n }
	let refused = 0
	for (let i = 0; i < times; i++) {
		const input = inputs[i % inputs.length]
		const size = random(9) ? input.length : random(input.length + 1)
		const bytes = new Uint8Array(size + (random(20) ? 0 : random(20)))
		bytes.set(input.subarray(0, size))
		for (let n = random(4) ? 1 + random(3) : random(30); n > 0 && bytes.length > 0; n--) {
			// Near the ends there is what says how to read the rest.
			const at = [random(bytes.length), random(Math.min(40, bytes.length)), bytes.length - 1 - random(Math.min(60, bytes.length))][random(3)]
			bytes[at] = [bytes[at] ^ (1 << random(8)), random(256), 0, 255, bytes[at] + 1, 128 + random(128)][random(6)]
		}
		try {
			decode(bytes)
		} catch (e) {
			if (!(e instanceof biji.FormatError)) throw new Error("seed " + seed + ", input " + i + ": " + e + "\n" + e.stack)
			refused++
		}
	}
	return refused
}`

// damageSections have terms, names, positions and texts of all kinds, and one
// term with many documents, so that its data are in several chunks.
func damageSections(n int) (all []site.Section) {
	for i := range n {
		all = append(all, site.Section{
			Page: fmt.Sprintf("p%d.html", i), ID: fmt.Sprint("s", i%3), Title: fmt.Sprint("标题 Title ", i), Trail: []string{"章节", fmt.Sprint("第", i)},
			Body: strings.Repeat("common 三次握手 words ", 1+i%4) + fmt.Sprint("w", i%17), Code: fmt.Sprintf("epoll_wait(%d)", i),
			Tags: []string{"tag", fmt.Sprint("t", i%5)}, Dir: "a/b",
		})
	}
	return all
}

// TestReaderRefusesDamage damages the input of every decoder.
func TestReaderRefusesDamage(t *testing.T) {
	e := newEngine(t)
	if _, err := e.RunString("damage = " + damageScript); err != nil {
		t.Fatal(err)
	}
	for _, d := range damages(t, e) {
		t.Run(d.name, func(t *testing.T) {
			times := d.times / testkit.Times(20, 5, 1)
			const portion = 1000
			refused := int64(0)
			for done, seed := 0, 1; done < times; done, seed = done+portion, seed+1 {
				refused += e.eval(t, `(name, times, seed) => damage(inputs[name], decoders[name], times, seed)`, d.name, min(portion, times-done), seed).ToInteger()
			}
			t.Logf("%d of %d inputs refused", refused, times)
			if refused == 0 || refused == int64(times) {
				t.Error("the inputs are not what they should be")
			}
		})
	}
}

type damaged struct {
	name   string
	times  int
	inputs [][]byte
	decode string // of one input, a Uint8Array
}

func damages(t *testing.T, e *engine) []damaged {
	small, large := packIndex(t, damageSections(30)), packIndex(t, damageSections(1100))
	const fields = `["_id", "body", "code", "dir", "name", "tags", "title", "trail"]`
	const opened = `const names = ` + fields + `, one = { names: [1], keys: [""] }
		const fields = new Map(names.map((name, number) => [name, { number, terms: 9, filter: false }]).slice(1))
		const r = { piece: () => bytes, every: (list, fn) => list.map(fn) }
		const terms = new biji.Terms({ docs: 1100, room: 1100, names, fields, firsts: [0], documents: one, filters: one, terms: one, spellings: one });`
	const lists = opened + `
		for (const f of fields.values()) for (const { term } of terms.walk(r, f, "")) {
			const p = terms.postings(r, f, term)
			if (term < "d") p.positions(r, p.docs.slice(0, 20))
		}`
	all := []damaged{
		{"numbers", 5000, [][]byte{{0x80, 0x80, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 9, 9, 9, 9, 9, 9, 9, 9}}, `
			const c = new biji.Cursor(bytes)
			while (c.left > 0) for (const n of [c.uvarint("a"), c.be(8, "b")]) if (!Number.isSafeInteger(n)) throw new Error(n)`},
		{"start", 1000, [][]byte{small.unpacked(t, "start.js"), large.unpacked(t, "start.js")}, `biji.parsePack(bytes)`},
		{"terms", 1000, small.region(t, "terms")[:1], lists},
		{"filters", 1000, small.region(t, "filters"), lists},
		{"many documents", 60, large.region(t, "terms")[:1], lists},
		{"text", 1000, [][]byte{pack123(small.scripts["start.js"])}, `biji.bytesOf(String.fromCharCode(...bytes))`},
		{"stored", 1000, small.region(t, "documents"), opened + `for (let doc = 0; doc < 3; doc++) terms.stored(r, doc)`},
	}
	e.eval(t, `() => { globalThis.inputs = {}, globalThis.decoders = {} }`)
	for _, d := range all {
		var buffers []any
		for _, in := range d.inputs {
			buffers = append(buffers, e.NewArrayBuffer(in))
		}
		e.eval(t, `(name, buffers) => {
			inputs[name] = buffers.map((b) => new Uint8Array(b))
			decoders[name] = (bytes) => {`+d.decode+`}
		}`, d.name, buffers)
	}
	return all
}

// pack123 is the text in a script.
func pack123(script []byte) []byte {
	_, text, _ := bytes.Cut(script, []byte(`","`))
	return bytes.TrimSuffix(text, []byte("\")\n"))
}

// unpacked is what a file of the pack holds.
func (p *packed) unpacked(t *testing.T, name string) []byte {
	t.Helper()
	member, err := pack.Member(p.scripts[name])
	if err == nil {
		member, err = gunzip(member)
	}
	if err != nil {
		t.Fatal(name, err)
	}
	return member
}

// region is the pieces of a region.
func (p *packed) region(t *testing.T, name string) (pieces [][]byte) {
	t.Helper()
	e := p.open(t)
	names := e.eval(t, `async (region) => JSON.stringify((await biji.openPack(load, inflate))[region].names)`, name).String()
	var list []uint32
	decode(t, names, &list)
	for _, n := range list {
		pieces = append(pieces, p.unpacked(t, fmt.Sprintf("p/c%08x.js", n)))
	}
	return pieces
}

// TestReaderRefusesDamagedPieces: gzip's checks stand between a damaged piece
// and a wrong answer. Every flip of a bit is an error or changes nothing.
func TestReaderRefusesDamagedPieces(t *testing.T) {
	p := packIndex(t, damageSections(30))
	query := `{"kind":"or","any":[{"kind":"phrase","field":"body","terms":["三次","次握"]},{"kind":"term","field":"body","term":"w3"}]}`
	e := p.open(t)
	want, err := e.ask(query, 10)
	if err != nil || want.Total == 0 {
		t.Fatal(want, err)
	}
	load := e.load
	refused, same := 0, 0
	for i := range testkit.Times(30, 60, 300) {
		e.load = func(name string) ([]byte, error) {
			script, err := load(name)
			if err != nil || (name == "start.js") != (i%4 == 0) {
				return script, err
			}
			script = append([]byte{}, script...)
			at := (i*7919 + len(name)*31) % len(script)
			script[at] ^= 1 << (i % 7)
			return script, nil
		}
		_, err := e.try(`async () => { globalThis.index = await biji.openIndex(load, inflate) }`)
		var got result
		if err == nil {
			got, err = e.ask(query, 10)
		}
		switch {
		case err != nil:
			refused++
		case fmt.Sprint(got) == fmt.Sprint(want):
			same++
		default:
			t.Errorf("flip %d: another answer", i)
		}
	}
	t.Logf("%d refused, %d the same", refused, same)
	if refused == 0 {
		t.Error("nothing was damaged")
	}
}

// TestReaderTriesAgain: after a failure the same question is answered, every
// piece that came is kept, and none is loaded twice.
func TestReaderTriesAgain(t *testing.T) {
	p := packIndex(t, damageSections(200))
	query := `{"kind":"and","all":[{"kind":"term","field":"body","term":"common"},{"kind":"prefix","field":"title","prefix":"标"}]}`
	want, err := p.open(t).ask(query, 10)
	if err != nil || want.Total == 0 {
		t.Fatal(want, err)
	}
	e := p.open(t)
	load, calls := e.load, 0
	var failed []string
	e.load = func(name string) ([]byte, error) {
		if calls++; calls%5 != 0 {
			failed = append(failed, name)
			return nil, fmt.Errorf("the net is down")
		}
		return load(name)
	}
	e.asked = nil
	var got result
	for try := 0; ; try++ {
		if got, err = e.ask(query, 10); err == nil {
			break
		}
		if try > 50 || !strings.Contains(err.Error(), "the net is down") {
			t.Fatal(err)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || len(failed) == 0 {
		t.Errorf("%v, want %v", got, want)
	}
	loads := map[string]int{}
	for _, name := range e.asked {
		loads[name]++
	}
	for _, name := range failed {
		loads[name]--
	}
	for name, n := range loads {
		if n != 1 {
			t.Errorf("%s came %d times", name, n)
		}
	}
}

// TestReaderStops: a question that is no longer of interest loads nothing more.
func TestReaderStops(t *testing.T) {
	e := packIndex(t, damageSections(200)).open(t)
	e.asked = nil
	_, err := e.try(`async () => index.all({ kind: "term", field: "body", term: "common" }, { aborted: true, reason: "typed on" })`)
	if err == nil || !strings.Contains(err.Error(), "typed on") || len(e.asked) > 0 {
		t.Errorf("%v; asked for %v", err, e.asked)
	}
}

// TestReaderWithoutSections: an empty site has an index, too.
func TestReaderWithoutSections(t *testing.T) {
	e := packIndex(t, nil).open(t)
	got, err := e.ask(`{"kind":"term","field":"body","term":"a"}`, 10)
	if err != nil || got.Total != 0 || len(got.Hits) != 0 {
		t.Error(got, err)
	}
}
