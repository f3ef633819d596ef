package pki

import (
	"crypto/tls"
	"crypto/x509"
	"net/netip"
	"testing"
)

func TestIssuedCertificates(t *testing.T) {
	authority, err := NewAuthority("test")
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority.Certificate) {
		t.Fatal("the authority's certificate can't be read")
	}
	server, err := authority.Issue(Subject{Name: "server", Hosts: []string{"node"}, Addresses: []netip.Addr{netip.MustParseAddr("198.18.0.2")}})
	if err != nil {
		t.Fatal(err)
	}
	client, err := authority.Issue(Subject{Name: "someone", Groups: []string{"a", "b"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"node", "198.18.0.2"} {
		if _, err := leaf(t, server).Verify(x509.VerifyOptions{Roots: roots, DNSName: name}); err != nil {
			t.Errorf("server as %s: %v", name, err)
		}
	}
	if _, err := leaf(t, server).Verify(x509.VerifyOptions{Roots: roots, DNSName: "elsewhere"}); err == nil {
		t.Error("the server's certificate is good for any name")
	}
	asClient := x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	if _, err := leaf(t, client).Verify(asClient); err != nil {
		t.Errorf("client: %v", err)
	}
	if _, err := leaf(t, client).Verify(x509.VerifyOptions{Roots: roots}); err == nil {
		t.Error("a client's certificate is good for a server")
	}
	if subject := leaf(t, client).Subject; subject.CommonName != "someone" || len(subject.Organization) != 2 {
		t.Errorf("client is %v", subject)
	}
}

func leaf(t *testing.T, pair Pair) *x509.Certificate {
	t.Helper()
	// Also fails when key and certificate don't belong together.
	loaded, err := tls.X509KeyPair(pair.Certificate, pair.Key)
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Leaf
}
