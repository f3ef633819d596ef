package pki

import (
	"fmt"
	"net/netip"
	"os"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"

	"dev.ecommercestack/localkube/internal/network"
	"dev.ecommercestack/localkube/internal/state"
)

// Clients of the API server: the kubeconfig file's name, and whom it names.
var clients = map[string]Subject{
	"controller-manager": {Name: "system:kube-controller-manager"},
	"scheduler":          {Name: "system:kube-scheduler"},
	"proxy":              {Name: "system:kube-proxy"},
	"coredns":            {Name: "system:coredns"},
	"metrics-server":     {Name: "system:metrics-server"},
	"provisioner":        {Name: "system:local-provisioner"},
}

// KubeletClient is whom the API server's certificate names when it calls the kubelet.
const KubeletClient = "kube-apiserver-kubelet-client"

const lastFile = "complete"

// Ensure makes all of a cluster's keys, certificates and kubeconfig files, unless they are there.
func Ensure(paths state.Paths, layout network.Layout) error {
	if _, err := os.Stat(paths.PKI(lastFile)); err == nil {
		return nil
	}
	writer := writer{paths: paths}
	ca := writer.authority("ca", "kubernetes")
	front := writer.authority("front-proxy-ca", "front-proxy")
	etcd := writer.authority("etcd-ca", "etcd")
	if writer.err != nil {
		return writer.err
	}
	loopback := netip.MustParseAddr("127.0.0.1")
	node := Subject{Name: "system:node:" + paths.Name, Groups: []string{"system:nodes"}, Hosts: []string{paths.Name}, Addresses: []netip.Addr{layout.Node}}
	for file, issue := range map[string]struct {
		by Authority
		to Subject
	}{
		"apiserver": {ca, Subject{
			Name:      "kube-apiserver",
			Hosts:     []string{"kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local", "localhost", paths.Name},
			Addresses: []netip.Addr{layout.Node, layout.APIService, loopback},
		}},
		"kubelet":        {ca, node},
		"kubelet-client": {ca, Subject{Name: KubeletClient}},
		"metrics-server": {ca, Subject{Name: "metrics-server", Hosts: []string{"metrics-server.kube-system.svc"}, Addresses: []netip.Addr{layout.Node}}},
		"front-proxy":    {front, Subject{Name: "front-proxy-client"}},
		"etcd":           {etcd, Subject{Name: "etcd", Hosts: []string{"localhost"}, Addresses: []netip.Addr{loopback}}},
		"apiserver-etcd": {etcd, Subject{Name: "kube-apiserver"}},
	} {
		writer.pair(file, writer.issue(issue.by, issue.to))
	}
	writer.keyPair("service-account")
	for file, subject := range clients {
		writer.kubeconfig(paths.Config(file+".kubeconfig"), layout, ca, subject)
	}
	writer.kubeconfig(paths.Config("kubelet.kubeconfig"), layout, ca, node)
	writer.kubeconfig(paths.Kubeconfig(), layout, ca, Subject{Name: "ecommerce-stack-admin", Groups: []string{"system:masters"}})
	writer.file(paths.PKI(lastFile), nil)
	return writer.err
}

// writer keeps the first error, so that a list of files reads as a list.
type writer struct {
	paths state.Paths
	err   error
}

func (w *writer) authority(file, name string) Authority {
	authority, err := NewAuthority(name)
	w.note(err)
	w.pair(file, authority.Pair)
	return authority
}

func (w *writer) issue(authority Authority, subject Subject) Pair {
	pair, err := authority.Issue(subject)
	w.note(err)
	return pair
}

func (w *writer) keyPair(file string) {
	pair, err := NewKeyPair()
	w.note(err)
	w.file(w.paths.PKI(file+".pub"), pair.Certificate)
	w.file(w.paths.PKI(file+".key"), pair.Key)
}

func (w *writer) pair(file string, pair Pair) {
	w.file(w.paths.PKI(file+".crt"), pair.Certificate)
	w.file(w.paths.PKI(file+".key"), pair.Key)
}

func (w *writer) kubeconfig(path string, layout network.Layout, ca Authority, subject Subject) {
	pair := w.issue(ca, subject)
	name := ContextName(w.paths.Name)
	config := api.NewConfig()
	config.Clusters[name] = &api.Cluster{
		Server: fmt.Sprintf("https://%s:6443", layout.Node), CertificateAuthorityData: ca.Certificate,
	}
	config.AuthInfos[name] = &api.AuthInfo{ClientCertificateData: pair.Certificate, ClientKeyData: pair.Key}
	config.Contexts[name] = &api.Context{Cluster: name, AuthInfo: name}
	config.CurrentContext = name
	content, err := clientcmd.Write(*config)
	w.note(err)
	w.file(path, content)
}

func (w *writer) file(path string, content []byte) {
	if w.err == nil {
		w.note(state.WriteFile(path, content, 0o600))
	}
}

func (w *writer) note(err error) {
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("make the cluster's certificates: %w", err)
	}
}

// ContextName is the context's name in the cluster's kubeconfig files.
func ContextName(cluster string) string { return "local-" + cluster }
