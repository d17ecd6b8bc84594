// Package chromafast runs the lexers of chroma with counted work.
//
// chroma tries the regular expressions of a state one after the other, with a
// backtracking engine, and gives up on one of them after a quarter of a second:
// what it makes of a text depends on how busy the machine is, and a text of
// some kilobytes can take minutes. Here
//
//   - the tokens follow from the lexer and the text alone, on every machine;
//   - a text costs at most the budget that the caller gives;
//   - most rules of a state are one automaton, so that reading is some 30 times
//     as fast as with chroma.
//
// The tokens are those of chroma's own Tokenise, except that neighbours of one
// type may be one token here. The tests compare them for all lexers that chroma
// registers.
//
//	compiler := chromafast.NewCompiler(lexers.Get)
//	lexer, err := compiler.Compile(lexers.Get("go"))
//	if err != nil {
//		… // show the text without colours
//	}
//	tokens, err := lexer.Tokens(nil, text, 1_000_000)
//
// # What does not compile
//
// Some lexers have Go code in their rules, or around them. What that code does
// is written again here for a part of them: Go, HTTP, Markdown,
// reStructuredText, Lisp, and the templates that chroma builds with
// DelegatingLexer. Compile returns an error for the rest (Haxe and Raku), and
// for a lexer whose private fields have other names than in the version of
// chroma that chroma.go names. It never runs chroma's own machine instead.
//
// # Budget
//
// A unit is one step of the backtracker: an instruction of a regular expression
// at one place of the text, 5 to 10 ns. Other work is counted in the same unit.
// Source code costs 10 to 150 units a byte. The count does not depend on what
// was read before.
//
// A text also fails, whatever the budget, where chroma itself would panic or
// loop, and where languages nest deeper than 40.
//
// # Memory
//
// Automatons are built while texts are read, and shared by all goroutines. An
// automaton has at most 2,000 states of about 1 KB; few have more than 50.
package chromafast
