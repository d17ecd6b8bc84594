package serve

import (
	"net/netip"
	"slices"
	"testing"
)

// What a phone most likely reaches comes first.
func TestByReach(t *testing.T) {
	var found []network
	for _, n := range [][2]string{{"docker0", "172.17.0.1"}, {"ppp0", "203.0.113.7"}, {"wlan0", "192.168.1.20"}, {"eth0", "10.0.0.5"}, {"vEthernet (WSL)", "172.20.0.1"}} {
		found = append(found, network{n[0], netip.MustParseAddr(n[1])})
	}
	want := []string{"192.168.1.20", "10.0.0.5", "203.0.113.7", "172.17.0.1", "172.20.0.1"}
	if got := byReach(found); !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}
