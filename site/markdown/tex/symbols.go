package tex

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
	punctuation
	sum // scripts below and above where there is room
	integral
	function // a name: log
	limit    // a name with a script below: lim
)

// A symbol is what a command without arguments stands for.
type symbol struct {
	kind kind
	text string
}

func (s symbol) atom(p *reader) atom {
	switch s.kind {
	case identifier:
		return p.identifier(s.text)
	case fence:
		if s.text == "|" || s.text == "‖" {
			return atom{node: leaf("mo", rigid+tight, s.text)}
		}
		return atom{node: leaf("mo", rigid, s.text)}
	case sum:
		return atom{node: leaf("mo", movable, s.text), limits: true}
	case function:
		return functionAtom(s.text, false)
	case limit:
		return functionAtom(s.text, true)
	case arrow:
		return atom{node: leaf("mo", rigid, s.text)}
	case point:
		if s.text == "′" {
			return atom{node: leaf("mo", tight, s.text)}
		}
	case punctuation:
		return atom{node: leaf("mo", ` lspace="0" rspace="0.1667em"`, s.text)}
	}
	return p.operator(s.text)
}

// symbols is by name of the command. It is made once and only read.
var symbols = readSymbols()

func readSymbols() map[string]symbol {
	all := map[string]symbol{}
	for _, t := range []struct {
		kind  kind
		names string // name, character, name, character …
	}{
		{identifier, greek}, {identifier, letters}, {identifier, shapes}, {relation, relations}, {relation, moreRelations},
		{relation, negatedRelations}, {binary, binaries}, {binary, moreBinaries}, {arrow, arrows}, {arrow, moreArrows},
		{fence, fences}, {point, points}, {punctuation, punctuations}, {sum, sums}, {integral, integrals},
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
	all["bmod"] = symbol{binary, "mod"}
	return all
}

// The names are those of LaTeX, amssymb and stmaryrd; the characters are
// Unicode's for them.
const (
	greek = `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ
iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω`

	letters = `infty ∞ partial ∂ nabla ∇ hbar ℏ hslash ℏ ell ℓ imath ı jmath ȷ Re ℜ Im ℑ wp ℘
aleph ℵ beth ℶ gimel ℷ daleth ℸ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥
sharp ♯ flat ♭ natural ♮ complement ∁ mho ℧ eth ð Finv Ⅎ Game ⅁ pounds £ mathsterling £ yen ¥ euro € S § P ¶
copyright © circledR ® circledS Ⓢ degree ° % % # # _ _ & & $ $ textdollar $ aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø ss ß`

	shapes = `angle ∠ measuredangle ∡ sphericalangle ∢ triangle △ triangledown ▽ square □ Box □ blacksquare ■
Diamond ◇ lozenge ◊ blacklozenge ⧫ blacktriangle ▲ blacktriangledown ▼ bigstar ★ clubsuit ♣ diamondsuit ♢ heartsuit ♡
spadesuit ♠ checkmark ✓ maltese ✠ diagup ╱ diagdown ╲ backprime ‵ QED ∎ qed ∎`

	relations = `leq ≤ le ≤ leqslant ⩽ geq ≥ ge ≥ geqslant ⩾ neq ≠ ne ≠ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙
approx ≈ approxeq ≊ equiv ≡ cong ≅ sim ∼ simeq ≃ asymp ≍ doteq ≐ propto ∝ varpropto ∝ prec ≺ succ ≻
preceq ⪯ succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑
sqsupseteq ⊒ in ∈ ni ∋ owns ∋ notin ∉ notni ∌ mid ∣ nmid ∤ parallel ∥ nparallel ∦ perp ⟂ vdash ⊢ dashv ⊣
models ⊨ vDash ⊨ Vdash ⊩ bowtie ⋈ Join ⋈ triangleq ≜ coloneqq ≔ colonequals ≔ eqqcolon ≕ equalscolon ≕ because ∵ therefore ∴ lesssim ≲
gtrsim ≳ trianglelefteq ⊴ trianglerighteq ⊵ vartriangle △ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ vcentcolon : ratio : ordinarycolon :`

	moreRelations = `smile ⌣ frown ⌢ smallsmile ⌣ smallfrown ⌢ leqq ≦ geqq ≧ eqslantless ⪕ eqslantgtr ⪖ lessapprox ⪅ gtrapprox ⪆
lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lesseqqgtr ⪋ gtreqqless ⪌ llless ⋘ gggtr ⋙ doteqdot ≑ Doteq ≑ risingdotseq ≓
fallingdotseq ≒ backsim ∽ backsimeq ⋍ eqsim ≂ subseteqq ⫅ supseteqq ⫆ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐
preccurlyeq ≼ succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟ precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ vartriangleleft ⊲
vartriangleright ⊳ Vvdash ⊪ VDash ⊫ bumpeq ≏ Bumpeq ≎ eqcirc ≖ circeq ≗ thicksim ∼ thickapprox ≈ shortmid ∣
shortparallel ∥ between ≬ pitchfork ⋔ blacktriangleleft ◀ blacktriangleright ▶ backepsilon ∍ origof ⊶ imageof ⊷ multimap ⊸
eqdef ≝ measeq ≞ questeq ≟ stareq ≛ corresponds ≙ arceq ≘ veeeq ≚ wedgeq ≙ trianglelefteqslant ⊴ nequiv ≢ napprox ≉ nin ∉`

	negatedRelations = `lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ lvertneqq ≨ gvertneqq ≩ lnsim ⋦ gnsim ⋧ lnapprox ⪉ gnapprox ⪊ nprec ⊀ nsucc ⊁
npreceq ⋠ nsucceq ⋡ precnsim ⋨ succnsim ⋩ precnapprox ⪹ succnapprox ⪺ precneqq ⪵ succneqq ⪶ nsim ≁ ncong ≆ nshortmid ∤
nshortparallel ∦ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭
nsubset ⊄ nsupset ⊅ nsubseteq ⊈ nsupseteq ⊉ nsubseteqq ⊈ nsupseteqq ⊉ subsetneqq ⫋ supsetneqq ⫌ varsubsetneq ⊊ varsupsetneq ⊋
varsubsetneqq ⫋ varsupsetneqq ⫌ nleqq ≰ ngeqq ≱ nleqslant ≰ ngeqslant ≱`

	binaries = `pm ± mp ∓ times × div ÷ cdot ⋅ centerdot ⋅ ast ∗ circ ∘ bullet ∙ star ⋆ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
odot ⊙ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ wedge ∧ land ∧ vee ∨ lor ∨ setminus ∖ smallsetminus ∖
wr ≀ amalg ⨿ dagger † ddagger ‡ dag † ddag ‡ triangleleft ◁ triangleright ▷ bigtriangleup △
bigtriangledown ▽ bigcirc ◯ diamond ⋄ ltimes ⋉ rtimes ⋊ veebar ⊻ barwedge ⊼ boxplus ⊞ boxtimes ⊠ boxdot ⊡`

	moreBinaries = `And & lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ lessdot ⋖ gtrdot ⋗ dotplus ∔ Cap ⋒ Cup ⋓ doublecap ⋒ doublecup ⋓
doublebarwedge ⩞ boxminus ⊟ divideontimes ⋇ leftthreetimes ⋋ rightthreetimes ⋌ curlywedge ⋏ curlyvee ⋎ circleddash ⊝
circledast ⊛ circledcirc ⊚ intercal ⊺ minuso ⦵ xor ⊻ nand ⊼ nor ⊽ ocirc ⊚`

	arrows = `to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
Leftrightarrow ⇔ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ mapsfrom ↤ longmapsfrom ⟻ hookrightarrow ↪
hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ nearrow ↗
searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽
rightleftharpoons ⇌ leftrightharpoons ⇋ rightleftarrows ⇄ leadsto ⇝ rightsquigarrow ⇝
nrightarrow ↛ nleftarrow ↚ nRightarrow ⇏ twoheadrightarrow ↠ rightarrowtail ↣ circlearrowleft ↺
circlearrowright ↻`

	moreArrows = `nLeftarrow ⇍ nleftrightarrow ↮ nLeftrightarrow ⇎ dashrightarrow ⇢ dashleftarrow ⇠ leftleftarrows ⇇ rightrightarrows ⇉
upuparrows ⇈ downdownarrows ⇊ leftrightarrows ⇆ Lleftarrow ⇚ Rrightarrow ⇛ twoheadleftarrow ↞ leftarrowtail ↢ looparrowleft ↫
looparrowright ↬ curvearrowleft ↶ curvearrowright ↷ Lsh ↰ Rsh ↱ upharpoonleft ↿ upharpoonright ↾ restriction ↾ downharpoonleft ⇃
downharpoonright ⇂ leftrightsquigarrow ↭ rightleftarrow ⇄`

	fences = `{ { } } lbrace { rbrace } lbrack [ rbrack ] lparen ( rparen ) langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊
rfloor ⌋ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ | ‖ lgroup ⟮ rgroup ⟯ lmoustache ⎰ rmoustache ⎱ ulcorner ⌜ urcorner ⌝
llcorner ⌞ lrcorner ⌟ llbracket ⟦ rrbracket ⟧ lBrace ⦃ rBrace ⦄ lAngle ⟪ rAngle ⟫ arrowvert | Arrowvert ‖ bracevert |`

	points = `ldots … dots … dotsc … dotso … mathellipsis … textellipsis … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ dotsx … vdots ⋮ varvdots ⋮
ddots ⋱ prime ′ surd √ backslash \`

	punctuations = `colon : ldotp . cdotp ·`

	sums = `sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂
bigodot ⨀ biguplus ⨄ bigsqcup ⨆ bigsqcap ⨅ intop ∫`

	integrals = `int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ oiiint ∰ smallint ∫ varointclockwise ∲ ointctrclockwise ∳`

	functions = `log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth deg
dim hom ker arg arcctg arctg ch cosec cotg ctg cth sh tg th`

	limits = `lim max min sup inf gcd det Pr`
)
