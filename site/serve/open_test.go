package serve

import "testing"

func TestOpener(t *testing.T) {
	for system, want := range map[string]string{"linux": "xdg-open", "freebsd": "xdg-open", "darwin": "open", "windows": "rundll32"} {
		if name, args := opener(system, "http://x/"); name != want || args[len(args)-1] != "http://x/" {
			t.Errorf("%s: %s %q", system, name, args)
		}
	}
}
