package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"dev.ecommercestack/localkube/internal/bootstrap"
	"dev.ecommercestack/localkube/internal/cgroup"
	"dev.ecommercestack/localkube/internal/config"
	"dev.ecommercestack/localkube/internal/containers"
	"dev.ecommercestack/localkube/internal/machine"
	"dev.ecommercestack/localkube/internal/network"
	"dev.ecommercestack/localkube/internal/pki"
	"dev.ecommercestack/localkube/internal/state"
)

func contextName(cluster string) string { return pki.ContextName(cluster) }

// Up brings the cluster up, or completes it: what runs already is left alone.
func (c *Cluster) Up(ctx context.Context) error {
	if err := machine.Check(); err != nil {
		return err
	}
	if err := machine.PrepareProcess(); err != nil {
		return err
	}
	unlock, err := c.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := c.shared(ctx, c.settle); err != nil {
		return err
	}
	pause, err := c.configure()
	if err != nil {
		return err
	}
	iptables, err := c.chooseIPTables()
	if err != nil {
		return err
	}
	if err := c.ensure(iptables, etcd, containerd, registry); err != nil {
		return err
	}
	if err := c.await(ctx, "etcd listens", c.insideListens("127.0.0.1:2379"), etcd); err != nil {
		return err
	}
	if err := c.ensure(iptables, apiserver); err != nil {
		return err
	}
	if err := c.providePause(ctx, pause); err != nil {
		return err
	}
	api, err := c.connect(ctx)
	if err != nil {
		return err
	}
	if err := c.ensure(iptables, kubelet, controllerManager, scheduler, proxy); err != nil {
		return err
	}
	if err := c.bootstrap(ctx, api); err != nil {
		return err
	}
	if err := c.ensure(iptables, coredns, metricsServer, provisioner); err != nil {
		return err
	}
	if err := c.awaitReady(ctx, api); err != nil {
		return err
	}
	c.say("cluster %s is up: node %s, registry %s", c.options.Name, c.layout.Node, config.RegistryAddress(c.layout))
	return nil
}

// settle decides what must not change while the cluster lives, and prepares the network. The caller holds the shared lock.
func (c *Cluster) settle() error {
	saved, err := state.Load(c.paths)
	switch {
	case errors.Is(err, state.ErrNone):
		saved = state.State{Name: c.options.Name, Programs: c.options.Programs, RegistryStorage: c.options.RegistryStorage}
		if saved.Block, err = c.chooseBlock(); err != nil {
			return err
		}
	case err != nil:
		return err
	default:
		taken, err := network.Taken(c.names.HostLink)
		if err != nil {
			return err
		}
		if conflicts := network.Conflicts(saved.Block, taken); len(conflicts) > 0 {
			return fmt.Errorf("the cluster's addresses %s are now used on this machine by %v: run down, then up, for new ones", saved.Block, conflicts)
		}
	}
	c.layout = network.NewLayout(saved.Block)
	c.options.RegistryStorage = saved.RegistryStorage
	if err := c.paths.MakeDirs(); err != nil {
		return err
	}
	if saved.Boot != c.keeper.Boot {
		if saved.Boot != "" {
			c.say("the machine was started anew: clearing what that left")
		}
		if err := c.clearAfterBoot(); err != nil {
			return err
		}
		saved.Boot = c.keeper.Boot
	}
	if saved.Programs != c.options.Programs {
		c.say("note: the cluster was brought up by another build; down, then up, takes the new one for all processes")
	}
	if err := state.Save(c.paths, saved); err != nil {
		return err
	}
	if err := machine.RememberKernelSettings(c.paths.Root); err != nil {
		return err
	}
	return network.Up(c.names, c.layout)
}

// chooseBlock takes a block that neither the machine nor another cluster uses, even one that is not running.
func (c *Cluster) chooseBlock() (block netip.Prefix, err error) {
	taken, err := network.Taken(c.names.HostLink)
	if err != nil {
		return block, err
	}
	others, err := state.All(c.paths.Root)
	if err != nil {
		return block, err
	}
	for _, other := range others {
		taken = append(taken, other.Block)
	}
	return network.Choose(c.options.Name, taken)
}

