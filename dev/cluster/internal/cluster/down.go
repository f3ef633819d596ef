package cluster

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"dev.ecommercestack/localkube/internal/cgroup"
	"dev.ecommercestack/localkube/internal/config"
	"dev.ecommercestack/localkube/internal/containers"
	"dev.ecommercestack/localkube/internal/machine"
	"dev.ecommercestack/localkube/internal/network"
	"dev.ecommercestack/localkube/internal/process"
	"dev.ecommercestack/localkube/internal/state"
)

// Down ends the cluster and removes all that it made on the machine, its data too. It works from any half of a cluster.
func (c *Cluster) Down(ctx context.Context) error {
	if err := machine.Check(); err != nil {
		return err
	}
	unlock, err := c.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if c.group, err = cgroup.For(c.options.Name); err != nil {
		return err
	}
	if err := c.stopAll(ctx); err != nil {
		return err
	}
	c.say("processes ended")
	if err := machine.UnmountBelow(c.paths.Dir()); err != nil {
		return fmt.Errorf("%w; nothing was removed, run down again", err)
	}
	if err := network.Down(c.names); err != nil {
		return err
	}
	if err := c.removeFiles(); err != nil {
		return err
	}
	if err := c.shared(ctx, c.restoreIfLast); err != nil {
		return err
	}
	c.say("cluster %s is gone", c.options.Name)
	return nil
}

// stopAll ends all processes, each before those that it needs: an API server that has lost etcd hangs when it is asked to
// end. The kubelet is first, so that it doesn't start again what ends.
func (c *Cluster) stopAll(ctx context.Context) error {
	const short, long = 2 * time.Second, 5 * time.Second
	if err := c.keeper.Stop(short, kubelet, provisioner, scheduler, controllerManager, metricsServer, coredns); err != nil {
		return err
	}
	if c.keeper.Running(containerd) {
		limited, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		// What this leaves, the steps below remove the hard way.
		if err := containers.RemovePods(limited, c.paths.ContainerdSocket()); err != nil {
			c.say("some pods did not end by themselves: %v", err)
		}
	}
	if err := c.keeper.Stop(short, proxy, apiserver); err != nil {
		return err
	}
	if err := c.keeper.Stop(long, etcd, containerd, registry); err != nil {
		return err
	}
	left, err := process.Find(c.keeper.Boot, c.ours)
	if err != nil {
		return err
	}
	if err := process.End(c.keeper.Boot, 0, left...); err != nil {
		return err
	}
	return c.group.Remove()
}

// ours says whether a process belongs to the cluster though no file remembers it: one of its programs, or containerd's
// companion of a pod, that was given a path below the cluster's directory.
func (c *Cluster) ours(arguments []string) bool {
	const companion = "containerd-shim-runc-v2"
	program := filepath.Base(arguments[0])
	if program != companion && !slices.Contains(c.processNames(), program) {
		return false
	}
	return slices.ContainsFunc(arguments[1:], func(argument string) bool {
		return strings.Contains(argument, c.paths.Dir()+"/")
	})
}

// removeFiles removes the cluster's directory, and the files that programs keep in places of their own choice.
func (c *Cluster) removeFiles() error {
	if err := os.RemoveAll(c.paths.Dir()); err != nil {
		return fmt.Errorf("remove %s: %w; run down again", c.paths.Dir(), err)
	}
	result := regexp.MustCompile("^" + regexp.QuoteMeta(config.NetworkName(c.options.Name)) + "-[0-9a-f]{64}-[^-]+$")
	err := removeMatching("/var/lib/cni/results", func(name, _ string) bool { return result.MatchString(name) })
	podLogs := c.paths.In("pod-logs") + "/"
	return errors.Join(err, removeMatching("/var/log/containers", func(_, target string) bool {
		return strings.HasPrefix(target, podLogs)
	}))
}

// removeMatching removes files by their name or, for links, their target.
func removeMatching(dir string, match func(name, target string) bool) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("clean %s: %w", dir, err)
	}
	var problems []error
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		target, _ := os.Readlink(path)
		if match(entry.Name(), target) {
			problems = append(problems, os.Remove(path))
		}
	}
	return errors.Join(problems...)
}

// restoreIfLast puts the kernel's settings back when no cluster is left. The caller holds the shared lock.
func (c *Cluster) restoreIfLast() error {
	others, err := state.All(c.paths.Root)
	if err != nil || len(others) > 0 {
		return err
	}
	return machine.RestoreKernelSettings(c.paths.Root)
}
