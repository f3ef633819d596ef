package machine

import (
	"fmt"
	"syscall"
)

// PrepareProcess gives this process, and those it starts, what a service manager would: as many open files as allowed,
// and files that others may read unless said otherwise. Pods inherit the former by way of containerd.
func PrepareProcess() error {
	const readableByAll = 0o022
	syscall.Umask(readableByAll)
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return fmt.Errorf("read the limit of open files: %w", err)
	}
	const enough = 1 << 20
	files.Cur = min(files.Max, enough)
	// Set by hand, so that Go doesn't put the lower limit back for the processes it starts.
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return fmt.Errorf("raise the limit of open files: %w", err)
	}
	return nil
}
