package serve

import (
	"fmt"
	"os/exec"
	"runtime"
)

// opener is the program of the system that shows a page in the user's browser.
func opener(system, url string) (name string, args []string) {
	switch system {
	case "darwin":
		return "open", []string{url}
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	return "xdg-open", []string{url}
}

// OpenBrowser shows a page in the user's browser. It does not wait for it.
func OpenBrowser(url string) error {
	name, args := opener(runtime.GOOS, url)
	c := exec.Command(name, args...)
	if err := c.Start(); err != nil {
		return fmt.Errorf("open the browser: %w", err)
	}
	go c.Wait() // so that it does not stay as a zombie
	return nil
}
