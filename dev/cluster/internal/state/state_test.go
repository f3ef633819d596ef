package state

import (
	"context"
	"errors"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"
)

func TestNames(t *testing.T) {
	t.Setenv(RootVariable, "/var/lib/test")
	for _, name := range []string{"dev", "a", "e2e-7", strings.Repeat("a", 30)} {
		if _, err := NewPaths(name); err != nil {
			t.Errorf("%q is refused: %v", name, err)
		}
	}
	for _, name := range []string{"", "Dev", "7up", "-a", "a-", "a_b", "../x", "a b", strings.Repeat("a", 31)} {
		if _, err := NewPaths(name); err == nil {
			t.Errorf("%q is accepted", name)
		}
	}
}

func TestRootThatSocketsDoNotFitIn(t *testing.T) {
	for _, root := range []string{"relative/path", "/" + strings.Repeat("x", 100)} {
		t.Setenv(RootVariable, root)
		if _, err := NewPaths("dev"); err == nil {
			t.Errorf("%q is accepted", root)
		}
	}
}

func TestStateIsReadAsItWasWritten(t *testing.T) {
	paths := Paths{Root: t.TempDir(), Name: "dev"}
	if _, err := Load(paths); !errors.Is(err, ErrNone) {
		t.Errorf("no cluster yet, but: %v", err)
	}
	if err := paths.MakeDirs(); err != nil {
		t.Fatal(err)
	}
	want := State{Name: "dev", Block: netip.MustParsePrefix("198.18.16.0/20"), Programs: "/p", RegistryStorage: "/r", Boot: "b"}
	if err := Save(paths, want); err != nil {
		t.Fatal(err)
	}
	if got, err := Load(paths); err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	if all, err := All(paths.Root); err != nil || len(all) != 1 || all[0] != want {
		t.Errorf("all: %+v, %v", all, err)
	}
	if err := os.WriteFile(paths.In("state.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(paths); err == nil || errors.Is(err, ErrNone) {
		t.Errorf("damaged state: %v", err)
	}
}

func TestLockIsExclusive(t *testing.T) {
	root := t.TempDir()
	unlock, err := Lock(context.Background(), root, "dev")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if _, err := Lock(ctx, root, "dev"); err == nil {
		t.Error("locked twice")
	}
	if unlockOther, err := Lock(context.Background(), root, "other"); err != nil {
		t.Errorf("another cluster's lock: %v", err)
	} else {
		unlockOther()
	}
	unlock()
	if unlock, err = Lock(context.Background(), root, "dev"); err != nil {
		t.Errorf("after the lock was given back: %v", err)
	} else {
		unlock()
	}
}
