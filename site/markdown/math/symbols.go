package math

import "strings"

// A kind says how a symbol behaves.
type kind byte

const (
	identifier kind = iota // a letter or the like
	relation               // = ∈ ≤
	binary                 // + × ∪
	arrow
	fence // a bracket
	point // … and other signs without space around
	sum   // scripts below and above where there is room
	integral
	function // a name: log
	limit    // a name with a script below: lim
)

// A symbol is what a command without arguments stands for.
type symbol struct {
	kind kind
	text string
}

const (
	// movable lets scripts stand beside the sign where lines are low.
	movable = ` movablelimits="true"`
	// tight takes away the space that browsers put around an operator.
	tight = ` lspace="0" rspace="0"`
)

func (s symbol) atom(p *reader) atom {
	switch s.kind {
	case identifier:
		return p.identifier(s.text)
	case fence:
		if s.text == "|" || s.text == "‖" {
			return atom{ml: leaf("mo", ` stretchy="false"`+tight, s.text)}
		}
		return atom{ml: leaf("mo", ` stretchy="false"`, s.text)}
	case sum:
		return atom{ml: leaf("mo", movable, s.text), limits: true}
	case function:
		return atom{ml: leaf("mi", "", s.text), fn: true}
	case limit:
		return atom{ml: leaf("mo", movable+tight, s.text), limits: true, fn: true}
	case arrow:
		return atom{ml: leaf("mo", ` stretchy="false"`, s.text)}
	}
	return operator(s.text)
}

// symbols is by name of the command. It is made once and only read.
var symbols = readSymbols()

func readSymbols() map[string]symbol {
	all := map[string]symbol{}
	for _, t := range []struct {
		kind  kind
		names string // name, character, name, character …
	}{
		{identifier, greek}, {identifier, letters}, {relation, relations}, {binary, binaries},
		{arrow, arrows}, {fence, fences}, {point, points}, {sum, sums}, {integral, integrals},
	} {
		fields := strings.Fields(t.names)
		for i := 0; i < len(fields); i += 2 {
			all[fields[i]] = symbol{t.kind, fields[i+1]}
		}
	}
	for _, name := range strings.Fields(functions) {
		all[name] = symbol{function, name}
	}
	for _, name := range strings.Fields(limits) {
		all[name] = symbol{limit, name}
	}
	all["limsup"] = symbol{limit, "lim sup"}
	all["liminf"] = symbol{limit, "lim inf"}
	all["bmod"] = symbol{binary, "mod"}
	all["mod"] = symbol{binary, "mod"}
	return all
}

const (
	greek = `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ
iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω`

	letters = `infty ∞ partial ∂ nabla ∇ hbar ℏ hslash ℏ ell ℓ imath ı jmath ȷ Re ℜ Im ℑ wp ℘
aleph ℵ beth ℶ gimel ℷ emptyset ∅ varnothing ∅ angle ∠ measuredangle ∡ triangle △ square □ Box □
blacksquare ■ diamond ◇ Diamond ◇ star ⋆ bigstar ★ top ⊤ bot ⊥ forall ∀ exists ∃ nexists ∄
neg ¬ lnot ¬ sharp ♯ flat ♭ natural ♮ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ checkmark ✓
degree ° complement ∁ mho ℧ eth ð pounds £ S § P ¶ copyright © % % # # _ _ & & $ $`

	relations = `leq ≤ le ≤ leqslant ⩽ geq ≥ ge ≥ geqslant ⩾ neq ≠ ne ≠ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙
approx ≈ approxeq ≊ equiv ≡ cong ≅ sim ∼ simeq ≃ asymp ≍ doteq ≐ propto ∝ varpropto ∝ prec ≺ succ ≻
preceq ⪯ succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑
sqsupseteq ⊒ in ∈ ni ∋ owns ∋ notin ∉ mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⟂ vdash ⊢ dashv ⊣
models ⊨ vDash ⊨ Vdash ⊩ bowtie ⋈ Join ⋈ triangleq ≜ coloneqq ≔ because ∵ therefore ∴ lesssim ≲
gtrsim ≳ trianglelefteq ⊴ trianglerighteq ⊵ vartriangle △ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ colon :`

	binaries = `pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
odot ⊙ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ wedge ∧ land ∧ vee ∨ lor ∨ setminus ∖ smallsetminus ∖
backslash ∖ wr ≀ amalg ⨿ dagger † ddagger ‡ triangleleft ◁ triangleright ▷ bigtriangleup △
bigtriangledown ▽ bigcirc ◯ ltimes ⋉ rtimes ⋊ veebar ⊻ barwedge ⊼ boxplus ⊞ boxtimes ⊠ boxdot ⊡`

	arrows = `to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪
hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗
searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽
rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄ leadsto ⇝ rightsquigarrow ⇝
nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ twoheadrightarrow ↠ rightarrowtail ↣ circlearrowleft ↺
circlearrowright ↻`

	fences = `{ { } } lbrace { rbrace } lbrack [ rbrack ] langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊
rfloor ⌋ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ | ‖ lgroup ⟮ rgroup ⟯ ulcorner ⌜ urcorner ⌝
llcorner ⌞ lrcorner ⌟`

	points = `ldots … dots … dotsc … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ prime ′ surd √ cdotp ·`

	sums = `sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂
bigodot ⨀ biguplus ⨄ bigsqcup ⨆`

	integrals = `int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ smallint ∫`

	functions = `log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth deg
dim hom ker arg`

	limits = `lim max min sup inf gcd det Pr`
)

