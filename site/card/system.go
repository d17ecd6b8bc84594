package card

import (
	"os"
	"path/filepath"
	"strings"
)

// System is a font of this computer that has the characters of a language which
// biji's own font has not: those of Chinese, Japanese or Korean. It looks where
// systems put such fonts, and runs no program. ok is false if there is none.
func System(lang string) (f Font, ok bool) {
	for _, pattern := range systemFonts(regionOf(lang)) {
		paths, _ := filepath.Glob(pattern) // only a bad pattern is an error
		for _, path := range paths {
			data, err := os.Open(path)
			if err != nil {
				continue
			}
			if f, err := Read(data, lang); err == nil && f.face.has(sample(lang)) {
				f.Plain = true
				return f, true // and data stays open
			}
			data.Close()
		}
	}
	return f, false
}

// sample is a character that a font for a language has.
func sample(lang string) rune {
	if primary, _, _ := strings.Cut(strings.ToLower(lang), "-"); primary == "ko" {
		return '한'
	}
	return '文'
}

// systemFonts are where fonts lie, the best first: serifs, as titles of pages have
// them, before others.
func systemFonts(region string) []string {
	own := map[string][]string{
		"TC": {`C:\Windows\Fonts\msjhbd.ttc`, `C:\Windows\Fonts\msjh.ttc`},
		"JP": {"/System/Library/Fonts/ヒラギノ明朝 ProN.ttc", "/System/Library/Fonts/ヒラギノ角ゴシック W6.ttc", `C:\Windows\Fonts\YuGothB.ttc`, `C:\Windows\Fonts\msgothic.ttc`},
		"KR": {"/System/Library/Fonts/AppleSDGothicNeo.ttc", `C:\Windows\Fonts\malgunbd.ttf`, "/usr/share/fonts/truetype/nanum/NanumMyeongjoBold.ttf"},
	}
	return append(own[region],
		"/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", // Debian, Ubuntu
		"/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",      // Arch, Alpine
		"/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Bold.ttc",
		"/usr/share/fonts/adobe-source-han-serif/*Bold.ttc",
		"/usr/share/fonts/adobe-source-han-serif/*Bold.otf",
		"/System/Library/Fonts/Supplemental/Songti.ttc",
		"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
		"/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
		"/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
		"/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Bold.ttc",
		"/usr/share/fonts/adobe-source-han-sans/*Bold.ttc",
		"/System/Library/Fonts/Hiragino Sans GB.ttc",
		"/System/Library/Fonts/STHeiti Medium.ttc",
		`C:\Windows\Fonts\msyhbd.ttc`, `C:\Windows\Fonts\msyh.ttc`, `C:\Windows\Fonts\simhei.ttf`,
		"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
		"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
		"/usr/share/fonts/truetype/arphic/uming.ttc",
	)
}