// clearAfterBoot removes what only makes sense while the machine is up: mounts, sockets, addresses of pods.
func (c *Cluster) clearAfterBoot() error {
	if err := machine.UnmountBelow(c.paths.Dir()); err != nil {
		return err
	}
	for _, dir := range []string{c.paths.In("run"), c.paths.In("cni")} {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("clear what was left: %w", err)
		}
	}
	return c.paths.MakeDirs()
}

// configure makes the control group, the certificates and all configuration files.
func (c *Cluster) configure() (containers.PauseImage, error) {
	var none containers.PauseImage
	pause, err := containers.NewPauseImage(filepath.Join(c.options.Programs, "pause"), config.RegistryAddress(c.layout))
	if err != nil {
		return none, err
	}
	if c.group, err = cgroup.For(c.options.Name); err != nil {
		return none, err
	}
	if err := c.group.Make(); err != nil {
		return none, err
	}
	if err := pki.Ensure(c.paths, c.layout); err != nil {
		return none, err
	}
	mayRaise, err := machine.MayRaiseOOMScore()
	if err != nil {
		return none, err
	}
	snapshotter, err := machine.Snapshotter(c.paths.Dir())
	if err != nil {
		return none, err
	}
	if err := os.MkdirAll(c.options.RegistryStorage, 0o755); err != nil {
		return none, fmt.Errorf("make the registry's directory: %w", err)
	}
	return pause, config.Write(config.Inputs{
		Paths:            c.paths,
		Layout:           c.layout,
		CgroupRoot:       c.group.Name,
		Snapshotter:      snapshotter,
		RegistryStorage:  c.options.RegistryStorage,
		PauseImage:       pause.Name(),
		CNIPlugins:       filepath.Join(c.options.Debian, "root", "usr", "lib", "cni"),
		RestrictOOMScore: !mayRaise,
	})
}

// chooseIPTables returns the directory of the iptables that this kernel understands.
func (c *Cluster) chooseIPTables() (string, error) {
	var problems []error
	for _, kind := range []string{"iptables-nft", "iptables-legacy"} {
		list := exec.Command(filepath.Join(c.options.Debian, kind, "iptables"), "--table", "nat", "--list", "--numeric")
		err := network.Inside(c.names.Namespace, list.Run)
		if err == nil {
			return kind, nil
		}
		problems = append(problems, fmt.Errorf("%s: %w", kind, err))
	}
	return "", fmt.Errorf("this kernel has no iptables NAT, which services need (load the modules nf_tables and nft_compat, or ip_tables and iptable_nat): %w", errors.Join(problems...))
}

// providePause brings the image that holds pods' namespaces to containerd, by way of the registry.
func (c *Cluster) providePause(ctx context.Context, pause containers.PauseImage) error {
	if err := c.await(ctx, "the registry answers", listensOn("tcp", config.RegistryAddress(c.layout)), registry); err != nil {
		return err
	}
	if err := pause.Push(ctx); err != nil {
		return fmt.Errorf("%w; see %s", err, c.paths.Log(registry))
	}
	if err := c.await(ctx, "containerd answers", listensOn("unix", c.paths.ContainerdSocket()), containerd); err != nil {
		return err
	}
	pulled := func(ctx context.Context) error { return containers.Pull(ctx, c.paths.ContainerdSocket(), pause.Name()) }
	return c.await(ctx, "containerd pulls from the registry", pulled, containerd, registry)
}

func (c *Cluster) bootstrap(ctx context.Context, api *api) error {
	ca, err := os.ReadFile(c.paths.PKI("ca.crt"))
	if err != nil {
		return fmt.Errorf("read the cluster's certificate: %w", err)
	}
	objects, err := bootstrap.Objects(c.layout.Node, ca)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := bootstrap.Apply(ctx, api.config, objects); err != nil {
		return fmt.Errorf("%w; see %s", err, c.paths.Log(apiserver))
	}
	return nil
}
