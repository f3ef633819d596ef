package process

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

func TestParseStatusWithBlanksInTheName(t *testing.T) {
	const line = "42 (a (strange) name) S 7 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 1000 200"
	got, err := parseStatus(line)
	if err != nil || got.state != 'S' || got.parent != 7 || got.started != 123456 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestParseStatusRefusesWhatIsNone(t *testing.T) {
	for _, line := range []string{"", "42", "42 (short) S 7", "42 (x) S y 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456"} {
		if _, err := parseStatus(line); err == nil {
			t.Errorf("%q was accepted", line)
		}
	}
}

func TestOnlyTheSameProcessIsAlive(t *testing.T) {
	self, err := identify(os.Getpid(), "this boot")
	if err != nil {
		t.Fatal(err)
	}
	if !self.Alive("this boot") {
		t.Error("this process is not alive")
	}
	if self.Alive("another boot") {
		t.Error("alive in another boot")
	}
	self.Started++
	if self.Alive("this boot") {
		t.Error("a process of the same number that started at another time is taken for this one")
	}
	if (Identity{}).Alive("") {
		t.Error("no process is alive")
	}
}

func keeper(t *testing.T) (Keeper, Spec) {
	t.Helper()
	sleep, err := exec.LookPath("sleep")
	if err != nil {
		t.Skip("no sleep command")
	}
	dir := t.TempDir()
	return Keeper{Dir: dir, Boot: "boot"}, Spec{
		Name: "sleeper", Command: []string{sleep, "60"}, Log: filepath.Join(dir, "log"),
		Enter: func(start func() error) error { return start() },
	}
}

func TestEnsureStartsOnceAndStopEnds(t *testing.T) {
	keeper, spec := keeper(t)
	if started, err := keeper.Ensure(spec); err != nil || !started {
		t.Fatalf("started %v, %v", started, err)
	}
	before, _ := keeper.Identity(spec.Name)
	if started, err := keeper.Ensure(spec); err != nil || started {
		t.Errorf("started again: %v, %v", started, err)
	}
	if err := keeper.Stop(10*time.Second, spec.Name); err != nil {
		t.Fatal(err)
	}
	if before.Alive("boot") || keeper.Running(spec.Name) {
		t.Error("it still runs")
	}
}

func TestStopSparesAStranger(t *testing.T) {
	keeper, spec := keeper(t)
	stranger := exec.Command(spec.Command[0], spec.Command[1])
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stranger.Process.Kill(); _ = stranger.Wait() }()
	identity, err := identify(stranger.Process.Pid, "boot")
	if err != nil {
		t.Fatal(err)
	}
	// What a file would hold whose process is long gone and whose number was given to another.
	if err := keeper.remember("old", Identity{PID: identity.PID, Started: identity.Started - 1, Boot: "boot"}); err != nil {
		t.Fatal(err)
	}
	if err := keeper.Stop(time.Second, "old"); err != nil {
		t.Fatal(err)
	}
	if !identity.Alive("boot") {
		t.Error("the stranger was ended")
	}
}
