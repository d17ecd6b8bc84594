// Package cost measures what a search costs a reader of a built site.
//
//	Open              site, script of the engine -> Meter
//	Meter.Cold, Warm  query                      -> Price
//
// The engine is the one that pages run. Here a JavaScript engine in Go runs
// it, over the files of the site and over a network that is made up: every
// file takes one step to arrive, however many are asked for at once. So steps
// are round trips that wait for each other, and the result is the same every
// time. How long a step takes, and how long computing takes, only a browser
// can say.
//
// What is counted begins when the reader opens the box, and ends when the
// results stand there with their excerpts: the script of the search box, the
// start file of the index, which is fetched beside it, and every piece of the
// index that is asked for by then. Each
// file counts as many bytes as gzip of level 6 leaves, which is what servers
// send; headers are not counted. What every page loads anyway, search or not,
// is not counted either.
package cost
