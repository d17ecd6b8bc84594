package mcp_test

import (
	"context"
	"io"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/client/transport"
	protocol "github.com/mark3labs/mcp-go/mcp"

	"github.com/biji-notes/biji/site/edition/mcp"
)

// page is a finished page as far as anybody looks at it.
func page(kind, title, text, rest string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(`<!DOCTYPE html><html lang="en"><head><title>` + title + ` · Notes</title>` + rest +
		`</head><body data-biji-page="` + kind + `"><main><article class="biji-article"><h1>` + title + `</h1><div class="biji-text">` + text + `</div></article>` +
		`<section class="biji-backlinks"><ul><li><a href="a%20b.html#x">A b</a><blockquote>see <a href="a%20b.html#x">c</a> there</blockquote></li></ul></section></main></body></html>`)}
}

func world() fstest.MapFS {
	home := page("overview", "Notes", "<p>Home</p>", `<link rel="canonical" href="https://example.org/n/">`)
	home.Data = []byte(strings.Replace(string(home.Data), "Notes · Notes", "Notes", 1))
	return fstest.MapFS{
		"index.html":         home,
		"redis/a b.html":     page("note", "A b", `<p>Before</p><h2 id="x">X</h2><p>In <a href="../index.html#top">x</a></p><h3 id="y">Y</h3><p>In y</p><h2 id="z">Z</h2><p>In z</p>`, ""),
		"redis/secret.html":  page("note", "Unlisted", "<p>unlisted</p>", `<meta name="robots" content="noindex">`),
		"redis/long.html":    page("note", "Long", strings.Repeat("<p>说"+strings.Repeat("长", 500)+"</p>\n", 60), ""),
		"tags/t.html":        page("tag", "t", "<p>tagged</p>", ""),
		"assets/frame.html":  {Data: []byte("<p>an author's own file</p>")},
		"redis/secrets.json": {Data: []byte(`{"key": 1}`)},
	}
}

