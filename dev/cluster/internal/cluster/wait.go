package cluster

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"dev.ecommercestack/localkube/internal/network"
)

// A slow machine may take long; a working one never needs this much.
const patience = 2 * time.Minute

// check returns nil once what it looks for is so.
type check func(ctx context.Context) error

// await waits for a check, for as long as the processes that it needs run.
func (c *Cluster) await(ctx context.Context, what string, check check, needs ...string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var last error
	for waited := false; ; waited = true {
		try, cancelTry := context.WithTimeout(ctx, 10*time.Second)
		err := check(try)
		cancelTry()
		if err == nil {
			if waited {
				c.say("%s", what)
			}
			return nil
		}
		if ctx.Err() == nil || last == nil {
			last = err
		}
		for _, name := range needs {
			if !c.keeper.Running(name) {
				return fmt.Errorf("%s ended; the end of %s:\n%s", name, c.paths.Log(name), tail(c.paths.Log(name)))
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waited in vain for: %s (%w); see the logs in %s; up tries again, down begins anew", what, last, c.paths.In("log"))
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// tail returns the last lines of a log.
func tail(path string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	return strings.Join(lines[max(0, len(lines)-8):], "\n")
}

func listensOn(network, address string) check {
	return func(ctx context.Context) error {
		var dialer net.Dialer
		connection, err := dialer.DialContext(ctx, network, address)
		if err != nil {
			return err
		}
		return connection.Close()
	}
}

func (c *Cluster) insideListens(address string) check {
	return func(ctx context.Context) error {
		return network.Inside(c.names.Namespace, func() error { return listensOn("tcp", address)(ctx) })
	}
}

// api is the way to the cluster's API server.
type api struct {
	config  *rest.Config
	client  kubernetes.Interface
	dynamic dynamic.Interface
}

// connect waits for the API server.
func (c *Cluster) connect(ctx context.Context) (*api, error) {
	config, err := clientcmd.BuildConfigFromFlags("", c.paths.Kubeconfig())
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", c.paths.Kubeconfig(), err)
	}
	// Nothing between here and the node: a proxy for the internet can't reach it.
	config.Proxy = http.ProxyURL(nil)
	config.QPS, config.Burst = 100, 100
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("make a client: %w", err)
	}
	dynamicClient, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("make a client: %w", err)
	}
	ready := func(ctx context.Context) error {
		return client.Discovery().RESTClient().Get().AbsPath("/readyz").Do(ctx).Error()
	}
	return &api{config, client, dynamicClient}, c.await(ctx, "the API server is ready", ready, apiserver, etcd)
}

// awaitReady waits until the cluster can be used.
func (c *Cluster) awaitReady(ctx context.Context, api *api) error {
	for _, step := range []struct {
		what  string
		check check
		needs []string
	}{
		{"names resolve", c.resolves, []string{coredns}},
		{"the node is ready", c.nodeReady(api), []string{kubelet, containerd, controllerManager}},
		{"pods may be made", serviceAccountThere(api), []string{controllerManager, scheduler}},
		{"the metrics API answers", metricsAvailable(api), []string{metricsServer, proxy, provisioner}},
	} {
		if err := c.await(ctx, step.what, step.check, step.needs...); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cluster) resolves(ctx context.Context) error {
	// A question that was asked before CoreDNS listened gets no answer: ask again soon.
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	resolver := net.Resolver{PreferGo: true, Dial: func(ctx context.Context, protocol, _ string) (net.Conn, error) {
		var dialer net.Dialer
		return dialer.DialContext(ctx, protocol, net.JoinHostPort(c.layout.Node.String(), "53"))
	}}
	_, err := resolver.LookupHost(ctx, "kubernetes.default.svc.cluster.local.")
	return err
}

func (c *Cluster) nodeReady(api *api) check {
	return func(ctx context.Context) error {
		node, err := api.client.CoreV1().Nodes().Get(ctx, c.paths.Name, metav1.GetOptions{})
		if err != nil {
			return err
		}
		for _, condition := range node.Status.Conditions {
			if condition.Type != corev1.NodeReady {
				continue
			}
			if condition.Status != corev1.ConditionTrue {
				return errors.New(condition.Message)
			}
			// The API server remembers what an earlier kubelet said.
			if c.started[kubelet] && condition.LastHeartbeatTime.Time.Before(c.begin.Truncate(time.Second)) {
				return errors.New("the kubelet has not reported yet")
			}
		}
		if len(node.Status.Conditions) == 0 || len(node.Spec.Taints) > 0 {
			return errors.New("the node takes no pods yet")
		}
		return nil
	}
}

func serviceAccountThere(api *api) check {
	return func(ctx context.Context) error {
		_, err := api.client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{})
		return err
	}
}

func metricsAvailable(api *api) check {
	services := schema.GroupVersionResource{Group: "apiregistration.k8s.io", Version: "v1", Resource: "apiservices"}
	return func(ctx context.Context) error {
		service, err := api.dynamic.Resource(services).Get(ctx, "v1beta1.metrics.k8s.io", metav1.GetOptions{})
		if err != nil {
			return err
		}
		conditions, _, _ := unstructured.NestedSlice(service.Object, "status", "conditions")
		for _, condition := range conditions {
			fields, _ := condition.(map[string]any)
			if fields["type"] == "Available" && fields["status"] == "True" {
				return nil
			}
		}
		return fmt.Errorf("the metrics API is not available yet: %v", conditions)
	}
}
