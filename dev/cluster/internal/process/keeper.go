package process

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// Spec is how to start a process.
type Spec struct {
	Name string
	// Command is the program's path and its arguments.
	Command []string
	// Env is the whole environment: nothing is inherited.
	Env []string
	// Log is the file that its output is appended to.
	Log string
	// Enter runs the start inside a namespace.
	Enter func(start func() error) error
}

// Keeper remembers a cluster's processes in a directory, one file each.
type Keeper struct {
	Dir string
	// Boot is the id of the machine's current boot.
	Boot string
}

// logs larger than this are put aside when their process starts.
const maxLog = 20 << 20

// Ensure starts the process unless it runs. It says whether it started it.
func (k Keeper) Ensure(spec Spec) (bool, error) {
	if k.Running(spec.Name) {
		return false, nil
	}
	if info, err := os.Stat(spec.Log); err == nil && info.Size() > maxLog {
		if err := os.Rename(spec.Log, spec.Log+".old"); err != nil {
			return false, fmt.Errorf("put the old log aside: %w", err)
		}
	}
	log, err := os.OpenFile(spec.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o640)
	if err != nil {
		return false, fmt.Errorf("open the log of %s: %w", spec.Name, err)
	}
	defer log.Close()
	command := exec.Command(spec.Command[0], spec.Command[1:]...)
	command.Env, command.Dir = spec.Env, "/"
	command.Stdout, command.Stderr = log, log
	// A session of its own: what ends the caller's terminal doesn't end the cluster.
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := spec.Enter(command.Start); err != nil {
		return false, fmt.Errorf("start %s: %w", spec.Name, err)
	}
	pid := command.Process.Pid
	// Collects it when it ends while this program runs, so that it doesn't stay as a zombie.
	go func() { _ = command.Wait() }()
	identity, err := identify(pid, k.Boot)
	if err != nil {
		return false, fmt.Errorf("%s ended at once, see %s", spec.Name, spec.Log)
	}
	return true, k.remember(spec.Name, identity)
}

// Running says whether the process that was started under this name still runs.
func (k Keeper) Running(name string) bool {
	identity, err := k.Identity(name)
	return err == nil && identity.Alive(k.Boot)
}

// Identity returns what was remembered under this name.
func (k Keeper) Identity(name string) (Identity, error) {
	var identity Identity
	content, err := os.ReadFile(k.file(name))
	if err != nil {
		return identity, fmt.Errorf("process %s: %w", name, err)
	}
	if err := json.Unmarshal(content, &identity); err != nil {
		return identity, fmt.Errorf("process %s: %w", name, err)
	}
	return identity, nil
}

func (k Keeper) remember(name string, identity Identity) error {
	content, err := json.Marshal(identity)
	if err != nil {
		return fmt.Errorf("remember process %s: %w", name, err)
	}
	if err := os.WriteFile(k.file(name), content, 0o644); err != nil {
		return fmt.Errorf("remember process %s: %w", name, err)
	}
	return nil
}

func (k Keeper) forget(name string) error {
	if err := os.Remove(k.file(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget process %s: %w", name, err)
	}
	return nil
}

func (k Keeper) file(name string) string { return filepath.Join(k.Dir, name+".pid") }
