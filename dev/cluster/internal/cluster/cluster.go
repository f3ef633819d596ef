// Package cluster brings a one-node cluster up and down.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dev.ecommercestack/localkube/internal/cgroup"
	"dev.ecommercestack/localkube/internal/config"
	"dev.ecommercestack/localkube/internal/network"
	"dev.ecommercestack/localkube/internal/process"
	"dev.ecommercestack/localkube/internal/state"
)

// Options are what a caller says about a cluster.
type Options struct {
	Name string
	// Programs is the directory with the Kubernetes programs.
	Programs string
	// Debian is the directory that dev/cluster/bin/debian printed. Only up needs it.
	Debian string
	// RegistryStorage is the directory for the registry's content; clusters may share it. Only up needs it.
	RegistryStorage string
	// Progress gets a line for each step.
	Progress io.Writer
}

// Cluster is one cluster of this machine, up or not.
type Cluster struct {
	options Options
	paths   state.Paths
	names   network.Names
	layout  network.Layout
	keeper  process.Keeper
	group   cgroup.Group
	begin   time.Time
	// started tells the processes that this run started from those that it found.
	started map[string]bool
}

// New returns the named cluster. It looks at nothing yet but the name.
func New(options Options) (*Cluster, error) {
	paths, err := state.NewPaths(options.Name)
	if err != nil {
		return nil, err
	}
	boot, err := state.BootID()
	if err != nil {
		return nil, err
	}
	return &Cluster{
		options: options,
		paths:   paths,
		names:   network.NamesFor(options.Name),
		keeper:  process.Keeper{Dir: paths.In("run"), Boot: boot},
		begin:   time.Now(),
		started: map[string]bool{},
	}, nil
}

// Status writes what runs. It says whether all of it does.
func (c *Cluster) Status(out io.Writer) (bool, error) {
	saved, err := state.Load(c.paths)
	if errors.Is(err, state.ErrNone) {
		_, err := fmt.Fprintf(out, "cluster %s: none\n", c.options.Name)
		return false, err
	}
	if err != nil {
		return false, err
	}
	c.layout = network.NewLayout(saved.Block)
	lines := []string{
		fmt.Sprintf("cluster %s: node %s, pods %s, services %s, registry %s", c.options.Name, c.layout.Node, c.layout.Pods, c.layout.Services, config.RegistryAddress(c.layout)),
		fmt.Sprintf("state and logs: %s", c.paths.Dir()),
	}
	all := true
	for _, name := range c.processNames() {
		identity, err := c.keeper.Identity(name)
		condition := fmt.Sprintf("runs as %d", identity.PID)
		if err != nil || !identity.Alive(c.keeper.Boot) {
			condition, all = "does not run (dev/cluster/bin/cluster up starts it)", false
		}
		lines = append(lines, fmt.Sprintf("%-24s %s", name, condition))
	}
	_, err = fmt.Fprintln(out, strings.Join(lines, "\n"))
	return all, err
}

// Env writes shell assignments that say how to reach the cluster.
func (c *Cluster) Env(out io.Writer) error {
	saved, err := state.Load(c.paths)
	if errors.Is(err, state.ErrNone) {
		return fmt.Errorf("there is no cluster %s: run dev/cluster/bin/cluster up", c.options.Name)
	}
	if err != nil {
		return err
	}
	layout := network.NewLayout(saved.Block)
	variables := [][2]string{
		{"CLUSTER_KIND", "local"},
		{"CLUSTER", c.options.Name},
		{"KUBECONFIG", c.paths.Kubeconfig()},
		{"KUBE_CONTEXT", contextName(c.options.Name)},
		{"KUBECTL", filepath.Join(c.options.Programs, "kubectl")},
		{"REGISTRY", config.RegistryAddress(layout)},
		{"REGISTRY_IN_CLUSTER", config.RegistryAddress(layout)},
		{"REGISTRY_INSECURE", "true"},
		{"NODE_ADDRESS", layout.Node.String()},
	}
	for _, variable := range append(variables, aroundProxy(saved.Block.String())...) {
		if _, err := fmt.Fprintf(out, "export %s=%s\n", variable[0], quote(variable[1])); err != nil {
			return err
		}
	}
	return nil
}

// aroundProxy returns the assignments that keep clients from asking a proxy for the cluster, where one is set.
func aroundProxy(block string) [][2]string {
	var variables [][2]string
	for _, name := range []func(string) string{strings.ToUpper, strings.ToLower} {
		if os.Getenv(name("http_proxy")) == "" && os.Getenv(name("https_proxy")) == "" {
			continue
		}
		except := name("no_proxy")
		list := strings.Split(os.Getenv(except), ",")
		if !slices.Contains(list, block) {
			list = append(list, block)
		}
		variables = append(variables, [2]string{except, strings.TrimPrefix(strings.Join(list, ","), ",")})
	}
	return variables
}

// quote makes a word that a shell reads as the very text.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// lock guards the cluster against another run.
func (c *Cluster) lock(ctx context.Context) (func(), error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	return state.Lock(ctx, c.paths.Root, c.options.Name)
}

// shared does work under the lock that clusters share.
func (c *Cluster) shared(ctx context.Context, work func() error) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	unlock, err := state.Lock(ctx, c.paths.Root, "")
	if err != nil {
		return err
	}
	defer unlock()
	return work()
}

// say writes a line of progress, with the seconds since the beginning.
func (c *Cluster) say(format string, arguments ...any) {
	fmt.Fprintf(c.options.Progress, "%6.1f s  %s\n", time.Since(c.begin).Seconds(), fmt.Sprintf(format, arguments...))
}
