package search_test

import (
	"slices"
	"testing"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/search"
)

// What comes first of pages, and what fills up a list: rare words outweigh any
// number of common ones.
func TestPagesCount(t *testing.T) {
	filler := []site.Section{{Page: "z.html", Title: "Z", Body: "nothing of this"}}
	for i := range 12 {
		page := "n" + string(rune('a'+i)) + ".html"
		filler = append(filler, site.Section{Page: page, Title: "Notes", Body: "comment faire une chose, and exception in thread main because it is null"})
	}
	for _, c := range []struct {
		why, query string
		want       []string // the first hits
		tier       int      // of the first
		sections   []site.Section
	}{
		{"a page called so goes before a section that is", "事务隔离", []string{"iso.html#1"}, 0, []site.Section{
			{Page: "mongo.html", ID: "a", Title: "数据模型", Trail: []string{"事务的隔离"}, Body: "事务，隔离。"},
			{Page: "iso.html", ID: "1", Title: "事务隔离级别", Trail: []string{"脏读"}, Body: "事务之间的隔离不够。"},
			{Page: "iso.html", ID: "2", Title: "事务隔离级别", Trail: []string{"幻读"}, Body: "更强的隔离。"},
		}},
		{"all of it on one page, in two sections", "invoice refund", []string{"bill.html#i", "bill.html#r"}, 1, []site.Section{
			{Page: "bill.html", ID: "i", Title: "Billing", Trail: []string{"Invoices"}, Body: "where your invoice is"},
			{Page: "bill.html", ID: "r", Title: "Billing", Trail: []string{"Money back"}, Body: "a refund takes a week"},
			{Page: "other.html", Title: "Other", Body: "an invoice"},
		}},
		{"the rare word stays", "comment faire une sauvegarde", []string{"s.html"}, 2, []site.Section{
			{Page: "s.html", Title: "Sauvegarde", Body: "Copier les fichiers."},
			{Page: "a.html", Title: "Demande", Body: "Comment faire une demande."},
		}},
		{"a stack trace", "Exception in thread main because null at ThreadPoolExecutor.runWorker", []string{"pool.html"}, 2, []site.Section{
			{Page: "pool.html", Title: "ThreadPoolExecutor", Body: "the workers of a pool"},
		}},
		{"three sections of a page, then the next page", "lock", []string{"a.html#0", "a.html#1", "a.html#2", "b.html", "a.html#3", "a.html#4"}, 0, []site.Section{
			{Page: "a.html", ID: "0", Title: "Lock", Body: "lock lock lock"},
			{Page: "a.html", ID: "1", Title: "Lock", Body: "a lock lock"},
			{Page: "a.html", ID: "2", Title: "Lock", Body: "a lock and lock"},
			{Page: "a.html", ID: "3", Title: "Lock", Body: "a lock, or another thing"},
			{Page: "a.html", ID: "4", Title: "Lock", Body: "a lock, or another thing, or something else again"},
			{Page: "b.html", Title: "B", Body: "once a lock in many other words that tell nothing of it"},
		}},
		{"what fills up the list goes before more of the same page", "invoice refund", []string{"a.html#0", "a.html#1", "a.html#2", "other.html", "a.html#3", "a.html#4"}, 0, []site.Section{
			{Page: "a.html", ID: "0", Title: "A", Body: "invoice refund invoice refund invoice refund"},
			{Page: "a.html", ID: "1", Title: "A", Body: "invoice refund invoice refund"},
			{Page: "a.html", ID: "2", Title: "A", Body: "invoice refund"},
			{Page: "a.html", ID: "3", Title: "A", Body: "an invoice, or another thing, and a refund"},
			{Page: "a.html", ID: "4", Title: "A", Body: "an invoice, or another thing, or something else again, and a refund"},
			{Page: "other.html", Title: "Other", Body: "an invoice"},
		}},
		{"the best of each page, and then the next page", "invoice refund coupon", []string{"bill.html#i", "b.html"}, 2, []site.Section{
			{Page: "bill.html", ID: "i", Title: "Billing", Trail: []string{"Invoices"}, Body: "where your invoice is, and a refund of an invoice"},
			{Page: "bill.html", ID: "j", Title: "Billing", Trail: []string{"Refunds"}, Body: "an invoice, a refund"},
			{Page: "b.html", Title: "Shops", Body: "in some countries there is a coupon"},
		}},
		{"a run of which most is nowhere", "行级锁死锁", []string{"lock.html"}, 2, []site.Section{
			{Page: "lock.html", Title: "锁", Body: "两个事务互相等，就是死锁。"},
			{Page: "o.html", Title: "别的", Body: "行级的东西。"},
		}},
		{"what is excluded stays out", "invoice refund -week", []string{"bill.html#i", "other.html"}, 2, []site.Section{
			{Page: "bill.html", ID: "i", Title: "Billing", Trail: []string{"Invoices"}, Body: "where your invoice is"},
			{Page: "bill.html", ID: "r", Title: "Billing", Trail: []string{"Money back"}, Body: "a refund takes a week"},
			{Page: "other.html", Title: "Other", Body: "an invoice"},
		}},
	} {
		res, err := open(t, append(c.sections, filler...)).Search(t.Context(), c.query, search.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, h := range res.Hits {
			urls = append(urls, h.URL)
		}
		n := min(len(urls), len(c.want))
		if n == 0 || !slices.Equal(urls[:n], c.want) || res.Hits[0].Tier != c.tier {
			t.Errorf("%s: %q finds %q in tier %d, want %q in tier %d", c.why, c.query, urls, res.Hits[0].Tier, c.want, c.tier)
		}
	}
}
