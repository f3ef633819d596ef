package process

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Stop asks the processes to end, all at once, waits, and kills those that are left after the patience. Processes that
// don't run, or are not those that were started here, are left alone.
func (k Keeper) Stop(patience time.Duration, names ...string) error {
	var identities []Identity
	for _, name := range names {
		if identity, err := k.Identity(name); err == nil {
			identities = append(identities, identity)
		}
	}
	if err := End(k.Boot, patience, identities...); err != nil {
		return fmt.Errorf("stop %s: %w", strings.Join(names, ", "), err)
	}
	for _, name := range names {
		if err := k.forget(name); err != nil {
			return err
		}
	}
	return nil
}

// End asks processes to end and kills those that still run after the patience (none: at once).
func End(boot string, patience time.Duration, processes ...Identity) error {
	if patience > 0 {
		signalAll(boot, unix.SIGTERM, processes)
		if allGone(boot, patience, processes) {
			return nil
		}
	}
	signalAll(boot, unix.SIGKILL, processes)
	const untilKilled = 10 * time.Second
	if !allGone(boot, untilKilled, processes) {
		return fmt.Errorf("processes %v don't end even when killed; they may wait for a disk or a mount (see ps), try again later", running(boot, processes))
	}
	return nil
}

func signalAll(boot string, signal unix.Signal, processes []Identity) {
	for _, process := range processes {
		// A descriptor stays with its process, so the number can't pass to another between the look and the signal.
		descriptor, err := unix.PidfdOpen(process.PID, 0)
		if err == nil {
			if process.Alive(boot) {
				_ = unix.PidfdSendSignal(descriptor, signal, nil, 0)
			}
			_ = unix.Close(descriptor)
		}
	}
}

func allGone(boot string, patience time.Duration, processes []Identity) bool {
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if len(running(boot, processes)) == 0 {
			return true
		}
		if time.Now().After(deadline) {
			return false
		}
	}
}

func running(boot string, processes []Identity) []int {
	var pids []int
	for _, process := range processes {
		if process.Alive(boot) {
			pids = append(pids, process.PID)
		}
	}
	return pids
}

// Find returns the processes that accept says yes to; it sees a process's arguments, the program first.
func Find(boot string, accept func(arguments []string) bool) ([]Identity, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, fmt.Errorf("list processes: %w", err)
	}
	var found []Identity
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		// A process may end between any two of these steps: then it is none to be found.
		identity, err := identify(pid, boot)
		if err != nil {
			continue
		}
		line, err := os.ReadFile("/proc/" + entry.Name() + "/cmdline")
		if err != nil {
			continue
		}
		if accept(strings.Split(strings.TrimRight(string(line), "\x00"), "\x00")) {
			found = append(found, identity)
		}
	}
	return found, nil
}
