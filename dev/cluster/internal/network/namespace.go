package network

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"
)

const namespaceDir = "/run/netns"

// Exists says whether there is a namespace of this name. A file that is left from before a reboot is none.
func Exists(namespace string) bool {
	var stat unix.Statfs_t
	err := unix.Statfs(filepath.Join(namespaceDir, namespace), &stat)
	return err == nil && stat.Type == unix.NSFS_MAGIC
}

// Inside runs work on a thread that is in the namespace; a process started by it begins there.
func Inside(namespace string, work func() error) error {
	return onOwnThread(func() error {
		target, err := netns.GetFromName(namespace)
		if err != nil {
			return fmt.Errorf("open network namespace %s: %w", namespace, err)
		}
		defer target.Close()
		if err := netns.Set(target); err != nil {
			return fmt.Errorf("enter network namespace %s: %w", namespace, err)
		}
		return work()
	})
}

func createNamespace(namespace string) error {
	if Exists(namespace) {
		return nil
	}
	if err := os.Remove(filepath.Join(namespaceDir, namespace)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove what is left of network namespace %s: %w", namespace, err)
	}
	return onOwnThread(func() error {
		created, err := netns.NewNamed(namespace)
		if err != nil {
			return fmt.Errorf("create network namespace %s: %w", namespace, err)
		}
		return created.Close()
	})
}

func deleteNamespace(namespace string) error {
	if Exists(namespace) {
		if err := netns.DeleteNamed(namespace); err != nil {
			return fmt.Errorf("delete network namespace %s: %w", namespace, err)
		}
		return nil
	}
	if err := os.Remove(filepath.Join(namespaceDir, namespace)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete network namespace %s: %w", namespace, err)
	}
	return nil
}

// onOwnThread runs work on a thread that ends with it, because a thread that changed its namespace serves no one else.
func onOwnThread(work func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		done <- work()
	}()
	return <-done
}
