package serve

import (
	"cmp"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// urls are the addresses at which the server can be asked, the nearest first.
// If it listens on all of this machine's, these are named, for another machine
// or a phone: 0.0.0.0 and [::] lead nowhere from there.
func (s *server) urls() []string {
	hosts := []string{s.at.IP.String()}
	if s.at.IP.IsUnspecified() {
		hosts = append([]string{"localhost"}, outer()...)
	}
	urls := make([]string, len(hosts))
	for i, host := range hosts {
		urls[i] = "http://" + net.JoinHostPort(host, strconv.Itoa(s.at.Port)) + s.Prefix
	}
	return urls
}

// outer are the addresses that this machine has in its networks, those first by
// which others in the same house most likely reach it.
func outer() []string {
	var found []network
	all, _ := net.Interfaces()
	for _, i := range all {
		addresses, err := i.Addrs()
		if err != nil || i.Flags&net.FlagUp == 0 {
			continue
		}
		for _, a := range addresses {
			p, err := netip.ParsePrefix(a.String())
			if ip := p.Addr().Unmap(); err == nil && ip.Is4() && ip.IsGlobalUnicast() { // an IPv6 address nobody types
				found = append(found, network{i.Name, ip})
			}
		}
	}
	return byReach(found)
}

// A network is an address that this machine has, and the name of its interface.
type network struct {
	name string
	ip   netip.Addr
}

// virtual are the beginnings of the names of interfaces that lead to what runs on
// the same machine.
var virtual = []string{"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "cni", "flannel", "lxc", "lxd", "podman", "vEthernet", "utun", "tun", "tap", "wg", "zt", "tailscale"}

// byReach are the addresses in their order.
func byReach(found []network) []string {
	isVirtual := func(n network) bool {
		return slices.ContainsFunc(virtual, func(begin string) bool { return strings.HasPrefix(n.name, begin) })
	}
	slices.SortStableFunc(found, func(a, b network) int {
		return cmp.Or(compare(isVirtual(a), isVirtual(b)), compare(!a.ip.IsPrivate(), !b.ip.IsPrivate()))
	})
	hosts := make([]string, len(found))
	for i, n := range found {
		hosts[i] = n.ip.String()
	}
	return hosts
}

// compare puts false first.
func compare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Everywhere is an address on all networks of this machine, with the port of addr.
func Everywhere(addr string) (string, error) {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", err
	}
	return net.JoinHostPort("0.0.0.0", port), nil
}
