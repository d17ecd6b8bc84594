package search_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
	"github.com/biji-notes/biji/site/search/analyze"
)

// tongueSite is a site in several languages: a page about copies of files, one about
// printers, and one that has all the little words of a question. The texts of a language
// begin at its tag.
const tongueSite = `
de Sichern Ihrer Dateien | Legen Sie eine Kopie an und prüfen Sie, ob sie nicht leer ist, oder auch alt wird.
de Drucker | Ein Gerät wird an den Rechner und nicht an das Netz gesteckt.
de Fragen | Wie ich meine Sache mache: wie kann man das und warum wird es nicht besser, oder auch wo?
fr Sauvegarder des fichiers | Une copie est faite avec un disque pour les cas graves, sur un autre ordinateur.
fr L’apparence de l’écran | Le fond est réglé avec la souris, sur le bureau.
fr Demande | Comment faire une demande : pourquoi, pour qui, où et avec quoi est-ce que je la fais ?
es Copias de seguridad | También está en otro disco; cuando falla, hay que hacer otra copia.
es Impresoras | Está en la red, pero también hay que hacer una prueba cuando llega.
es Preguntas | ¿Cómo hago esto? ¿Qué puedo hacer cuando no sé cómo se hace, pero está también aquí?
it Eseguire il backup dei file | La copia è nel disco più grande della casa, che è al sicuro.
it Stampanti | Si collega nel modo più semplice della rete, che è senza fili.
it Domande | Come faccio a fare una domanda? Che cosa è, e perché si fa nel modo più lento della città?
ru Резервное копирование | Копия файлов хранится на другом диске, и это важно, что бы ни было.
ru Принтеры | Это устройства, что подключаются к сети или к компьютеру.
ru Вопросы | Как мне сделать это и что делать, если не могу? Почему это так или иначе?
ja ファイルのバックアップ | ファイルを別のディスクに保存する。大切です。そうしています。
ja プリンター | 印刷する機器です。接続して使います。
ja 質問 | どうすればいいですか。どこにありますか。なぜですか。教えてください。方法を質問する。
ko 파일 백업 | 파일을 다른 디스크에 저장하는 것이 좋습니다. 집에서 합니다.
ko 플러그인 | 기능을 더하는 프로그램입니다. 설정에서 켭니다.
ko 질문 | 어디에 있나요? 어떻게 하나요? 방법을 묻는 곳입니다. 여기에서 묻습니다.
th สำรองข้อมูล | การเก็บข้อมูลไว้ที่อื่นทำได้ง่าย
th ปลั๊กอิน | การเพิ่มความสามารถที่ใช้ได้ทันที
`

func tongueSections() (sections []site.Section) {
	for line := range strings.Lines(strings.TrimSpace(tongueSite)) {
		lang, text, _ := strings.Cut(line, " ")
		title, body, _ := strings.Cut(text, " | ")
		sections = append(sections, site.Section{Page: lang + "/" + title + ".html", Title: title, Body: body, Dir: lang})
	}
	return sections
}

// Questions find what they ask for, not the page with the words of asking; words are
// found whatever their endings; and the page in a browser answers alike.
func TestQuestionsInOtherLanguages(t *testing.T) {
	sections := tongueSections()
	if got, want := analyze.Spoken(sections), []string{"de", "es", "fr", "it", "ja", "ko", "ru", "th"}; !slices.Equal(got, want) {
		t.Fatalf("spoken are %v, want %v", got, want)
	}
	pair := search.NewPair(t, sections)
	for text, want := range map[string]string{
		"wie sichere ich meine dateien":                   "Sichern Ihrer Dateien",
		"Datei sichern wie":                               "Sichern Ihrer Dateien",
		"sicherung":                                       "Sichern Ihrer Dateien",
		"wo kann ich einen druckern finden":               "Drucker",
		"comment faire une sauvegarde":                    "Sauvegarder des fichiers",
		"comment est-ce que je sauvegarde mes fichiers ?": "Sauvegarder des fichiers",
		"d'écran":                         "L’apparence de l’écran",
		"¿cómo hago copias de seguridad?": "Copias de seguridad",
		"cómo se hace una impresora":      "Impresoras",
		"come faccio il backup":           "Eseguire il backup dei file",
		"dove si collegano le stampante":  "Stampanti",
		"как сделать резервную копию":     "Резервное копирование",
		"где мне подключить принтер":      "Принтеры",
		"バックアップの取り方は":                     "ファイルのバックアップ",
		"プリンターはどこにありますか":                  "プリンター",
		"플러그인은 어디에 있나요":                   "플러그인",
		"파일을 백업하는 방법":                     "파일 백업",
		"วิธีสำรองข้อมูลอย่างไร":          "สำรองข้อมูล",
		"wie kann man das":                "Fragen", // there is nothing else
		"dir:de wie drucken":              "Drucker",
	} {
		pages := pair.Pages(t, text, 1)
		if got := strings.Join(pages, ""); !strings.HasSuffix(got, "/"+want+".html") {
			t.Errorf("%s: %s is first, not %s", text, got, want)
		}
		if diff := pair.Diff(t, text, search.SearchOptions{Size: 10}); diff != "" {
			t.Errorf("%s: the page answers otherwise:\n%s", text, diff)
		}
	}
}

// An index says in which languages it is; one in Chinese and English says nothing, and
// nor does a word or two.
func TestSpoken(t *testing.T) {
	for text, want := range map[string]string{
		"事务的隔离级别。": "", "The plugin is not here, und nicht da.": "de", "El plugin no está, pero también.": "es",
		"it is what it is, per se, die, no, come on": "", "Этот документ и это": "ru", "Це і та, що є або ні": "uk", "Nie jest oraz się": "pl",
		"Bir not için veya değil": "tr", "của tôi và không được": "vi", "من في على إلى": "ar", "این است که را": "fa",
		"het is niet voor ons": "nl", "não é uma coisa": "pt",
	} {
		got := strings.Join(analyze.Spoken([]site.Section{{Body: text}}), " ")
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, tag := range analyze.Tongues() {
		names := analyze.TongueNames([]string{tag})
		if got := analyze.TonguesIn(append(names, " /", "de", " xx")); !slices.Equal(got, []string{tag}) {
			t.Errorf("%s comes back as %v", tag, got)
		}
	}
}
