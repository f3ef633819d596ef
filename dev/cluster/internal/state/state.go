package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
)

// State is what was decided when a cluster was first brought up and must not change while it lives.
type State struct {
	Name string `json:"name"`
	// Block is the address range that is the cluster's own.
	Block netip.Prefix `json:"block"`
	// Programs is the directory of the localkube build that brought the cluster up.
	Programs string `json:"programs"`
	// RegistryStorage is the directory that keeps the registry's content.
	RegistryStorage string `json:"registryStorage"`
	// Boot is the id of the machine's boot in which the cluster was last brought up.
	Boot string `json:"boot"`
}

// ErrNone means that there is no such cluster.
var ErrNone = errors.New("no such cluster")

// Load reads the cluster's state. It returns ErrNone when there is none.
func Load(paths Paths) (State, error) {
	var state State
	content, err := os.ReadFile(paths.In("state.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return state, ErrNone
	}
	if err != nil {
		return state, fmt.Errorf("read the cluster's state: %w", err)
	}
	if err := json.Unmarshal(content, &state); err != nil {
		return state, fmt.Errorf("%s is damaged (%w): run down, then up", paths.In("state.json"), err)
	}
	return state, nil
}

// Save writes the cluster's state in one step.
func Save(paths Paths, state State) error {
	content, err := json.MarshalIndent(state, "", "  ")
	if err != nil {
		return fmt.Errorf("write the cluster's state: %w", err)
	}
	return WriteFile(paths.In("state.json"), append(content, '\n'), 0o644)
}

// All returns the states of all clusters on the machine; a directory without a readable state is passed over.
func All(root string) ([]State, error) {
	entries, err := os.ReadDir(filepath.Join(root, "clusters"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the clusters: %w", err)
	}
	var all []State
	for _, entry := range entries {
		state, err := Load(Paths{Root: root, Name: entry.Name()})
		if err == nil {
			all = append(all, state)
		}
	}
	return all, nil
}

// BootID identifies the machine's current boot: process numbers of an earlier one mean nothing.
func BootID() (string, error) {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return "", fmt.Errorf("read the machine's boot id: %w", err)
	}
	return strings.TrimSpace(string(id)), nil
}

// WriteFile replaces a file in one step: a reader, or a crash, sees the old content or the new.
func WriteFile(path string, content []byte, mode os.FileMode) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(file.Name())
	_, err = file.Write(content)
	err = errors.Join(err, file.Chmod(mode), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
