package fetch

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func TestPublic(t *testing.T) {
	for a := range strings.FieldsSeq(`8.8.8.8 1.1.1.1 185.199.108.153 172.15.0.1 172.32.0.1 100.63.0.1 100.128.0.1 2606:4700::1 2a00:1450:4001::1
		::ffff:8.8.8.8 64:ff9b::8.8.8.8`) {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s is public", a)
		}
	}
	for a := range strings.FieldsSeq(`0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255
		192.0.0.192 192.168.1.1 198.18.0.1 192.0.2.1 203.0.113.5 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 168.63.129.16
		:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::7f00:1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1
		2001:db8::1 2001::1 2002:7f00:1:: 100::1 2606:4700::1%x`) {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s is not public", a)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	soon := time.Now().Add(30 * time.Second).UTC().Format(http.TimeFormat)
	for value, want := range map[string]time.Duration{"": 0, "7": 7 * time.Second, "-1": 0, "soon": 0, "99999999999": 0, soon: 30 * time.Second} {
		if got := retryAfter(value); got < want-2*time.Second || got > want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}
