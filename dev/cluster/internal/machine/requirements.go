// Package machine looks at what the machine allows, and puts back what a cluster changed on it.
package machine

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

const instead = "install Docker and kind, or give KUBE_CONTEXT and REGISTRY"

// Check says in one sentence why no local cluster can run here, and what to do.
func Check() error {
	if runtime.GOOS != "linux" {
		return errors.New("the local cluster needs Linux: " + instead)
	}
	if os.Geteuid() != 0 {
		return errors.New("the local cluster needs root, because it makes network namespaces and containers: run as root, or " + instead)
	}
	capabilities, err := effectiveCapabilities()
	if err != nil {
		return err
	}
	for name, bit := range map[string]uint{"CAP_SYS_ADMIN": unix.CAP_SYS_ADMIN, "CAP_NET_ADMIN": unix.CAP_NET_ADMIN} {
		if capabilities&(1<<bit) == 0 {
			return fmt.Errorf("the local cluster needs %s, which root lacks here (an unprivileged container?): use a real or virtual machine, or %s", name, instead)
		}
	}
	return nil
}

// MayRaiseOOMScore says whether a process may make itself less likely to be killed when memory runs out.
func MayRaiseOOMScore() (bool, error) {
	capabilities, err := effectiveCapabilities()
	return capabilities&(1<<unix.CAP_SYS_RESOURCE) != 0, err
}

// Snapshotter returns how containerd can stack image layers in the directory.
func Snapshotter(dir string) (string, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(dir, &stat); err != nil {
		return "", fmt.Errorf("look at the file system of %s: %w", dir, err)
	}
	if stat.Type == unix.OVERLAYFS_SUPER_MAGIC {
		// An overlay can't be the upper layer of another one.
		return "native", nil
	}
	return "overlayfs", nil
}

func effectiveCapabilities() (uint64, error) {
	content, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, fmt.Errorf("read this process's capabilities: %w", err)
	}
	return parseCapabilities(string(content))
}

func parseCapabilities(status string) (uint64, error) {
	for line := range strings.Lines(status) {
		if value, ok := strings.CutPrefix(line, "CapEff:"); ok {
			capabilities, err := strconv.ParseUint(strings.TrimSpace(value), 16, 64)
			if err != nil {
				return 0, fmt.Errorf("read this process's capabilities: %w", err)
			}
			return capabilities, nil
		}
	}
	return 0, errors.New("read this process's capabilities: /proc/self/status has no line CapEff")
}
