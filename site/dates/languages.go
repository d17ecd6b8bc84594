package dates

import "strings"

// A language is how one writes a long date. After a day the names of months have
// the form that they have there: the genitive, where there is one.
type language struct {
	tag    string
	layout string
	months string // January to December, between bars; "" if layout is in figures and the names of English do
	short  int    // bytes of a short name of a month; 0 if it has none that is cut off
}

// find is the entry of a language, or of the one that it is a form of.
func find(lang string) language {
	for tag := strings.ToLower(lang); tag != ""; {
		for _, l := range languages {
			if l.tag == tag {
				return l
			}
		}
		cut := strings.LastIndexByte(tag, '-')
		if cut < 0 {
			break
		}
		tag = tag[:cut]
	}
	return language{layout: ISO}
}

// Languages are those that are known.
func Languages() []string {
	var all []string
	for _, l := range languages {
		all = append(all, l.tag)
	}
	return all
}

const (
	english = "January|February|March|April|May|June|July|August|September|October|November|December"
	german  = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)

// languages are those whose usual long form we know: that of the Unicode CLDR,
// except English without a country, which is as most of its countries write.
var languages = []language{
	{"zh", "2006年1月2日", "一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月", 0},
	{"ja", "2006年1月2日", "1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月", 0},
	{"ko", "2006년 1월 2일", "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월", 0},
	{"en", "2 January 2006", english, 3},
	{"en-us", "January 2, 2006", english, 3},
	{"en-ca", "January 2, 2006", english, 3},
	{"en-ph", "January 2, 2006", english, 3},
	{"de", "2. January 2006", german, 0},
	{"de-at", "2. January 2006", "Jänner" + german[len("Januar"):], 0},
	{"fr", "2 January 2006", "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre", 0},
	{"es", "2 de January de 2006", "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre", 0},
	{"pt", "2 de January de 2006", "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro", 0},
	{"ca", "2 January del 2006", "de gener|de febrer|de març|d’abril|de maig|de juny|de juliol|d’agost|de setembre|d’octubre|de novembre|de desembre", 0},
	{"it", "2 January 2006", "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre", 0},
	{"ro", "2 January 2006", "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie", 0},
	{"nl", "2 January 2006", "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december", 0},
	{"sv", "2 January 2006", "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december", 0},
	{"da", "2. January 2006", "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december", 0},
	{"no", "2. January 2006", "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember", 0},
	{"nb", "2. January 2006", "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember", 0},
	{"nn", "2. January 2006", "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember", 0},
	{"fi", "2. January 2006", "tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta", 0},
	{"et", "2. January 2006", "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember", 0},
	{"hu", "2006. January 2.", "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december", 0},
	{"pl", "2 January 2006", "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia", 0},
	{"cs", "2. January 2006", "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince", 0},
	{"sk", "2. January 2006", "januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra", 0},
	{"sl", "2. January 2006", "januar|februar|marec|april|maj|junij|julij|avgust|september|oktober|november|december", 0},
	{"hr", "2. January 2006.", "siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca", 0},
	{"ru", "2 January 2006 г.", "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря", 0},
	{"uk", "2 January 2006 р.", "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня", 0},
	{"bg", "2 January 2006 г.", "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември", 0},
	{"el", "2 January 2006", "Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|Δεκεμβρίου", 0},
	{"tr", "2 January 2006", "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık", 0},
	{"he", "2 בJanuary 2006", "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר", 0},
	{"vi", "2 January, 2006", "tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12", 0},
	{"id", "2 January 2006", "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember", 0},
	{"ms", "2 January 2006", "Januari|Februari|Mac|April|Mei|Jun|Julai|Ogos|September|Oktober|November|Disember", 0},
}
