package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"text/template"

	"sigs.k8s.io/yaml"

	"dev.ecommercestack/localkube/internal/state"
)

// NetworkName is the pod network's; the network plugins keep files under it.
func NetworkName(cluster string) string { return "ecommerce-stack-" + cluster }

var containerdTemplate = template.Must(template.New("containerd").Parse(`version = 2
root = "{{.Paths.In "containerd"}}"
state = "{{.Paths.In "run" "containerd"}}"
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]

[grpc]
  address = "{{.Paths.ContainerdSocket}}"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "{{.PauseImage}}"
  restrict_oom_score_adj = {{.RestrictOOMScore}}
  # Below the cluster's directory, so that none stays behind in /run/netns.
  netns_mounts_under_state_dir = true

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "{{.Snapshotter}}"
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
        Root = "{{.Paths.In "run" "runc"}}"

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "{{.CNIPlugins}}"
    conf_dir = "{{.Paths.In "config" "cni"}}"

  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "{{.Paths.In "config" "registries"}}"
`))

func containerd(in Inputs) ([]byte, error) {
	var content bytes.Buffer
	err := containerdTemplate.Execute(&content, in)
	return content.Bytes(), err
}

// corefile makes CoreDNS answer for the cluster alone: nothing inside has a way out.
func corefile(in Inputs) ([]byte, error) {
	return fmt.Appendf(nil, `.:53 {
  bind %s
  errors
  ready 127.0.0.1:8181
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig %s
    pods insecure
  }
  cache 30
}
`, in.Layout.Node, in.Paths.Config("coredns.kubeconfig")), nil
}

func registry(in Inputs) ([]byte, error) {
	return yaml.Marshal(map[string]any{
		"version": "0.1",
		"log":     map[string]any{"level": "warn", "accesslog": map[string]any{"disabled": true}},
		"storage": map[string]any{
			"filesystem": map[string]any{"rootdirectory": in.RegistryStorage},
			"delete":     map[string]any{"enabled": true},
		},
		"http": map[string]any{"addr": RegistryAddress(in.Layout)},
	})
}

// writeBelow makes the files that have a place prescribed by those who read them.
func writeBelow(in Inputs) error {
	// Point-to-point links: packets between pods always pass the node's rules, which services need.
	network, err := json.MarshalIndent(map[string]any{
		"cniVersion": "0.4.0",
		"name":       NetworkName(in.Paths.Name),
		"plugins": []any{
			map[string]any{
				"type": "ptp",
				"ipam": map[string]any{
					"type":    "host-local",
					"dataDir": in.Paths.In("cni"),
					"ranges":  []any{[]any{map[string]any{"subnet": in.Layout.Pods.String()}}},
					"routes":  []any{map[string]any{"dst": "0.0.0.0/0"}},
				},
			},
			map[string]any{"type": "portmap", "capabilities": map[string]any{"portMappings": true}},
		},
	}, "", "  ")
	if err != nil {
		return fmt.Errorf("make the pod network's configuration: %w", err)
	}
	registry := "http://" + RegistryAddress(in.Layout)
	hosts := fmt.Appendf(nil, "server = %q\n\n[host.%q]\n  capabilities = [\"pull\", \"resolve\"]\n", registry, registry)
	for path, content := range map[string][]byte{
		in.Paths.In("config", "cni", "10-pods.conflist"):                              network,
		in.Paths.In("config", "registries", RegistryAddress(in.Layout), "hosts.toml"): hosts,
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fmt.Errorf("make %s: %w", path, err)
		}
		if err := state.WriteFile(path, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}
