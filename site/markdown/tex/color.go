package tex

import (
	"fmt"
	"strconv"
	"strings"
)

// colorOf is the colour s in CSS, "" if it is none. The models are those of the
// xcolor package.
func colorOf(model, s string) string {
	switch model {
	case "", "named":
		if s, ok := colors[s]; ok {
			return s
		}
		if plain(s) || strings.HasPrefix(s, "#") && (len(s) == 4 || len(s) == 7) && hex(s[1:]) {
			return s
		}
		if len(s) == 6 && hex(s) {
			return "#" + s
		}
	case "HTML":
		if len(s) == 6 && hex(s) {
			return "#" + s
		}
	case "RGB":
		return components(s, 3, 1)
	case "rgb":
		return components(s, 3, 255)
	case "gray":
		return components(s+","+s+","+s, 3, 255)
	}
	return ""
}

func components(s string, n int, scale float64) string {
	parts := strings.Split(s, ",")
	if len(parts) != n {
		return ""
	}
	out := "#"
	for _, part := range parts {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if v *= scale; err != nil || !(0 <= v && v <= 255) {
			return ""
		}
		out += fmt.Sprintf("%02x", int(v+0.5))
	}
	return out
}

func hex(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF") == "" }

// plain says whether s is a name: CSS knows some 140, and takes no notice of
// others.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if !letter(s[i]) {
			return false
		}
	}
	return s != "" && len(s) < 24
}

// colors are names of LaTeX that CSS does not know, or knows as another colour.
var colors = pairs(`ForestGreen #009b55 NavyBlue #006eb8 RoyalBlue #0071bc Periwinkle #7977b8 ProcessBlue #00b0f0 Cerulean #00a2e3
CornflowerBlue #41b0e4 Emerald #00a99d JungleGreen #00a99a SeaGreen #3fbc9d PineGreen #008b72 LimeGreen #8dc73e
YellowGreen #98cc70 SpringGreen #c6dc67 OliveGreen #3c8031 RawSienna #974006 Sepia #671800 Brown #792500 Tan #da9d76
Gray #949698 Melon #f89e7b BurntOrange #f7921d Bittersweet #c04f17 RedOrange #f26035 Mahogany #a9341f Maroon #af3235
BrickRed #b6321c OrangeRed #ed135a RubineRed #ed017d WildStrawberry #ee2967 Salmon #f69289 CarnationPink #f282b4
Magenta #ec008c VioletRed #ef58a0 Rhodamine #ef559f Mulberry #a93c93 RedViolet #a1246b Fuchsia #8c368c Lavender #f49ec4
Thistle #d883b7 Orchid #af72b0 DarkOrchid #a4538a Purple #99479b Plum #92268f Violet #58429b RoyalPurple #613f99
BlueViolet #473992 Aquamarine #00b5be BlueGreen #00b3b8 TealBlue #00aeb3 Turquoise #00b4ce SkyBlue #46c5dd
MidnightBlue #006795 CadetBlue #74729a Dandelion #fdbc42 Goldenrod #ffdf42 Apricot #fbb982 Peach #f7965a
YellowOrange #faa21a darkgray #404040 lightgray #bfbfbf`)
