// Package serve shows a site to its author while it is being written: it serves
// what a build gives on the local machine, watches the notes, and has the browser
// show a page anew when another build changes it. A build that fails keeps the last
// good site, and says so on the page.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/biji-notes/biji/site"
)

// Options say what to serve and where.
type Options struct {
	Addr   string // "127.0.0.1:8080"; without a host it is the loopback
	Prefix string // path under which the site lies, "/" or "/some/sub/path/"

	// Begin, if it is not nil, gives what can be shown until the first Build is
	// done: less than the site, in which any page may be missing. It may give nil.
	Begin func(ctx context.Context) (fs.FS, error)
	// Build makes the site. The file system that it returns must not change
	// afterwards, but may make a file when that is opened. It is never called
	// twice at once.
	Build func(ctx context.Context) (fs.FS, []site.Problem, error)
	// Finish makes what Build left out because it takes long. It is called when
	// nothing has changed for a second, and Build may be called meanwhile; then
	// Current is the site with both. done says that there was something to make.
	// Both may be nil.
	Finish  func(ctx context.Context) (done bool, err error)
	Current func() fs.FS

	// Watch names the folders and files whose changes call for a new build. It
	// is asked again after changes: settings may name others.
	Watch func() []string
	// Touched is told of each path that may have changed, before the Build that is
	// to take that up; "" is any. It may be nil.
	Touched func(path string)
	// Tell says in lines what is wrong with the notes, and in a word how much;
	// nil takes a line for each problem.
	Tell func(problems []site.Problem) (lines []string, sum string)

	Ignore func(path string) bool // changes that do not; nil ignores none
	Log    func(line string)      // what the author should know; nil drops it
	// Say is an English message in the language of the author, for pages that
	// say that there is no site; nil leaves it as it is.
	Say   func(message string) string
	Ready func(url string) // called once, when the server listens; may be nil
	// Reach is called then too, with the address by which another machine, as a
	// phone, most likely reaches this one, if there is one; may be nil.
	Reach func(url string)
}

// Run serves until ctx ends, and then returns nil. Its error is that it cannot
// listen.
func Run(ctx context.Context, o Options) error {
	o, err := o.filled()
	if err != nil {
		return err
	}
	listener, err := listen(o.Addr, o.Log)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := &server{Options: o, at: listener.Addr().(*net.TCPAddr), live: newLive(), done: ctx.Done()}
	if !s.at.IP.IsLoopback() {
		o.Log("warning: every machine that reaches this one can read the site")
	}
	web := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 64 << 10}

	var all sync.WaitGroup
	changes := make(chan struct{}, 1)
	all.Go(func() { watch(ctx, o, changes) })
	all.Go(func() { s.builds(ctx, changes) })
	all.Go(func() {
		<-ctx.Done()
		patience, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if web.Shutdown(patience) != nil {
			web.Close()
		}
	})
	urls := s.urls()
	o.Log("serving at " + strings.Join(urls, " and "))
	o.Ready(urls[0])
	if len(urls) > 1 {
		o.Reach(urls[1])
	}
	err = web.Serve(listener)
	stop()
	all.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve: %w", err)
}

// filled resolves the settings.
func (o Options) filled() (Options, error) {
	host, port, err := net.SplitHostPort(o.Addr)
	if err != nil {
		return o, fmt.Errorf("serve: address %q: %w", o.Addr, err)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	o.Addr = net.JoinHostPort(host, port)
	o.Prefix = "/" + strings.Trim(o.Prefix, "/") + "/"
	if o.Prefix == "//" {
		o.Prefix = "/"
	}
	if o.Watch == nil {
		o.Watch = func() []string { return nil }
	}
	if o.Ignore == nil {
		o.Ignore = func(string) bool { return false }
	}
	if o.Touched == nil {
		o.Touched = func(string) {}
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	if o.Say == nil {
		o.Say = func(message string) string { return message }
	}
	if o.Tell == nil {
		o.Tell = oneLineEach
	}
	if o.Ready == nil {
		o.Ready = func(string) {}
	}
	if o.Reach == nil {
		o.Reach = func(string) {}
	}
	return o, nil
}

// morePorts is how many ports are tried behind one that is in use.
const morePorts = 20

// listen opens addr, or the next free port behind it.
func listen(addr string, log func(string)) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	host, port, _ := net.SplitHostPort(addr)
	first, bad := strconv.Atoi(port)
	if err == nil || bad != nil || first == 0 || !inUse(err) {
		return listener, err
	}
	for p := first + 1; p <= min(first+morePorts, 65535); p++ {
		next, e := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(p)))
		if e == nil {
			log(fmt.Sprintf("port %d is in use; using %d", first, p))
			return next, nil
		}
	}
	return nil, err
}

