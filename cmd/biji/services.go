package main

import (
	"fmt"

	"github.com/biji-notes/biji/site"
	"github.com/biji-notes/biji/site/service"
	"github.com/biji-notes/biji/site/speech"
)

// A served says which hosts readers ask because of a service.
type served struct {
	Service string   `json:"service"`
	Hosts   []string `json:"hosts"`
}

// services lists the services that a site uses.
func services(o *site.Options) []served {
	comments, _ := service.Comments(o.Comments) // package load has told what is wrong with them
	counted, _ := service.Analytics(o.Analytics)
	var all []served
	for _, e := range []*service.Embed{comments, counted} {
		if e != nil {
			all = append(all, served{e.Name, e.Hosts()})
		}
	}
	if in, _ := service.Snippets(o.Head); in != nil && len(in.Hosts()) > 0 {
		all = append(all, served{"head", in.Hosts()})
	}
	return all
}

// servicesLine says the same in a line; "" if there are none.
func servicesLine(all []served, in speech.Speech) string {
	if len(all) == 0 {
		return ""
	}
	var names []string
	for _, s := range all {
		names = append(names, fmt.Sprintf("%s (%s)", in.List(s.Hosts), s.Service))
	}
	return in.Sprintf("readers' browsers ask %s", in.List(names)) + "\n"
}