// ask starts a server over pipes and is the client that asks it.
func ask(t *testing.T, s *mcp.Site) func(name string, args map[string]any) (string, bool) {
	t.Helper()
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, "1", toServer, fromServer) }()
	c := client.NewClient(transport.NewIO(toClient, fromClient, io.NopCloser(strings.NewReader(""))))
	t.Cleanup(func() {
		fromClient.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
		stop()
		fromServer.Close()
	})
	if err := c.Start(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Initialize(ctx, protocol.InitializeRequest{Params: protocol.InitializeParams{ProtocolVersion: protocol.LATEST_PROTOCOL_VERSION}}); err != nil {
		t.Fatal(err)
	}
	list, err := c.ListTools(ctx, protocol.ListToolsRequest{})
	if err != nil || len(list.Tools) != 4 {
		t.Fatalf("%v %v", list, err)
	}
	return func(name string, args map[string]any) (string, bool) {
		t.Helper()
		var r protocol.CallToolRequest
		r.Params.Name, r.Params.Arguments = name, args
		answer, err := c.CallTool(ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		return answer.Content[0].(protocol.TextContent).Text, answer.IsError
	}
}

func open(t *testing.T, found mcp.Found) *mcp.Site {
	t.Helper()
	s, err := mcp.Open(world(), func(_ context.Context, words string, size, from int) (mcp.Found, error) {
		found.How = words + " " + strconv.Itoa(size) + " " + strconv.Itoa(from)
		return found, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAnswers(t *testing.T) {
	call := ask(t, open(t, mcp.Found{Total: 7, Hits: []mcp.Hit{{Address: "redis/a%20b.html#x", Title: "A b", Trail: []string{"X"}, Excerpt: "in [x]"}}}))
	const base = "https://example.org/n/"
	for _, c := range []struct {
		name string
		args map[string]any
		want string
	}{
		{"search", map[string]any{"query": "w", "size": 900, "from": 3}, "w 50 3: 7 sections\n\n4. A b › X\n   " + base + "redis/a%20b.html#x\n   in [x]\n"},
		{"read", map[string]any{"address": base + "redis/a%20b.html#x"}, base + "redis/a%20b.html#x\n\n## X\n\nIn [x](" + base + "index.html#top)\n\n### Y\n\nIn y\n"},
		{"read", map[string]any{"address": "/redis/a b.html#y"}, base + "redis/a%20b.html#y\n\n### Y\n\nIn y\n"},
		{"read", map[string]any{"address": "redis/a%20b.html.md#gone"}, base + "redis/a%20b.html\n\n# A b\n\nBefore\n\n## X\n\nIn [x](" + base + "index.html#top)\n\n### Y\n\nIn y\n\n## Z\n\nIn z\n"},
		{"read", map[string]any{"address": ""}, base + "index.html\n\n# Notes\n\nHome\n"},
		{"read", map[string]any{"address": "redis/secret.html"}, base + "redis/secret.html\n\n# Unlisted\n\nunlisted\n"},
		{"list", map[string]any{"folder": "redis/"}, "2 pages\n\n- " + base + "redis/a%20b.html: A b\n- " + base + "redis/long.html: Long\n"},
		{"list", nil, "3 pages\n\n- " + base + "index.html: Notes\n- " + base + "redis/a%20b.html: A b\n- " + base + "redis/long.html: Long\n"},
		{"backlinks", map[string]any{"address": "redis/long.html"}, "1 pages link to Long (" + base + "redis/long.html)\n\n- " + base + "redis/a%20b.html#x: A b\n  > see c there\n"},
	} {
		if got, failed := call(c.name, c.args); got != c.want || failed {
			t.Errorf("%s %v:\n%s\nwant\n%s", c.name, c.args, got, c.want)
		}
	}
}

// Nothing but pages of the site is read.
func TestOnlyPages(t *testing.T) {
	call := ask(t, open(t, mcp.Found{}))
	for _, address := range []string{"../../etc/passwd", "../x.html", "redis/secrets.json", "assets/frame.html", "redis", "%2e%2e/x.html", "gone.html", "https://elsewhere.example/"} {
		if got, failed := call("read", map[string]any{"address": address}); !failed {
			t.Errorf("%s: %s", address, got)
		}
	}
	if got, failed := call("search", nil); !failed {
		t.Errorf("a search for nothing: %s", got)
	}
}

// A long page comes in pieces, of which none breaks a character.
func TestPieces(t *testing.T) {
	call := ask(t, open(t, mcp.Found{}))
	whole, from := "", 0
	for range 10 {
		text, _ := call("read", map[string]any{"address": "redis/long.html", "from": from})
		_, text, _ = strings.Cut(text, "\n\n")
		text, more, ok := strings.Cut(text, "\n\n[There is more: read with from = ")
		whole += text
		if !ok {
			break
		}
		from, _ = strconv.Atoi(strings.TrimSuffix(more, "]"))
	}
	if n := strings.Count(whole, "说"+strings.Repeat("长", 500)); n != 60 || from == 0 {
		t.Errorf("%d of 60 paragraphs arrived, the last piece from %d", n, from)
	}
}

func TestNoSite(t *testing.T) {
	for _, files := range []fstest.MapFS{{}, {"a.html": {}}, {"index.html": {Data: []byte("<title>mine</title>")}}} {
		if _, err := mcp.Open(files, nil); err == nil {
			t.Errorf("%v is no site", files)
		}
	}
	inner := fstest.MapFS{}
	for name, file := range world() {
		inner["site/"+name] = file
	}
	if s, err := mcp.Open(inner, nil); err != nil || s.Title() != "Notes" {
		t.Errorf("in a folder: %v", err)
	}
}

// Who asks and closes the pipe is answered all the same; a request that was taken
// back keeps nobody waiting.
func TestQuestionsBeforeTheEnd(t *testing.T) {
	const begin = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}` + "\n"
	call := func(id, words string) string {
		return `{"jsonrpc":"2.0","id":` + id + `,"method":"tools/call","params":{"name":"search","arguments":{"query":"` + words + `"}}}` + "\n"
	}
	slow := func(ctx context.Context, words string, _, _ int) (mcp.Found, error) {
		select {
		case <-ctx.Done():
			return mcp.Found{}, ctx.Err()
		case <-time.After(map[string]time.Duration{"never": time.Hour}[words] + 50*time.Millisecond):
			return mcp.Found{Hits: []mcp.Hit{{Address: "found/" + words}}, Total: 1}, nil
		}
	}
	s, err := mcp.Open(world(), slow)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	in := begin + call("2", "a") + call(`"<3>"`, "b") + call("4", "never") + `{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4}}` + "\nno JSON\n" + strings.TrimSuffix(call("5", "c"), "\n")
	if err := s.Serve(t.Context(), "1", strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"a", "b", "c"} {
		if !strings.Contains(out.String(), "found/"+words) {
			t.Errorf("no answer to %s in\n%s", words, out.String())
		}
	}
}
