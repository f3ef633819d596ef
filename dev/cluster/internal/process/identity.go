// Package process starts the cluster's processes, remembers them, and ends them; never one that is not its own.
package process

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Identity tells a process from any other that gets its number later.
type Identity struct {
	PID int `json:"pid"`
	// Started is when it started, in clock ticks after boot.
	Started uint64 `json:"started"`
	// Boot is the id of the boot that it ran in.
	Boot string `json:"boot"`
}

// status is what /proc says of a process.
type status struct {
	state   byte
	parent  int
	started uint64
}

// Alive says whether the very same process still runs.
func (i Identity) Alive(boot string) bool {
	if i.PID <= 1 || i.Boot != boot {
		return false
	}
	now, err := readStatus(i.PID)
	return err == nil && now.started == i.Started && now.state != 'Z' && now.state != 'X'
}

func identify(pid int, boot string) (Identity, error) {
	now, err := readStatus(pid)
	if err != nil {
		return Identity{}, err
	}
	return Identity{PID: pid, Started: now.started, Boot: boot}, nil
}

func readStatus(pid int) (status, error) {
	content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return status{}, fmt.Errorf("look at process %d: %w", pid, err)
	}
	return parseStatus(string(content))
}

var errStatus = errors.New("unexpected content of /proc/PID/stat")

// parseStatus reads /proc/PID/stat. The second field is the program's name in parentheses, which may itself hold blanks
// and parentheses.
func parseStatus(content string) (status, error) {
	end := strings.LastIndexByte(content, ')')
	if end < 0 {
		return status{}, errStatus
	}
	fields := strings.Fields(content[end+1:])
	const state, parent, started = 0, 1, 19
	if len(fields) <= started {
		return status{}, errStatus
	}
	ppid, err := strconv.Atoi(fields[parent])
	if err != nil {
		return status{}, errStatus
	}
	ticks, err := strconv.ParseUint(fields[started], 10, 64)
	if err != nil {
		return status{}, errStatus
	}
	return status{state: fields[state][0], parent: ppid, started: ticks}, nil
}
