package generate_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/biji-notes/biji/site/generate/internal/browser"
	"github.com/biji-notes/biji/site/testkit"
)

// flipsPage runs the engine of the pages on the scripts of a pack, as a page
// would run them, but for one bit.
const flipsPage = `
import { newEngine } from "./reading/engine.ts"
import { further } from "./reading/further.ts"
import { bytesOf, gunzip } from "./index/scripts.ts"

const files = new Map(), folder = "pack/"
let flip, asked = new Set()

async function load(name) {
	asked.add(name)
	if (!files.has(name)) files.set(name, new Uint8Array(await (await fetch(folder + name)).arrayBuffer()))
	const script = files.get(name).slice()
	if (flip?.name === name) script[flip.bit >> 3] ^= 1 << (flip.bit & 7)
	let given
	new Function("__biji", new TextDecoder().decode(script))((_, text) => { given = text })
	if (given === undefined) throw new Error(name + ": not what it should be")
	return bytesOf(given)
}

async function answer(engine, text) {
	const late = new Promise((_, reject) => setTimeout(reject, 20000, "hangs"))
	try {
		const wanted = { size: 8, from: 0, signal: new AbortController().signal }
		return JSON.stringify(await Promise.race([engine.search(text, wanted), late]))
	} catch (e) {
		return e === "hangs" ? "hangs" : "error: " + e
	}
}

const fresh = () => newEngine({ load, inflate: gunzip, further, lang: "zh" })

// survey gives, for each text, the files that its answer needs.
globalThis.survey = async (texts) => {
	const all = []
	for (const text of texts) {
		asked = new Set()
		all.push({ text, answer: await answer(fresh(), text), files: [...asked] })
	}
	return JSON.stringify(all)
}

// flipped gives what became of questions with a bit flipped, and after that.
globalThis.flipped = async (flips) => {
	const all = []
	for (const f of flips) {
		const engine = fresh()
		flip = f
		const got = await answer(engine, f.text)
		flip = undefined
		all.push([got, await answer(engine, f.text)])
	}
	return JSON.stringify(all)
}`

// A surveyed is what a question needs when all is well.
type surveyed struct {
	Text, Answer string
	Files        []string
}

type flip struct {
	Name string `json:"name"`
	Bit  int    `json:"bit"`
	Text string `json:"text"`
}

// TestFlips flips single bits all over a pack, the larger the file the more
// often, and asks a question that reads the file: the answer is right or an
// error, and right when the bit is.
func TestFlips(t *testing.T) {
	count := testkit.Times(10, 30, 150)
	pack, questions := packOf(t)
	page := flipsServer(t, pack)
	r := browser.NewReader(t, browsers.Chromium(t))
	r.Open(page)
	var all []surveyed
	callPage(r, "survey", questions, &all)
	readBy := map[string][]surveyed{}
	for _, s := range all {
		if !strings.HasPrefix(s.Answer, `{"how"`) {
			t.Fatalf("%s: %.200s", s.Text, s.Answer)
		}
		for _, f := range s.Files {
			readBy[f] = append(readBy[f], s)
		}
	}
	t.Logf("%d questions read %d of %d files", len(all), len(readBy), len(pack))

	read := slices.DeleteFunc(slices.Clone(pack), func(p packed) bool { return readBy[p.name] == nil })
	random := rand.New(rand.NewPCG(1, 2))
	outcomes := map[string]int{}
	for done := 0; done < count; done += 50 {
		var flips []flip
		var wants []string
		for i := range min(50, count-done) {
			from := pack
			if i%2 == 1 {
				from = read // however few flips there are, some do damage
			}
			f, s := randomFlip(random, from, readBy, all)
			flips, wants = append(flips, f), append(wants, s.Answer)
		}
		var got [][2]string
		callPage(r, "flipped", flips, &got)
		for i, f := range flips {
			outcome := outcomeOf(got[i][0], wants[i])
			if len(readBy[f.Name]) == 0 {
				outcome += ", of a file that no question read"
			}
			outcomes[outcome]++
			if strings.HasPrefix(outcome, "wrong") || outcome == "hangs" {
				t.Errorf("%+v: %s\n%.300s\nwant\n%.300s", f, outcome, got[i][0], wants[i])
			}
			if got[i][1] != wants[i] {
				t.Errorf("%+v: once the bit is right again: %.300s", f, got[i][1])
			}
		}
	}
	t.Log(outcomes)
	if outcomes["error"] == 0 {
		t.Error("nothing was damaged")
	}
}

func outcomeOf(got, want string) string {
	switch {
	case got == want:
		return "right"
	case strings.HasPrefix(got, "error"):
		return "error"
	case got == "hangs":
		return "hangs"
	}
	return "wrong"
}

// randomFlip chooses a bit of the pack, all alike, and a question that reads it.
func randomFlip(random *rand.Rand, pack []packed, readBy map[string][]surveyed, all []surveyed) (flip, surveyed) {
	size := 0
	for _, p := range pack {
		size += len(p.data)
	}
	at := random.IntN(size)
	for _, p := range pack {
		if at >= len(p.data) {
			at -= len(p.data)
			continue
		}
		who := readBy[p.name]
		if len(who) == 0 {
			who = all
		}
		s := who[random.IntN(len(who))]
		return flip{p.name, at*8 + random.IntN(8), s.Text}, s
	}
	panic("not in the pack")
}

// A packed is a script of a pack.
type packed struct {
	name string
	data []byte
}

// packOf is the pack of the notes of this repository, and questions: their
// headings.
func packOf(t *testing.T) (pack []packed, questions []string) {
	t.Helper()
	out, result := realSite(t)
	names, err := fs.Glob(out, "search/*/*.js")
	if err != nil || len(names) < 50 {
		t.Fatal(len(names), err)
	}
	for _, name := range append(names, "search/start.js", "search/hant.js") {
		data, err := fs.ReadFile(out, name)
		if err != nil {
			t.Fatal(err)
		}
		pack = append(pack, packed{strings.TrimPrefix(name, "search/"), data})
	}
	headings := 0
	for _, o := range result.Outlines {
		for _, h := range o.Headings {
			if headings++; headings%testkit.Times(150, 16, 4) == 0 {
				questions = append(questions, h.Text)
			}
		}
	}
	return pack, append(questions, "進程", "Djngo", `"三次握手" -udp tag:redis OR 线程`)
}

func flipsServer(t *testing.T, pack []packed) (page string) {
	t.Helper()
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: flipsPage, ResolveDir: filepath.Join(testkit.Root(t), "templates", "client"), Loader: api.LoaderTS},
		Bundle: true, Format: api.FormatIIFE, Target: api.ES2022, Charset: api.CharsetUTF8, LogLevel: api.LogLevelSilent, Define: map[string]string{"SEVERAL": "false", "LANGUAGE": `"zh"`},
	})
	if len(result.Errors) > 0 {
		t.Fatal(result.Errors)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, "/pack/")
		for _, p := range pack {
			if ok && p.name == name {
				w.Write(p.data)
				return
			}
		}
		if ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!DOCTYPE html><meta charset=utf-8><script>%s</script>", result.OutputFiles[0].Contents)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// callPage calls a function of the page that gives JSON.
func callPage(r *browser.Reader, function string, argument, result any) {
	r.Helper()
	data, err := json.Marshal(argument)
	if err != nil {
		r.Fatal(err)
	}
	if err := json.Unmarshal([]byte(r.Ask(function+"("+string(data)+")")), result); err != nil {
		r.Fatal(err)
	}
}
