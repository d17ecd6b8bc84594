package site

import "strings"

// announcing are headings, in lower case, below which each heading is a question and
// what follows it the answer.
var announcing = map[string]bool{
	"常见追问": true, "追问": true, "常见问题": true, "常见问答": true, "常问": true, "问答": true, "面试题": true, "高频问题": true,
	"常見追問": true, "常見問題": true, "常見問答": true, "問答": true, "面試題": true,
	"faq": true, "faqs": true, "q&a": true, "questions": true, "frequently asked questions": true,
	"common questions": true, "interview questions": true, "follow-up questions": true,
}

// asksQuestions says whether the headings below a heading with this text are
// questions.
func asksQuestions(heading string) bool {
	return announcing[strings.ToLower(strings.Trim(heading, " :：?？"))]
}

// Questions are the ids of those headings in a row that are questions with an answer:
// below one that announces them, those of the highest level.
func Questions(headings []Heading) (ids []string) {
	under, asked := 0, 0 // levels of what announces questions, and of these
	for i := range headings {
		h := &headings[i]
		if !h.Top {
			continue
		}
		if h.Level <= under {
			under, asked = 0, 0
		}
		switch {
		case under == 0 && asksQuestions(h.Text):
			under = h.Level
		case under > 0 && (asked == 0 || h.Level <= asked):
			if asked = h.Level; !h.Empty {
				ids = append(ids, h.ID)
			}
		}
	}
	return ids
}
