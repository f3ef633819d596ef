// Package state says where a cluster keeps its files and remembers what was decided for it.
package state

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// RootVariable is the environment variable that moves all clusters' state to another directory.
const RootVariable = "ECOMMERCE_STACK_STATE"

const defaultRoot = "/var/lib/ecommerce-stack"

// A Unix socket's path may have 107 bytes, and the kubelet's longest is below the cluster's directory.
const (
	maxSocketPath     = 107
	longestSocketPath = "kubelet/device-plugins/kubelet.sock"
)

var namePattern = regexp.MustCompile(`^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$`)

// Paths are the places of one cluster's files.
type Paths struct {
	// Root is shared by all clusters of the machine.
	Root string
	Name string
}

// NewPaths returns the places of the named cluster, or an error that says what a name must look like.
func NewPaths(name string) (Paths, error) {
	if !namePattern.MatchString(name) {
		return Paths{}, fmt.Errorf("cluster name %q: use 1 to 30 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash", name)
	}
	root := os.Getenv(RootVariable)
	if root == "" {
		root = defaultRoot
	}
	if !filepath.IsAbs(root) {
		return Paths{}, fmt.Errorf("%s=%q: give an absolute path", RootVariable, root)
	}
	paths := Paths{Root: filepath.Clean(root), Name: name}
	if longest := len(paths.In(longestSocketPath)); longest > maxSocketPath {
		return Paths{}, fmt.Errorf("%s=%q is too long by %d characters for the sockets below it: give a shorter path, or the cluster a shorter name",
			RootVariable, root, longest-maxSocketPath)
	}
	return paths, nil
}

// Dir is the cluster's own directory.
func (p Paths) Dir() string { return filepath.Join(p.Root, "clusters", p.Name) }

// In returns a path below the cluster's directory.
func (p Paths) In(elements ...string) string {
	return filepath.Join(append([]string{p.Dir()}, elements...)...)
}

// Config returns the path of a configuration file.
func (p Paths) Config(file string) string { return p.In("config", file) }

// PKI returns the path of a key or certificate.
func (p Paths) PKI(file string) string { return p.In("pki", file) }

// Log returns the path of a process's log.
func (p Paths) Log(process string) string { return p.In("log", process+".log") }

// Kubeconfig is the administrator's.
func (p Paths) Kubeconfig() string { return p.In("kubeconfig") }

// ContainerdSocket is where containerd listens.
func (p Paths) ContainerdSocket() string { return p.In("run", "containerd.sock") }

// Volumes is where the provisioner makes a directory for each volume.
func (p Paths) Volumes() string { return p.In("volumes") }

// MakeDirs creates the cluster's directories; those with secrets or data are for root alone.
func (p Paths) MakeDirs() error {
	for dir, mode := range map[string]os.FileMode{
		p.Dir(): 0o755, p.In("config"): 0o700, p.In("pki"): 0o700, p.In("log"): 0o755, p.In("run"): 0o711,
		p.In("etcd"): 0o700, p.In("containerd"): 0o711, p.In("kubelet"): 0o755, p.In("cni"): 0o700,
		p.In("pod-logs"): 0o755, p.Volumes(): 0o700,
	} {
		if err := os.MkdirAll(dir, mode); err != nil {
			return fmt.Errorf("make the cluster's directories: %w", err)
		}
		if err := os.Chmod(dir, mode); err != nil {
			return fmt.Errorf("make the cluster's directories: %w", err)
		}
	}
	return nil
}
