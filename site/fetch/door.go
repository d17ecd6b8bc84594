package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// A refusal is a request that biji does not make, and why.
type refusal string

func (r refusal) Error() string { return string(r) }

const (
	private      refusal = "an address of a private network"
	manyHops     refusal = "too many redirects"
	otherScheme  refusal = "a redirect to neither http nor https"
	redirectUser refusal = "a redirect to an address with a user name"
)

const maxHops = 5 // redirects of one request

// newClient makes a client that asks public hosts for pictures, without
// cookies, and without saying where their addresses stood.
func newClient(o Options) *http.Client {
	return &http.Client{
		Transport:     newDoor(o),
		CheckRedirect: checkRedirect,
	}
}

func checkRedirect(req *http.Request, via []*http.Request) error {
	req.Header.Del("Referer")
	switch {
	case len(via) > maxHops:
		return manyHops
	case req.URL.Scheme != "http" && req.URL.Scheme != "https":
		return otherScheme
	case req.URL.User != nil:
		return redirectUser
	}
	return nil
}

// A door lets requests out, each hop of a redirect anew. Addresses are judged
// when a connection is made, after names were resolved: a name that means
// something else a moment later gains nothing. A proxy resolves names itself, so
// they are resolved and judged here before it is asked.
type door struct {
	proxy   func(*http.Request) (*url.URL, error)
	private bool
	direct  *http.Transport
	proxied *http.Transport
}

func newDoor(o Options) *door {
	d := &door{proxy: o.Proxy, private: o.Private}
	dialer := &net.Dialer{Timeout: 15 * time.Second}
	judging := *dialer
	judging.Control = func(_, address string, _ syscall.RawConn) error { return d.judge(address) }
	d.direct = newTransport(judging.DialContext, nil)
	d.proxied = newTransport(dialer.DialContext, o.Proxy)
	return d
}

func newTransport(dial func(ctx context.Context, network, addr string) (net.Conn, error), proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            dial,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // pictures are; what comes packed is none
		MaxIdleConns:           hostsAtOnce * perHost,
		MaxIdleConnsPerHost:    perHost,
		IdleConnTimeout:        20 * time.Second,
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

func (d *door) RoundTrip(req *http.Request) (*http.Response, error) {
	proxy, err := d.proxy(req)
	switch {
	case err != nil:
		return nil, err
	case proxy == nil:
		return d.direct.RoundTrip(req)
	}
	if err := d.judgeName(req.Context(), req.URL.Hostname()); err != nil {
		return nil, err
	}
	return d.proxied.RoundTrip(req)
}

// CloseIdleConnections is for http.Client.
func (d *door) CloseIdleConnections() {
	d.direct.CloseIdleConnections()
	d.proxied.CloseIdleConnections()
}

// judge refuses the address, with its port, of a host that is not public.
func (d *door) judge(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !d.private && !public(at.Addr()) {
		return private
	}
	return nil
}

// judgeName refuses a name any of whose addresses is not public.
func (d *door) judgeName(ctx context.Context, name string) error {
	if d.private {
		return nil
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	if err != nil {
		return err
	}
	for _, a := range found {
		if !public(a) {
			return private
		}
	}
	if len(found) == 0 {
		return errors.New("name has no address")
	}
	return nil
}

// reserved are the networks that are not part of the public internet, and are
// not told by methods of netip.Addr.
//
// https://www.iana.org/assignments/iana-ipv4-special-registry
// https://www.iana.org/assignments/iana-ipv6-special-registry
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"), // carriers' NAT, and the metadata of some clouds
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("2001::/23"), // Teredo and others
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), // 6to4, which wraps any address
	netip.MustParsePrefix("3fff::/20"),
}

var (
	globalUnicast = netip.MustParsePrefix("2000::/3")
	nat64         = netip.MustParsePrefix("64:ff9b::/96")
	azureWire     = netip.MustParseAddr("168.63.129.16") // public by number, and answers inside Azure's machines
)

// public says whether an address is one of the public internet.
func public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	if nat64.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if a.Is6() && !globalUnicast.Contains(a) || a == azureWire ||
		!a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}
