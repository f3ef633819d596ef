// Command localkube is a one-node Kubernetes in one binary.
//
// It runs as the program it is called as: a symlink named kubelet makes it a kubelet. Called by its own name, the first
// argument says which program to be, for example "localkube kubectl get pods" or "localkube cluster up".
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dev.ecommercestack/localkube/internal/programs"
)

func main() {
	name, args := program(os.Args)
	run, ok := programs.All()[name]
	if !ok {
		fmt.Fprintf(os.Stderr, "localkube: no program %q; use: localkube PROGRAM [arguments], where PROGRAM is one of: %s\n",
			name, strings.Join(names(), ", "))
		os.Exit(2)
	}
	os.Args = args
	os.Exit(run())
}

// program says which program the command line asks for, and with which arguments (the program's name first).
func program(argv []string) (string, []string) {
	called := filepath.Base(argv[0])
	if _, ok := programs.All()[called]; ok {
		return called, argv
	}
	if len(argv) < 2 {
		return "", argv
	}
	return argv[1], argv[1:]
}

func names() []string {
	var all []string
	for name := range programs.All() {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}
