package machine

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dev.ecommercestack/localkube/internal/state"
)

// kernelSettings are what a kubelet sets for the whole machine when it starts.
var kernelSettings = []string{
	"vm/overcommit_memory", "vm/panic_on_oom", "kernel/panic", "kernel/panic_on_oops",
	"kernel/keys/root_maxkeys", "kernel/keys/root_maxbytes",
}

// RememberKernelSettings keeps the machine's settings before the first cluster changes them. The caller holds the lock
// that clusters share.
func RememberKernelSettings(root string) error {
	if _, err := os.Stat(settingsFile(root)); err == nil {
		return nil
	}
	settings := map[string]string{}
	for _, name := range kernelSettings {
		if value, err := os.ReadFile(filepath.Join("/proc/sys", name)); err == nil {
			settings[name] = strings.TrimSpace(string(value))
		}
	}
	content, err := json.Marshal(settings)
	if err != nil {
		return fmt.Errorf("remember the kernel's settings: %w", err)
	}
	return state.WriteFile(settingsFile(root), content, 0o644)
}

// RestoreKernelSettings puts back what was remembered, once no cluster is left. The caller holds the lock that clusters
// share. What was remembered before a reboot is as good: the machine's own values are the same.
func RestoreKernelSettings(root string) error {
	content, err := os.ReadFile(settingsFile(root))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("restore the kernel's settings: %w", err)
	}
	var settings map[string]string
	if err := json.Unmarshal(content, &settings); err != nil {
		return fmt.Errorf("restore the kernel's settings: %w", err)
	}
	for name, value := range settings {
		// Some machines don't let even root write all of them; then the kubelet couldn't either.
		_ = os.WriteFile(filepath.Join("/proc/sys", name), []byte(value), 0o644)
	}
	if err := os.Remove(settingsFile(root)); err != nil {
		return fmt.Errorf("restore the kernel's settings: %w", err)
	}
	return nil
}

func settingsFile(root string) string { return filepath.Join(root, "kernel-settings.json") }
