package load

import (
	"errors"
	"fmt"
	"strings"

	"github.com/biji-notes/biji/site"
)

// Pattern reads a pattern for paths as the setting "ignore" has them, and gives
// back what says whether a file is at a path that it matches, or in a folder
// that it matches.
func Pattern(pattern string) (func(path string) bool, error) {
	g, err := newGlob(pattern)
	if err != nil {
		return nil, err
	}
	return func(p string) bool {
		if g.match(p, false) {
			return true
		}
		for i := range p {
			if p[i] == '/' && g.match(p[:i], true) {
				return true
			}
		}
		return false
	}, nil
}

// An itemError is what is wrong with an item of a list.
type itemError struct {
	item value
	error
}

// checkRules makes the setter of a setting that is a list of rules for problems.
func checkRules(at func(*site.CheckRules) *[]site.KindRule) func(*site.Options, value) error {
	return func(o *site.Options, v value) error {
		if v.kind != list {
			return errType
		}
		for _, item := range v.list {
			if item.kind != scalar {
				return errType
			}
			r, err := checkRule(item.text)
			if err != nil {
				return itemError{item, err}
			}
			rules := at(&o.Check)
			*rules = append(*rules, r)
		}
		return nil
	}
}

func checkRule(text string) (site.KindRule, error) {
	r, err := site.ParseKindRule(text)
	switch {
	case errors.Is(err, site.ErrNoKind):
		name, _, _ := strings.Cut(text, ":")
		err = fmt.Errorf("there is no kind of problem %q", short(name))
		if near := nearestOf(name, site.KindNames()); near != "" {
			err = fmt.Errorf("%w; did you mean %q?", err, near)
		}
	case err == nil && r.Files != "":
		_, err = newGlob(r.Files)
	}
	return r, err
}

// checkSettings are the settings of the table [check].
func checkSettings() []setting {
	of := func(name, en, zh string, at func(*site.CheckRules) *[]site.KindRule) setting {
		return setting{"check." + name, form{`a list of kinds such as ["external-image", "orphan:Daily/**"]`, aList}, checkRules(at), false, `[]`, en, zh}
	}
	severity := func(name, zh string, at func(*site.CheckRules) *[]site.KindRule) setting {
		article := "a "
		if strings.HasPrefix(name, "e") {
			article = "an "
		}
		return of(name, fmt.Sprintf("Problems that count as %s%s, whatever their kind usually is.", article, name),
			fmt.Sprintf("算作%s的问题，不管那个种类平时多重。", zh), at)
	}
	return []setting{
		of("ignore", `Problems not to mention: kinds, or "orphan:Daily/**", a kind in some files.`,
			`不报告的问题：种类，或者只在某些文件里的种类，如 "orphan:Daily/**"。`,
			func(c *site.CheckRules) *[]site.KindRule { return &c.Ignore }),
		severity("error", "错误", func(c *site.CheckRules) *[]site.KindRule { return &c.Error }),
		severity("warning", "警告", func(c *site.CheckRules) *[]site.KindRule { return &c.Warning }),
		severity("note", "提示", func(c *site.CheckRules) *[]site.KindRule { return &c.Note }),
	}
}
