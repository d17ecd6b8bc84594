package site

import "strings"

// questions are headings, in lower case, below which each heading is a question and
// what follows it the answer.
var questions = map[string]bool{
	"常见追问": true, "追问": true, "常见问题": true, "常见问答": true, "常问": true, "问答": true, "面试题": true, "高频问题": true,
	"常見追問": true, "常見問題": true, "常見問答": true, "問答": true, "面試題": true,
	"faq": true, "faqs": true, "q&a": true, "questions": true, "frequently asked questions": true,
	"common questions": true, "interview questions": true, "follow-up questions": true,
}

// AsksQuestions says whether the headings below a heading with this text are
// questions.
func AsksQuestions(heading string) bool {
	return questions[strings.ToLower(strings.Trim(heading, " :：?？"))]
}
