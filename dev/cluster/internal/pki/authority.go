// Package pki makes a cluster's certificate authorities, certificates and kubeconfig files.
package pki

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"time"
)

// The cluster is thrown away long before; clocks may differ a little.
const (
	lifetime  = 5 * 365 * 24 * time.Hour
	clockSkew = time.Hour
)

// Pair is a certificate and its key, both in PEM.
type Pair struct {
	Certificate, Key []byte
}

// Authority signs certificates.
type Authority struct {
	Pair
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// Subject is whom a certificate names: a user (or server) and, for a user, the groups.
type Subject struct {
	Name   string
	Groups []string
	// Hosts and Addresses make it a server's certificate.
	Hosts     []string
	Addresses []netip.Addr
}

// NewAuthority makes an authority with a new key.
func NewAuthority(name string) (Authority, error) {
	template, key, err := template(pkix.Name{CommonName: name})
	if err != nil {
		return Authority{}, err
	}
	template.IsCA, template.BasicConstraintsValid = true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	pair, certificate, err := sign(template, key, template, key)
	if err != nil {
		return Authority{}, err
	}
	return Authority{Pair: pair, certificate: certificate, key: key}, nil
}

// Issue makes a certificate with a new key. It serves as a client's, and as a server's when the subject has hosts.
func (a Authority) Issue(subject Subject) (Pair, error) {
	template, key, err := template(pkix.Name{CommonName: subject.Name, Organization: subject.Groups})
	if err != nil {
		return Pair{}, err
	}
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	if len(subject.Hosts)+len(subject.Addresses) > 0 {
		template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	}
	template.DNSNames = subject.Hosts
	for _, address := range subject.Addresses {
		template.IPAddresses = append(template.IPAddresses, net.IP(address.AsSlice()))
	}
	pair, _, err := sign(template, key, a.certificate, a.key)
	return pair, err
}

// NewKeyPair makes a key for signing tokens: the public half as the certificate.
func NewKeyPair() (Pair, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return Pair{}, fmt.Errorf("make a key: %w", err)
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return Pair{}, fmt.Errorf("make a key: %w", err)
	}
	private, err := privatePEM(key)
	return Pair{Certificate: block("PUBLIC KEY", public), Key: private}, err
}

func template(name pkix.Name) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, fmt.Errorf("make a key: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, nil, fmt.Errorf("make a serial number: %w", err)
	}
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: serial, Subject: name, NotBefore: now.Add(-clockSkew), NotAfter: now.Add(lifetime),
	}, key, nil
}

func sign(template *x509.Certificate, key *ecdsa.PrivateKey, parent *x509.Certificate, parentKey *ecdsa.PrivateKey) (Pair, *x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), parentKey)
	if err != nil {
		return Pair{}, nil, fmt.Errorf("sign the certificate of %s: %w", template.Subject.CommonName, err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return Pair{}, nil, fmt.Errorf("read the certificate of %s: %w", template.Subject.CommonName, err)
	}
	private, err := privatePEM(key)
	return Pair{Certificate: block("CERTIFICATE", der), Key: private}, certificate, err
}

func privatePEM(key *ecdsa.PrivateKey) ([]byte, error) {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("write a key: %w", err)
	}
	return block("EC PRIVATE KEY", der), nil
}

func block(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}
