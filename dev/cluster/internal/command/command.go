// Package command is the project's own commands.
package command

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"dev.ecommercestack/localkube/internal/cluster"
	"dev.ecommercestack/localkube/internal/storage"
)

// exitIncomplete is status's code when a process of the cluster does not run.
const exitIncomplete = 3

// Cluster runs "localkube cluster ..." and returns the exit code.
func Cluster() int {
	options := cluster.Options{Progress: os.Stderr}
	code := 0
	root := &cobra.Command{
		Use:           "cluster",
		Short:         "Bring a one-node cluster on this machine up or down",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().StringVar(&options.Name, "name", "dev", "the cluster's name")
	up := subcommand("up", "Bring the cluster up; what runs is left alone", &options, func(ctx context.Context, c *cluster.Cluster) error {
		return c.Up(ctx)
	})
	up.Flags().StringVar(&options.Debian, "debian", "", "the directory that dev/cluster/bin/debian printed")
	up.Flags().StringVar(&options.RegistryStorage, "registry-storage", "", "the directory for the registry's content")
	for _, flag := range []string{"debian", "registry-storage"} {
		if err := up.MarkFlagRequired(flag); err != nil {
			panic(err)
		}
	}
	root.AddCommand(
		up,
		subcommand("down", "End the cluster and remove all that it made, its data too", &options, func(ctx context.Context, c *cluster.Cluster) error {
			return c.Down(ctx)
		}),
		subcommand("status", "Say what of the cluster runs", &options, func(_ context.Context, c *cluster.Cluster) error {
			complete, err := c.Status(os.Stdout)
			if !complete {
				code = exitIncomplete
			}
			return err
		}),
		subcommand("env", "Print shell assignments that say how to reach the cluster", &options, func(_ context.Context, c *cluster.Cluster) error {
			return c.Env(os.Stdout)
		}),
	)
	return max(code, execute(root))
}

func subcommand(name, short string, options *cluster.Options, run func(context.Context, *cluster.Cluster) error) *cobra.Command {
	return &cobra.Command{Use: name, Short: short, Args: cobra.NoArgs, RunE: func(command *cobra.Command, _ []string) error {
		program, err := os.Executable()
		if err != nil {
			return fmt.Errorf("find this program's file: %w", err)
		}
		options.Programs = filepath.Dir(program)
		c, err := cluster.New(*options)
		if err != nil {
			return err
		}
		return run(command.Context(), c)
	}}
}

// Provisioner runs "localkube provisioner" and returns the exit code.
func Provisioner() int {
	var kubeconfig string
	var directories storage.Directories
	command := &cobra.Command{
		Use: "provisioner", Short: "Provide directories as volumes", Args: cobra.NoArgs,
		SilenceUsage: true, SilenceErrors: true,
		RunE: func(command *cobra.Command, _ []string) error {
			return storage.Run(command.Context(), kubeconfig, directories)
		},
	}
	command.Flags().StringVar(&kubeconfig, "kubeconfig", "", "the file that says how to reach the cluster")
	command.Flags().StringVar(&directories.Root, "directory", "", "where volumes are made")
	command.Flags().StringVar(&directories.Node, "node", "", "the node that this directory is on")
	return execute(command)
}

func execute(command *cobra.Command) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := command.ExecuteContext(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "cluster: %v\n", err)
		return 1
	}
	return 0
}
