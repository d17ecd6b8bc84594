// Package tex turns formulas of TeX into MathML.
//
// What goes in is what stands between the dollar signs of LaTeX with amsmath;
// what comes out is a <math> element in the subset that browsers implement
// (MathML Core). The grammar is
//
//	formula    = rows
//	rows       = row { `\\` row }                 row = cell { "&" cell }
//	cell       = expression
//	expression = { switch | scripted } [ infix expression ]
//	scripted   = atom { "_" argument | "^" argument | "'" | `\limits` }
//	atom       = "{" expression "}" | character | symbol | command { argument }
//	           | `\left` delimiter rows `\right` delimiter
//	           | `\begin{` name "}" rows `\end{` name "}"
//	argument   = "{" expression "}" | character | command { argument }
//	switch     = `\rm` | `\color{red}` | `\displaystyle` …   for the rest of the group
//	infix      = `\over` | `\choose` | `\atop` …
//
// What the names mean stands in tables: symbols.go, commands.go, environments.go,
// accents.go, macros.go (names that stand for other TeX, like those that a note
// defines) and text.go. \ce and \pu of mhchem are rewritten into TeX (chem.go).
//
// A formula with a part left out would be wrong, so that there is none if
// anything in it is not known.
//
// The elements have classes where MathML Core has no attribute; a style sheet
// gives them their looks: math-left, math-right and math-centre align a cell;
// math-lines are the lines of one formula, without a gap between columns;
// math-rule-… are the rules of a table; math-box, math-cancel … draw lines.
package tex
