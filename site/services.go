package site

// Analytics names a service that counts visits, and what it wants to know; its
// Service is "" if there is none. See package service.
type Analytics struct {
	Service string // "plausible"
	Site    string // what the service calls the site
	Server  string // https address of one's own server; "" is the service's
}

// Comments names a service that keeps comments of readers, likewise. What each
// service needs of it, package service knows.
type Comments struct {
	Service    string // "giscus"
	Repo       string // "user/repo"
	RepoID     string
	Category   string
	CategoryID string
	Mapping    string // by what a page is known to it: "pathname"
	Label      string // of the issues of utterances
	Server     string // https address
	Site       string
	Script     string   // https addresses of its client, in place of the usual
	Style      string   //
	Hosts      []string // more hosts of pictures in comments
}