func inUse(err error) bool {
	const wsaAddrInUse = syscall.Errno(10048) // what Windows says; package syscall has another number there
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaAddrInUse)
}

// pause is how long nothing may have changed before a site is finished.
const pause = time.Second

// builds makes a site at once, and again after each change, and finishes it when
// things are calm. One that is being finished is finished even if notes change
// meanwhile: otherwise who never pauses would never search.
func (s *server) builds(ctx context.Context, changes <-chan struct{}) {
	finished := make(chan struct{}, 1)
	busy, unfinished := false, true
	defer func() {
		if busy {
			<-finished
		}
	}()
	s.begin(ctx)
	for {
		s.build(ctx)
		unfinished = s.Finish != nil
		still := time.After(pause)
		for waiting := true; waiting; {
			if unfinished && still == nil && !busy {
				busy, unfinished = true, false
				go s.finish(ctx, finished)
			}
			select {
			case <-changes:
				waiting = false
			case <-still:
				still = nil
			case <-finished:
				busy = false
			case <-ctx.Done():
				return
			}
		}
	}
}

// finish finishes what is shown.
func (s *server) finish(ctx context.Context, finished chan<- struct{}) {
	defer func() { finished <- struct{}{} }()
	start, of := time.Now(), s.live.now()
	done, err := s.Finish(ctx)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		s.Log("the search is not ready: " + err.Error())
	case !done: // what is shown, the search knows
		s.known.Store(&of.time)
		s.live.finish(s.Current, of)
	default:
		s.Log(fmt.Sprintf("the search is ready, after %.2f s", time.Since(start).Seconds()))
		s.known.Store(&of.time)
		s.live.finish(s.Current, of)
	}
}

// begin shows what there is before the first build. If that fails, so will the build.
func (s *server) begin(ctx context.Context) {
	if s.Begin == nil {
		return
	}
	files, err := s.Begin(ctx)
	if err != nil || files == nil {
		return
	}
	if id, err := fingerprint(files); err == nil {
		s.live.set(state{Build: id, time: time.Now().Format(time.TimeOnly), files: files, early: true})
	}
}

func (s *server) build(ctx context.Context) {
	start := time.Now()
	files, problems, err := s.Build(ctx)
	if ctx.Err() != nil {
		return
	}
	id := ""
	if err == nil {
		id, err = fingerprint(files)
	}
	if err != nil {
		last := s.live.now()
		if last.early { // that was no site
			last = state{}
		}
		s.tell(problems)
		s.Log("not built: " + err.Error())
		if last.files != nil {
			s.Log("the last good site is still shown")
		}
		s.live.set(state{Build: last.Build, Error: err.Error(), Failed: s.Say("The last build failed; this is the site before it."), Problems: len(problems), Search: last.Search, time: last.time, files: last.files, problems: last.problems})
		return
	}
	took := time.Since(start)
	next := state{Build: id, Problems: len(problems), time: start.Format(time.TimeOnly), files: files, problems: problems}
	if known := s.known.Load(); known != nil {
		next.Search = *known
	}
	s.live.set(next) // before all else: somebody is waiting
	s.Log(fmt.Sprintf("built in %.2f s, %s", took.Seconds(), s.tell(problems)))
}

// tell logs problems, and says in a word how many there are.
func (s *server) tell(problems []site.Problem) (sum string) {
	lines, sum := s.Tell(problems)
	for _, line := range lines[:min(len(lines), maxShown)] {
		s.Log(line)
	}
	if more := len(lines) - maxShown; more > 0 {
		s.Log(fmt.Sprintf("… and %d more", more))
	}
	return sum
}

// maxShown is how many lines about problems of a build are logged.
const maxShown = 50

func oneLineEach(problems []site.Problem) (lines []string, sum string) {
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	if len(problems) == 1 {
		return lines, "1 problem"
	}
	return lines, fmt.Sprintf("%d problems", len(problems))
}

// allowed says whether host ("localhost:8080") is a name of this server. Other
// names are refused: a page on the web can make its own name point here, and
// would then be allowed to read the notes.
func (s *server) allowed(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, "80"
	}
	if port != strconv.Itoa(s.at.Port) {
		return false
	}
	name = strings.ToLower(name)
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(name, "[]"))
	if err != nil {
		return false
	}
	// Nobody can make an address point elsewhere, so beyond the loopback any
	// will do, if the author asked to listen there.
	return ip.IsLoopback() || !s.at.IP.IsLoopback()
}
