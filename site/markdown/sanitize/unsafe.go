package sanitize

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// verbatim finds only the links.
func verbatim(src []byte) *Fragment {
	f := new(Fragment)
	z := html.NewTokenizer(bytes.NewReader(src))
	at, from := 0, 0
	flush := func(to int) {
		if to > from {
			f.Tokens = append(f.Tokens, Token{Kind: Verbatim, Attrs: string(src[from:to]), Offset: from})
		}
	}
	for {
		kind := z.Next()
		offset := at
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			flush(len(src))
			return f
		case html.TextToken:
			flush(offset)
			f.Tokens = append(f.Tokens, Token{Kind: Verbatim, Attrs: string(src[offset:at]), Text: string(z.Text()), Offset: offset})
			from = at
		case html.StartTagToken, html.SelfClosingTagToken:
			if t, ok := verbatimTag(z.Token()); ok {
				flush(offset)
				t.Offset = offset
				f.Tokens = append(f.Tokens, t)
				from = at
			}
		}
	}
}

func verbatimTag(t html.Token) (Token, bool) {
	k := Token{Kind: Verbatim, Name: t.Data}
	var head, tail strings.Builder
	b := &head
	head.WriteString("<" + t.Data)
	for _, a := range t.Attr {
		switch {
		case k.Link == "" && a.Key != "srcset" && linked(t.Data, a.Key):
			k.Link, k.URL = a.Key, a.Val
			b = &tail
			continue
		case a.Key == "alt":
			k.Text = a.Val
		case a.Key == "id", a.Key == "name" && t.Data == "a":
			k.ID = goodID(a.Val)
		}
		b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
	}
	b.WriteString(">")
	k.Attrs, k.Tail = head.String(), tail.String()
	return k, k.Link != "" || k.ID != ""
}
