// Package config writes the configuration files of the cluster's processes.
package config

import (
	"fmt"
	"net/netip"

	"dev.ecommercestack/localkube/internal/network"
	"dev.ecommercestack/localkube/internal/state"
)

// RegistryPort is the registry's, on the node's address.
const RegistryPort = 5000

// Inputs are what the files are made of.
type Inputs struct {
	Paths           state.Paths
	Layout          network.Layout
	CgroupRoot      string
	Snapshotter     string
	RegistryStorage string
	PauseImage      string
	// CNIPlugins is the directory of the network plugins.
	CNIPlugins string
	// RestrictOOMScore is for machines where no process may become less likely to be killed when memory runs out.
	RestrictOOMScore bool
}

// Write makes all files. It replaces what is there: the same inputs give the same files.
func Write(in Inputs) error {
	files := map[string]func(Inputs) ([]byte, error){
		"kubelet.yaml":    kubelet,
		"proxy.yaml":      proxy,
		"containerd.toml": containerd,
		"Corefile":        corefile,
		"registry.yaml":   registry,
	}
	for name, content := range files {
		bytes, err := content(in)
		if err != nil {
			return fmt.Errorf("make %s: %w", name, err)
		}
		if err := state.WriteFile(in.Paths.Config(name), bytes, 0o600); err != nil {
			return err
		}
	}
	return writeBelow(in)
}

// RegistryAddress is the registry's host and port, the same for pushes from the host and pulls in the cluster.
func RegistryAddress(layout network.Layout) string {
	return netip.AddrPortFrom(layout.Node, RegistryPort).String()
}
