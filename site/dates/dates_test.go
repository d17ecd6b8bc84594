package dates_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/biji-notes/biji/site/dates"
)

var march = time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)

func TestLongDatesOfLanguages(t *testing.T) {
	for lang, want := range map[string]string{
		"zh-CN": "2026年3月5日", "zh-Hant-TW": "2026年3月5日", "ja": "2026年3月5日", "ko-KR": "2026년 3월 5일",
		"en": "5 March 2026", "en-GB": "5 March 2026", "en-US": "March 5, 2026", "de": "5. März 2026", "de-AT": "5. März 2026",
		"fr-CA": "5 mars 2026", "es-MX": "5 de marzo de 2026", "pt-BR": "5 de março de 2026", "ca": "5 de març del 2026", "it": "5 marzo 2026",
		"nl": "5 maart 2026", "sv": "5 mars 2026", "da": "5. marts 2026", "nb": "5. mars 2026", "fi": "5. maaliskuuta 2026", "pl": "5 marca 2026",
		"cs": "5. března 2026", "hu": "2026. március 5.", "ru": "5 марта 2026 г.", "uk": "5 березня 2026 р.", "el": "5 Μαρτίου 2026",
		"tr": "5 Mart 2026", "he": "5 במרץ 2026", "vi": "5 tháng 3, 2026", "id": "5 Maret 2026",
		"tlh": "2026-03-05", "": "2026-03-05",
	} {
		if got := dates.Text(march, dates.Layout(lang), lang); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	january := time.Date(2026, 1, 12, 0, 0, 0, 0, time.UTC)
	if got := dates.Text(january, dates.Layout("de-AT"), "de-AT"); got != "12. Jänner 2026" {
		t.Error(got)
	}
}

// Every language names twelve months, each by a name of its own.
func TestTwelveMonths(t *testing.T) {
	for _, lang := range dates.Languages() {
		var names []string
		for m := time.January; m <= time.December; m++ {
			names = append(names, dates.Text(time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC), "January", lang))
		}
		slices.Sort(names)
		if len(slices.Compact(names)) != 12 || strings.Contains(strings.Join(names, ""), "|") {
			t.Errorf("%s: %q", lang, names)
		}
		if err := dates.Check(dates.Layout(lang)); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
	}
}

func TestOwnLayouts(t *testing.T) {
	for layout, want := range map[string]string{
		dates.ISO: "2026-03-05", "02.01.06": "05.03.26", "1/2/2006": "3/5/2026", "2 Jan 2006": "5 Mar 2026", "Stand: 2.1.": "Stand: 5.3.", "2006": "2026",
	} {
		if err := dates.Check(layout); err != nil {
			t.Errorf("%q: %v", layout, err)
		}
		if got := dates.Text(march, layout, "en"); got != want {
			t.Errorf("%q: %q, want %q", layout, got, want)
		}
	}
	if got := dates.Text(march, "2 January 2006", "fr"); got != "5 mars 2026" {
		t.Error(got)
	}
}

func TestWaysOfOthersAreTranslated(t *testing.T) {
	for layout, own := range map[string]string{
		"YYYY-MM-DD": "2006-01-02", "yyyy年M月d日": "2006年1月2日", "%Y-%m-%d": "2006-01-02", "D MMMM YYYY": "2 January 2006", "%-d %b %Y": "2 Jan 2006",
	} {
		if err := dates.Check(layout); err == nil || !strings.Contains(err.Error(), `is "`+own+`"`) {
			t.Errorf("%q: %v", layout, err)
		}
	}
	for _, layout := range []string{"", "soon", "2026-03-05", "2006-01-02 15:04", "Mon, 2 Jan 2006", "short"} {
		if dates.Check(layout) == nil {
			t.Errorf("%q is taken for a layout", layout)
		}
	}
}
