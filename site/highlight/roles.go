package highlight

import (
	"github.com/alecthomas/chroma/v2"

	"github.com/biji-notes/biji/site/highlight/chromafast"
)

// keys are what chroma calls the keys of settings, by lexer. They look like the
// keys of YAML and JSON.
var keys = map[string]chroma.TokenType{
	"TOML": chroma.NameOther, "INI": chroma.NameAttribute, "properties": chroma.NameAttribute, "SYSTEMD": chroma.NameAttribute,
}

// roles gives tokens types by what they do, where the lexer called lexer only
// sees that they are names: what is called is a function, whether Go's lexer
// says so or Java's does not.
func roles(code []byte, tokens []chromafast.Token, lexer string) {
	if shells[lexer] {
		commands(code, tokens)
		return
	}
	key := keys[lexer]
	for i := range tokens {
		t := &tokens[i]
		switch {
		case key != 0 && t.Type == key:
			t.Type = chroma.NameTag
		case t.End < len(code) && code[t.End] == '(' && (t.Type == chroma.Name || t.Type == chroma.NameOther || t.Type == chroma.NameAttribute && lexer == "Java"):
			t.Type = chroma.NameFunction
		}
	}
}
