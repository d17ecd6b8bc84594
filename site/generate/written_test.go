package generate_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/biji-notes/biji/site"
)

// A note that is plainly in another language than its site has that on its own text,
// and nowhere else; what its front matter says is the language of the whole page; of a
// note that is short or in the language of the site nothing is said.
func TestNotesInOtherLanguages(t *testing.T) {
	const (
		arabic  = "الفهرس يجعل البحث أسرع ولكنه يجعل الكتابة أبطأ، لأن كل جدول يجب أن يكون في ترتيب المفاتيح، وهذا لا يأتي من غير ثمن. يمكن أن تستخدم الفهارس مع كل الملاحظات التي في الموقع، كما أن هناك أنواعا أخرى.\n"
		english = "The index makes search faster, but it makes writing slower, because each of the tables has to be kept in the order of its keys, and that is not free. You can use it with all of your notes.\n"
	)
	notes := fstest.MapFS{
		"README.md":  {Data: []byte("# 笔记\n")},
		"arabic.md":  {Data: []byte("# العنوان\n\n" + arabic + "\n## أ\n\n## ب\n\n## ج\n")},
		"english.md": {Data: []byte("---\ntitle: 索引\n---\n" + english)},
		"said.md":    {Data: []byte("---\nlang: de\n---\n# 索引\n\n" + english)},
		"short.md":   {Data: []byte("# Index\n\nThe index is fast.\n")},
		"chinese.md": {Data: []byte("# 索引\n\n索引让查询变快，写入变慢，因为每张表都要按照键的顺序存放，这不是没有代价的。网站里的笔记都可以用它，我们还会说到事务与锁的实现，以及怎样选择隔离级别，才不会出现死锁的问题。\n")},
	}
	out, _ := buildMemory(t, notes, site.Options{Lang: "zh-CN"}, 1)
	parts := regexp.MustCompile(`<(html|h1|div class="biji-(?:text|contents-in)")[^>]*?((?: (?:lang|dir)="[^"]*")+)`)
	for name, want := range map[string]string{
		"arabic.html":  `html lang="zh-CN", h1 lang="ar" dir="rtl", contents lang="ar" dir="rtl", text lang="ar" dir="rtl"`,
		"english.html": `html lang="zh-CN", text lang="en"`,
		"said.html":    `html lang="de"`,
		"short.html":   `html lang="zh-CN"`,
		"chinese.html": `html lang="zh-CN"`,
	} {
		var got []string
		for _, m := range parts.FindAllStringSubmatch(page(t, out, name), -1) {
			got = append(got, strings.NewReplacer(`div class="biji-`, "", `-in`, "", `"`, "").Replace(m[1])+m[2])
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %s, want %s", name, s, want)
		}
	}
}
