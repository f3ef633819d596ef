package compose

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"go.yaml.in/yaml/v4"
)

const root = "../.."

var backings = []string{"kafka", "postgresql", "rabbitmq", "redis"}

// load reads compose.yaml as docker compose does, with some profiles.
func load(t *testing.T, profiles ...string) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{filepath.Join(root, "compose.yaml")},
		cli.WithWorkingDirectory(root), cli.WithProfiles(profiles), cli.WithoutEnvironmentResolution)
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		t.Fatalf("compose.yaml cannot be loaded: %v", err)
	}
	return project
}

func read(t *testing.T, file string, into any, decode func([]byte, any) error) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	if err := decode(text, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

type topology struct {
	Services []string
	Kafka    struct {
		Topics []struct {
			Producers []string
			Consumers []struct{ Service string }
		}
	}
	Rabbitmq struct {
		Vhost  string
		Queues []struct{ Producers, Consumers []string }
	}
	Postgresql struct {
		Databases []struct{ Name, Service string }
	}
	Redis struct{ Users []struct{ Service string } }
}

func services(t *testing.T) []string {
	t.Helper()
	var contract topology
	read(t, "contracts/topology.yaml", &contract, func(text []byte, into any) error { return yaml.Unmarshal(text, into) })
	return contract.Services
}

// needs tells which services log in at each backing service.
func needs(t *testing.T) map[string][]string {
	t.Helper()
	var contract topology
	read(t, "contracts/topology.yaml", &contract, func(text []byte, into any) error { return yaml.Unmarshal(text, into) })
	found := map[string][]string{}
	for _, topic := range contract.Kafka.Topics {
		found["kafka"] = append(found["kafka"], topic.Producers...)
		for _, consumer := range topic.Consumers {
			found["kafka"] = append(found["kafka"], consumer.Service)
		}
	}
	for _, queue := range contract.Rabbitmq.Queues {
		found["rabbitmq"] = append(append(found["rabbitmq"], queue.Producers...), queue.Consumers...)
	}
	for _, database := range contract.Postgresql.Databases {
		found["postgresql"] = append(found["postgresql"], database.Service)
	}
	for _, user := range contract.Redis.Users {
		found["redis"] = append(found["redis"], user.Service)
	}
	for backing, services := range found {
		sort.Strings(services)
		found[backing] = slices.Compact(services)
	}
	return found
}

func absolute(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func vhost(t *testing.T) string {
	t.Helper()
	var contract topology
	read(t, "contracts/topology.yaml", &contract, func(text []byte, into any) error { return yaml.Unmarshal(text, into) })
	return contract.Rabbitmq.Vhost
}

func files(t *testing.T, directory string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(directory, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			relative, _ := filepath.Rel(directory, path)
			found = append(found, relative)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
