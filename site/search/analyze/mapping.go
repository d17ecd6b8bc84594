package analyze

import (
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	regexpcharfilter "github.com/blevesearch/bleve/v2/analysis/char/regexp"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/analysis/token/truncate"
	"github.com/blevesearch/bleve/v2/analysis/token/unicodenorm"
	regexptokenizer "github.com/blevesearch/bleve/v2/analysis/tokenizer/regexp"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/single"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/biji-notes/biji/site/budget"
)

// The analyzers, as the mapping names them.
const (
	textAnalyzer    = "biji_text"
	keywordAnalyzer = "biji_keyword"
)

// NewMapping is the index's mapping, which also holds the chain of analysis.
// Every component is one that bleve registers itself, so that any bleve
// program can open the index:
//
//	text:     chains as overlapping pairs by pairPattern, words by wordPattern,
//	          NFKC, lower case, CJK runs as overlapping pairs (a run of one as it
//	          is), of longer words the beginning, English stems by Porter
//	keyword:  the whole value as one word, NFKC, lower case
//
// NFKC comes after the cut: the pattern knows the full-width letters.
func NewMapping() (*mapping.IndexMappingImpl, error) {
	m := mapping.NewIndexMapping()
	const pairs, words, nfkc, beginning = "biji_pairs", "biji_words", "biji_nfkc", "biji_beginning"
	if err := m.AddCustomCharFilter(pairs, map[string]any{
		"type": regexpcharfilter.Name, "regexp": pairPattern(), "replace": "$1 $1",
	}); err != nil {
		return nil, err
	}
	if err := m.AddCustomTokenizer(words, map[string]any{
		"type": regexptokenizer.Name, "regexp": wordPattern(),
	}); err != nil {
		return nil, err
	}
	if err := m.AddCustomTokenFilter(nfkc, map[string]any{
		"type": unicodenorm.Name, "form": unicodenorm.NFKC,
	}); err != nil {
		return nil, err
	}
	if err := m.AddCustomTokenFilter(beginning, map[string]any{
		"type": truncate.Name, "length": float64(budget.WordRunes), // JSON has no other numbers
	}); err != nil {
		return nil, err
	}
	if err := m.AddCustomAnalyzer(textAnalyzer, map[string]any{
		"type": custom.Name, "char_filters": []string{pairs}, "tokenizer": words,
		"token_filters": []string{nfkc, lowercase.Name, cjk.BigramName, beginning, porter.Name},
	}); err != nil {
		return nil, err
	}
	if err := m.AddCustomAnalyzer(keywordAnalyzer, map[string]any{
		"type": custom.Name, "tokenizer": single.Name,
		"token_filters": []string{nfkc, lowercase.Name},
	}); err != nil {
		return nil, err
	}
	m.ScoringModel = index.BM25Scoring
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultField = FieldBody
	m.DefaultAnalyzer = textAnalyzer
	m.DefaultMapping = documentMapping()
	return m, m.Validate()
}

func documentMapping() *mapping.DocumentMapping {
	d := mapping.NewDocumentStaticMapping()
	for _, f := range Fields {
		m := &mapping.FieldMapping{Type: "text", Name: f.Name, Analyzer: textAnalyzer, Index: true, Store: f.Stored, IncludeTermVectors: true}
		if f.Keyword {
			m.Analyzer, m.IncludeTermVectors = keywordAnalyzer, false
		}
		d.AddFieldMappingsAt(f.Name, m)
	}
	return d
}
