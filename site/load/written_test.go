package load

import (
	"slices"
	"strings"
	"testing"
)

// written are texts, each after the language that it is in without doubt, or "?".
const writtenTexts = `
en The index makes search faster, but it makes writing slower, because each of the tables has to be kept in the order of its keys, and that is not free. You can use it with all of your notes.
de Der Index macht die Suche schneller, aber das Schreiben wird langsamer, weil jede Tabelle in der Ordnung ihrer Schlüssel gehalten werden muss, und das ist nicht umsonst. Man kann ihn auch für alle Notizen verwenden.
fr L'index rend la recherche plus rapide, mais les écritures sont plus lentes, parce que chaque table doit être tenue dans l'ordre de ses clés, et ce n'est pas gratuit. On peut aussi s'en servir pour toutes les notes.
es El índice hace más rápida la búsqueda, pero la escritura es más lenta, porque cada tabla debe estar en el orden de sus claves, y eso no es gratis. También se puede usar con todas las notas que hay en el sitio.
ru Индекс делает поиск быстрее, но запись становится медленнее, потому что каждая таблица должна быть в порядке своих ключей, и это не даётся даром. Его можно использовать также для всех заметок, которые есть на сайте, если это нужно.
ar الفهرس يجعل البحث أسرع ولكنه يجعل الكتابة أبطأ، لأن كل جدول يجب أن يكون في ترتيب المفاتيح، وهذا لا يأتي من غير ثمن. يمكن أن تستخدم الفهارس مع كل الملاحظات التي في الموقع، كما أن هناك أنواعا أخرى.
zh-CN 索引让查询变快，写入变慢，因为每张表都要按照键的顺序存放，这不是没有代价的。网站里的笔记都可以用它，我们还会说到事务与锁的实现，以及怎样选择隔离级别，才不会出现死锁的问题。
zh-Hant 索引讓查詢變快，寫入變慢，因為每張表都要按照鍵的順序存放，這不是沒有代價的。網站裡的筆記都可以用它，我們還會說到交易與鎖的實作，以及怎樣選擇隔離等級，才不會出現死結的問題。
ja 索引を作成すると検索が速くなりますが、書き込みは遅くなります。どの表もキーの順に保存しなければならないからです。サイトのすべてのノートで使うことができます。トランザクションについても説明します。
ko 색인을 만들면 검색이 빨라지지만 쓰기는 느려집니다. 모든 표를 키의 순서대로 보관해야 하기 때문입니다. 사이트의 모든 노트에서 사용할 수 있습니다. 트랜잭션과 잠금에 대해서도 설명합니다.
th ดัชนี ทำให้ การค้นหา เร็วขึ้น แต่ การเขียน ช้าลง เพราะ ตาราง ต้อง เรียงตาม คีย์ เสมอ
? The index is fast.
? 索引让查询变快。
? 本页讲 index、table、cursor、view、trigger、commit、rollback、join、lock、deadlock、checkpoint、buffer pool、page、redo log、undo log、binlog、group commit、replication、failover、sharding。
? go build ./... docker compose up kubectl apply nginx reload redis-cli config set maxmemory systemctl restart mysqld grep awk sed curl wget tar gzip ssh scp rsync cron make cmake npm yarn pnpm cargo rustc
? The index makes search faster, but it is not free, and you have to keep it. 索引让查询变快，写入变慢，因为每张表都要按照键的顺序存放，这不是没有代价的，也可以不用它。 The tables are in the order of the keys.
? Die indeks maak soek vinniger, maar dit maak skryf stadiger, want elke tabel moet in die orde van sy sleutels gehou word, en dit is nie verniet nie. Jy kan dit ook vir al die notas op die webwerf gebruik, en hulle word deur almal gelees.
? O índice fai máis rápida a busca, pero a escritura é máis lenta, porque cada táboa ten que estar na orde das súas claves, e iso non é de balde. Tamén se pode usar con todas as notas que hai no sitio, ou con unha parte delas.
? אינדעקס מאכט דאס זוכן גיכער און דאס שרייבן פאמעלעכער, ווייל יעדע טאבעלע איז אין דער ארדענונג פון די שליסלען, און דאס איז ניט אומזיסט. מען קען עס ניצן פאר אלע נאטיצן.
`

func TestLanguageOfAText(t *testing.T) {
	for line := range strings.Lines(strings.TrimLeft(writtenTexts, "\n")) {
		want, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		if want == "?" {
			want = ""
		}
		if got := LangOf(slices.Values([]string{text[:10], text[10:]})); got != want {
			t.Errorf("%.40s is %q, want %q", text, got, want)
		}
	}
}

// Each language that is told can be: its words have numbers below 64, and there are
// letters for it, if it is one of several that are written with letters beyond ASCII.
func TestTellers(t *testing.T) {
	for i, teller := range theTellers() {
		for k, lang := range teller.langs {
			if k >= teller.told {
				if lineOf(written, "near "+lang) == "" {
					t.Errorf("%s has no words", lang)
				}
			} else if lineOf(littleWords, lang) == "" || teller.letters[k] == "" && writings[i].script != writings[3].script {
				t.Errorf("%s has no words or letters", lang)
			}
		}
		for word, places := range teller.words {
			for _, p := range places {
				if p.word >= 64 {
					t.Errorf("%q is one word too many of %s", word, teller.langs[p.lang])
				}
			}
		}
	}
}
