package cluster

import (
	"fmt"
	"path/filepath"

	"dev.ecommercestack/localkube/internal/bootstrap"
	"dev.ecommercestack/localkube/internal/network"
	"dev.ecommercestack/localkube/internal/process"
)

const (
	etcd              = "etcd"
	containerd        = "containerd"
	registry          = "docker-registry"
	apiserver         = "kube-apiserver"
	controllerManager = "kube-controller-manager"
	scheduler         = "kube-scheduler"
	kubelet           = "kubelet"
	proxy             = "kube-proxy"
	coredns           = "coredns"
	metricsServer     = "metrics-server"
	provisioner       = "provisioner"
)

// processNames lists all of a cluster's processes, in the order in which they start.
func (c *Cluster) processNames() []string {
	return []string{etcd, containerd, registry, apiserver, controllerManager, scheduler, kubelet, proxy, coredns, metricsServer, provisioner}
}

const etcdURL = "https://127.0.0.1:2379"

// command returns a process's program and arguments.
func (c *Cluster) command(name string) []string {
	switch name {
	case etcd:
		return append([]string{filepath.Join(c.options.Debian, "bin", name)}, c.etcdArguments()...)
	case containerd:
		return []string{filepath.Join(c.options.Debian, "bin", name), "--config", c.paths.Config("containerd.toml")}
	case registry:
		return []string{filepath.Join(c.options.Debian, "bin", name), "serve", c.paths.Config("registry.yaml")}
	}
	return append([]string{filepath.Join(c.options.Programs, name)}, map[string]func() []string{
		apiserver:         c.apiserverArguments,
		controllerManager: c.controllerManagerArguments,
		scheduler: func() []string {
			return []string{"--kubeconfig", c.paths.Config("scheduler.kubeconfig"), "--leader-elect=false", "--bind-address=127.0.0.1"}
		},
		kubelet: func() []string {
			return []string{
				"--config", c.paths.Config("kubelet.yaml"), "--kubeconfig", c.paths.Config("kubelet.kubeconfig"),
				"--root-dir", c.paths.In("kubelet"), "--cert-dir", c.paths.In("kubelet", "pki"),
				"--hostname-override", c.paths.Name, "--node-ip", c.layout.Node.String(),
			}
		},
		proxy:         func() []string { return []string{"--config", c.paths.Config("proxy.yaml")} },
		coredns:       func() []string { return []string{"-conf", c.paths.Config("Corefile")} },
		metricsServer: c.metricsServerArguments,
		provisioner: func() []string {
			return []string{"--kubeconfig", c.paths.Config("provisioner.kubeconfig"), "--directory", c.paths.Volumes(), "--node", c.paths.Name}
		},
	}[name]()...)
}

// etcdArguments leave out fsync: a cluster that is thrown away starts much sooner, and may be damaged when the machine
// (not just a process) dies.
func (c *Cluster) etcdArguments() []string {
	const peerURL = "http://127.0.0.1:2380"
	return []string{
		"--data-dir", c.paths.In("etcd"), "--unsafe-no-fsync",
		"--listen-client-urls", etcdURL, "--advertise-client-urls", etcdURL,
		"--listen-peer-urls", peerURL, "--initial-advertise-peer-urls", peerURL, "--initial-cluster", "default=" + peerURL,
		"--client-cert-auth", "--trusted-ca-file", c.paths.PKI("etcd-ca.crt"),
		"--cert-file", c.paths.PKI("etcd.crt"), "--key-file", c.paths.PKI("etcd.key"),
	}
}

func (c *Cluster) apiserverArguments() []string {
	return []string{
		"--advertise-address", c.layout.Node.String(), "--secure-port=6443",
		"--tls-cert-file", c.paths.PKI("apiserver.crt"), "--tls-private-key-file", c.paths.PKI("apiserver.key"),
		"--client-ca-file", c.paths.PKI("ca.crt"),
		"--etcd-servers", etcdURL, "--etcd-cafile", c.paths.PKI("etcd-ca.crt"),
		"--etcd-certfile", c.paths.PKI("apiserver-etcd.crt"), "--etcd-keyfile", c.paths.PKI("apiserver-etcd.key"),
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--anonymous-auth=false",
		"--service-cluster-ip-range", c.layout.Services.String(),
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file", c.paths.PKI("service-account.pub"),
		"--service-account-signing-key-file", c.paths.PKI("service-account.key"),
		"--kubelet-client-certificate", c.paths.PKI("kubelet-client.crt"), "--kubelet-client-key", c.paths.PKI("kubelet-client.key"),
		"--kubelet-certificate-authority", c.paths.PKI("ca.crt"),
		// Names of nodes are known to no name server.
		"--kubelet-preferred-address-types=InternalIP",
		"--requestheader-client-ca-file", c.paths.PKI("front-proxy-ca.crt"), "--requestheader-allowed-names=front-proxy-client",
		"--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file", c.paths.PKI("front-proxy.crt"), "--proxy-client-key-file", c.paths.PKI("front-proxy.key"),
		"--enable-aggregator-routing=true", "--allow-privileged=true", "--profiling=false",
	}
}

func (c *Cluster) controllerManagerArguments() []string {
	return []string{
		"--kubeconfig", c.paths.Config("controller-manager.kubeconfig"), "--leader-elect=false", "--bind-address=127.0.0.1",
		"--use-service-account-credentials", "--service-account-private-key-file", c.paths.PKI("service-account.key"),
		"--root-ca-file", c.paths.PKI("ca.crt"),
		"--cluster-signing-cert-file", c.paths.PKI("ca.crt"), "--cluster-signing-key-file", c.paths.PKI("ca.key"),
		"--profiling=false",
	}
}

func (c *Cluster) metricsServerArguments() []string {
	kubeconfig := c.paths.Config("metrics-server.kubeconfig")
	return []string{
		"--kubeconfig", kubeconfig, "--authentication-kubeconfig", kubeconfig, "--authorization-kubeconfig", kubeconfig,
		"--bind-address", c.layout.Node.String(), fmt.Sprintf("--secure-port=%d", bootstrap.MetricsPort),
		"--tls-cert-file", c.paths.PKI("metrics-server.crt"), "--tls-private-key-file", c.paths.PKI("metrics-server.key"),
		"--kubelet-certificate-authority", c.paths.PKI("ca.crt"), "--kubelet-preferred-address-types=InternalIP",
		"--metric-resolution=15s",
	}
}

// ensure starts the named processes, those that don't run.
func (c *Cluster) ensure(iptables string, names ...string) error {
	path := filepath.Join(c.options.Debian, iptables) + ":" + filepath.Join(c.options.Debian, "bin") + ":/usr/sbin:/usr/bin:/sbin:/bin"
	for _, name := range names {
		started, err := c.keeper.Ensure(process.Spec{
			Name:    name,
			Command: c.command(name),
			Env:     []string{"PATH=" + path, "HOME=/root"},
			Log:     c.paths.Log(name),
			Enter:   func(start func() error) error { return network.Inside(c.names.Namespace, start) },
		})
		if err != nil {
			return err
		}
		if started {
			c.started[name] = true
			c.say("started %s", name)
		}
	}
	return nil
}
