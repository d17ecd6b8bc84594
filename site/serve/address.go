package serve

import (
	"net"
	"net/netip"
	"strconv"
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

// outer are the addresses that this machine has in its networks.
func outer() []string {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var hosts []string
	for _, a := range all {
		p, err := netip.ParsePrefix(a.String())
		if ip := p.Addr().Unmap(); err == nil && ip.Is4() && ip.IsGlobalUnicast() { // an IPv6 address nobody types
			hosts = append(hosts, ip.String())
		}
	}
	return hosts
}
