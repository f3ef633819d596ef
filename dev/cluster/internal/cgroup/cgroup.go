// Package cgroup keeps a cluster's pods in a control group of their own, in the first or second version of the interface.
// Without it the kubelets of two clusters would remove each other's pods.
package cgroup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

const mountpoint = "/sys/fs/cgroup"

// Group is one cluster's control group.
type Group struct {
	// Name is the group's path below the root, with a leading slash.
	Name string
	root string
	v2   bool
}

// For returns the group of the named cluster.
func For(cluster string) (Group, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(mountpoint, &stat); err != nil {
		return Group{}, fmt.Errorf("look at %s: %w; mount the control groups there", mountpoint, err)
	}
	return Group{Name: "/ecommerce-stack-" + cluster, root: mountpoint, v2: stat.Type == unix.CGROUP2_SUPER_MAGIC}, nil
}

// Controllers that the kubelet needs in the second version.
var wanted = []string{"cpu", "cpuset", "memory", "pids", "io", "hugetlb"}

// Make creates the group.
func (g Group) Make() error {
	if g.v2 {
		return g.makeV2()
	}
	hierarchies, err := g.hierarchies()
	if err != nil {
		return err
	}
	for _, hierarchy := range hierarchies {
		dir := filepath.Join(hierarchy, g.Name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("make the control group %s: %w", dir, err)
		}
		// A new group may use no processor and no memory node until it is told which.
		for _, file := range []string{"cpuset.cpus", "cpuset.mems"} {
			if err := inherit(hierarchy, dir, file); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g Group) makeV2() error {
	available, err := os.ReadFile(filepath.Join(g.root, "cgroup.controllers"))
	if err != nil {
		return fmt.Errorf("read the control group controllers: %w", err)
	}
	dir := filepath.Join(g.root, g.Name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the control group %s: %w", dir, err)
	}
	for _, controller := range wanted {
		if !slices.Contains(strings.Fields(string(available)), controller) {
			continue
		}
		for _, parent := range []string{g.root, dir} {
			file := filepath.Join(parent, "cgroup.subtree_control")
			if err := os.WriteFile(file, []byte("+"+controller), 0o644); err != nil {
				return fmt.Errorf("give the control group the controller %s (%w): in a container, first move its processes out of the root group into one below it", controller, err)
			}
		}
	}
	return nil
}

// Remove kills what is left in the group and removes it.
func (g Group) Remove() error {
	roots := []string{g.root}
	if !g.v2 {
		var err error
		if roots, err = g.hierarchies(); err != nil {
			return err
		}
	}
	var problems []error
	for _, root := range roots {
		problems = append(problems, removeTree(filepath.Join(root, g.Name)))
	}
	return errors.Join(problems...)
}

func removeTree(top string) error {
	var last error
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		var dirs []string
		err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				dirs = append(dirs, path)
			}
			return nil
		})
		if err != nil || len(dirs) == 0 {
			return err
		}
		last = nil
		for _, dir := range slices.Backward(dirs) {
			killAll(dir)
			if err := unix.Rmdir(dir); err != nil && !errors.Is(err, unix.ENOENT) {
				last = fmt.Errorf("remove the control group %s: %w", dir, err)
			}
		}
		if last == nil {
			return nil
		}
	}
	return last
}

func killAll(dir string) {
	content, err := os.ReadFile(filepath.Join(dir, "cgroup.procs"))
	if err != nil {
		return
	}
	for _, field := range strings.Fields(string(content)) {
		if pid, err := strconv.Atoi(field); err == nil && pid > 1 {
			_ = unix.Kill(pid, unix.SIGKILL)
		}
	}
}

// hierarchies lists the mounted ones of the first version, and one of the second that is mounted beside them. Links (cpu
// and cpuacct are often two to one) are left out.
func (g Group) hierarchies() ([]string, error) {
	entries, err := os.ReadDir(g.root)
	if err != nil {
		return nil, fmt.Errorf("list the control groups: %w", err)
	}
	var all []string
	for _, entry := range entries {
		path := filepath.Join(g.root, entry.Name())
		var stat unix.Statfs_t
		if entry.IsDir() && unix.Statfs(path, &stat) == nil && (stat.Type == unix.CGROUP_SUPER_MAGIC || stat.Type == unix.CGROUP2_SUPER_MAGIC) {
			all = append(all, path)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no control groups are mounted below %s: mount them, as systemd or cgroupfs-mount does", g.root)
	}
	return all, nil
}

func inherit(parent, child, file string) error {
	value, err := os.ReadFile(filepath.Join(parent, file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(child, file), value, 0o644)
	}
	if err != nil {
		return fmt.Errorf("set %s of the control group: %w", file, err)
	}
	return nil
}