// spaces are widths in em by command.
var spaces = map[string]string{
	",": "0.1667", "thinspace": "0.1667", ":": "0.2222", ">": "0.2222", "medspace": "0.2222",
	";": "0.2778", "thickspace": "0.2778", "!": "-0.1667", "negthinspace": "-0.1667",
	" ": "0.3333", "\n": "0.3333", "enspace": "0.5", "quad": "1", "qquad": "2",
}

// sizes are heights in em of brackets by command, without l, r or m at its end.
var sizes = map[string]string{"big": "1.2", "Big": "1.8", "bigg": "2.4", "Bigg": "3"}

// styles are the attributes of what follows the command in its group.
var styles = map[string]string{
	"displaystyle":      ` displaystyle="true" scriptlevel="0"`,
	"textstyle":         ` displaystyle="false" scriptlevel="0"`,
	"scriptstyle":       ` displaystyle="false" scriptlevel="1"`,
	"scriptscriptstyle": ` displaystyle="false" scriptlevel="2"`,
}

// An accent is a mark over or under its argument.
type accent struct {
	mark            string
	stretchy, under bool
	limits          bool // scripts stand beyond the mark
}

var accents = map[string]accent{
	"hat": {mark: "^"}, "check": {mark: "ˇ"}, "tilde": {mark: "~"}, "acute": {mark: "´"},
	"grave": {mark: "`"}, "dot": {mark: "˙"}, "ddot": {mark: "¨"}, "dddot": {mark: "⃛"},
	"breve": {mark: "˘"}, "bar": {mark: "¯"}, "vec": {mark: "→"}, "mathring": {mark: "˚"},
	"widehat": {mark: "^", stretchy: true}, "widetilde": {mark: "~", stretchy: true},
	"overline": {mark: "¯", stretchy: true}, "underline": {mark: "_", stretchy: true, under: true},
	"overrightarrow": {mark: "→", stretchy: true}, "overleftarrow": {mark: "←", stretchy: true},
	"overbrace":  {mark: "⏞", stretchy: true, limits: true},
	"underbrace": {mark: "⏟", stretchy: true, under: true, limits: true},
}

// An environment is how the cells of \begin{…} are laid out.
type environment struct {
	left, right string
	align       string // of the columns, repeated: l, r; centred if empty
	columns     bool   // an argument says the alignment
	display     bool
}

var environments = map[string]environment{
	"matrix": {}, "smallmatrix": {},
	"pmatrix": {left: "(", right: ")"}, "bmatrix": {left: "[", right: "]"},
	"Bmatrix": {left: "{", right: "}"}, "vmatrix": {left: "|", right: "|"},
	"Vmatrix": {left: "‖", right: "‖"}, "array": {columns: true},
	"cases": {left: "{", align: "l"}, "rcases": {right: "}", align: "l"},
	"aligned": {align: "rl", display: true}, "align": {align: "rl", display: true},
	"split": {align: "rl", display: true}, "gathered": {display: true}, "gather": {display: true}, "equation": {display: true},
}
