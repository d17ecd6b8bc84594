package browser

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/websocket"
)

// firefox speaks WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) with
// Firefox itself, without a driver between.
type firefox struct {
	cmd     *exec.Cmd
	profile string // a folder of its own
	conn    *websocket.Conn
	front   sync.Mutex // held while a window is to stay in front of the others
	mu      sync.Mutex // guards what follows, and sending
	last    int
	answers map[int]chan answer
	gone    error
}

type answer struct {
	ID      int             `json:"id"`
	Type    string          `json:"type"` // success, error, event
	Result  json.RawMessage `json:"result"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
}

// preferences keep Firefox from talking to its maker and from greeting; and
// they keep its remote agent from preferences of its own, which change what
// pages may do.
const preferences = `
user_pref("remote.prefs.recommended", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.search.update", false);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 0);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("toolkit.telemetry.enabled", false);
`

// proxied are those that send all through a proxy.
func proxied(proxy string) string {
	host, port, ok := strings.Cut(proxy, ":")
	if !ok {
		return ""
	}
	return fmt.Sprintf("user_pref(\"network.proxy.type\", 1);\n"+
		"user_pref(\"network.proxy.http\", %[1]q);\nuser_pref(\"network.proxy.http_port\", %[2]s);\n"+
		"user_pref(\"network.proxy.ssl\", %[1]q);\nuser_pref(\"network.proxy.ssl_port\", %[2]s);\n", host, port)
}

// origin is ours, as it were: Firefox refuses connections that web pages open.
const origin = "http://biji.test"

// startFirefox starts Firefox with a profile of its own, and behind a proxy if one
// is named.
func startFirefox(program, proxy string) (*firefox, error) {
	profile, err := os.MkdirTemp("", "biji-firefox-")
	if err != nil {
		return nil, err
	}
	f := &firefox{profile: profile, answers: map[int]chan answer{}}
	if err := f.start(program, proxy); err != nil {
		f.end()
		return nil, err
	}
	return f, nil
}

func (f *firefox) start(program, proxy string) error {
	if err := os.WriteFile(filepath.Join(f.profile, "user.js"), []byte(preferences+proxied(proxy)), 0o600); err != nil {
		return err
	}
	cmd := exec.Command(program, "--headless", "--no-remote", "--profile", f.profile,
		"--remote-debugging-port", "0", "--remote-allow-origins", origin)
	said, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return err
	}
	f.cmd = cmd
	address := make(chan string, 1)
	go listen(said, address)
	select {
	case a := <-address:
		if f.conn, err = websocket.Dial(a+"/session", "", origin); err != nil {
			return fmt.Errorf("connect: %w", err)
		}
	case <-time.After(slow):
		return errors.New("it does not say where it listens")
	}
	go f.read()
	return f.call("session.new", map[string]any{"capabilities": map[string]any{
		"alwaysMatch": map[string]any{"acceptInsecureCerts": proxy != ""},
	}}, nil)
}

// listen finds the address among what Firefox says.
func listen(said io.Reader, address chan<- string) {
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if _, a, ok := strings.Cut(lines.Text(), "WebDriver BiDi listening on "); ok {
			address <- strings.TrimSpace(a)
		}
	}
	io.Copy(io.Discard, said) // a line that was too long for the scanner
}

// end asks Firefox to end, and makes it if it does not.
func (f *firefox) end() {
	defer os.RemoveAll(f.profile)
	if f.cmd == nil {
		return
	}
	ended := make(chan struct{})
	go func() { f.cmd.Wait(); close(ended) }()
	if f.conn != nil {
		go f.call("browser.close", map[string]any{}, nil)
	}
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		f.cmd.Process.Kill()
		<-ended
	}
}

func (f *firefox) read() {
	for {
		var a answer
		err := websocket.JSON.Receive(f.conn, &a)
		f.mu.Lock()
		if err != nil {
			f.gone = fmt.Errorf("Firefox has gone: %w", err)
			for _, to := range f.answers {
				close(to)
			}
			f.answers = nil
			f.mu.Unlock()
			return
		}
		if to := f.answers[a.ID]; to != nil && a.Type != "event" {
			to <- a
			delete(f.answers, a.ID)
		}
		f.mu.Unlock()
	}
}

// call sends a command and waits for its result.
func (f *firefox) call(method string, params map[string]any, result any) error {
	to := make(chan answer, 1)
	f.mu.Lock()
	if f.gone != nil {
		f.mu.Unlock()
		return f.gone
	}
	f.last++
	f.answers[f.last] = to
	err := websocket.JSON.Send(f.conn, map[string]any{"id": f.last, "method": method, "params": params})
	f.mu.Unlock()
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case a, ok := <-to:
		switch {
		case !ok:
			return fmt.Errorf("%s: Firefox has gone", method)
		case a.Type == "error":
			return fmt.Errorf("%s: %s: %s", method, a.Error, a.Message)
		case result == nil:
			return nil
		}
		return json.Unmarshal(a.Result, result)
	case <-time.After(slow):
		return fmt.Errorf("%s: %w", method, errSilent)
	}
}

func (*firefox) Name() string { return "Firefox" }

type firefoxTab struct {
	*firefox
	context string
}

// open opens a window: a tab behind another one would be slowed down.
func (f *firefox) open() (tab, error) {
	var made struct{ Context string }
	err := f.call("browsingContext.create", map[string]any{"type": "window"}, &made)
	return &firefoxTab{f, made.Context}, err
}

// errSilent means that Firefox did not answer.
var errSilent = errors.New("no answer")

// navigate opens a page. On a machine that is busy with other browsers Firefox at
// times does not say that a page is there; it is asked once more.
func (f *firefoxTab) navigate(url string) error {
	ask := func() error {
		return f.call("browsingContext.navigate", map[string]any{"context": f.context, "url": url, "wait": "complete"}, nil)
	}
	err := ask()
	if errors.Is(err, errSilent) {
		err = ask()
	}
	return err
}

func (f *firefoxTab) eval(script string) (string, error) {
	var got struct {
		Result           struct{ Type, Value string }
		ExceptionDetails struct{ Text string }
	}
	err := f.call("script.evaluate", map[string]any{
		"expression": script, "awaitPromise": true, "target": map[string]any{"context": f.context},
	}, &got)
	if err == nil && got.ExceptionDetails.Text != "" {
		err = errors.New(got.ExceptionDetails.Text)
	}
	if err == nil && got.Result.Type != "string" {
		err = fmt.Errorf("a %s is not a string", got.Result.Type)
	}
	return got.Result.Value, err
}

// press brings the window to the front: keys go where the focus is, and only
// one window has it.
func (f *firefoxTab) press(keys string) error {
	f.front.Lock()
	defer f.front.Unlock()
	if err := f.call("browsingContext.activate", map[string]any{"context": f.context}, nil); err != nil {
		return err
	}
	var actions []map[string]string
	for _, r := range keys {
		for _, kind := range []string{"keyDown", "keyUp"} {
			actions = append(actions, map[string]string{"type": kind, "value": string(r)})
		}
	}
	return f.call("input.performActions", map[string]any{
		"context": f.context, "actions": []any{map[string]any{"type": "key", "id": "keyboard", "actions": actions}},
	}, nil)
}

func (f *firefoxTab) resize(width, height int64) error {
	return f.call("browsingContext.setViewport", map[string]any{
		"context": f.context, "viewport": map[string]int64{"width": width, "height": height},
	}, nil)
}

func (f *firefoxTab) close() error {
	return f.call("browsingContext.close", map[string]any{"context": f.context}, nil)
}
