// Package compose checks that compose.yaml can be loaded and is true to contracts/topology.yaml and dev/images/contract.json.
// Docker is not needed: the file is read by the library that docker compose reads it with.
package compose

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
	"go.yaml.in/yaml/v4"
)

func TestEveryServiceIsThereAndOnlyTheBasicOnesStartByDefault(t *testing.T) {
	var contract topology
	read(t, "contracts/topology.yaml", &contract, func(text []byte, into any) error { return yaml.Unmarshal(text, into) })
	everything := append(append([]string{"declare"}, backings...), contract.Services...)
	sort.Strings(everything)
	if names := load(t, "all").ServiceNames(); !slices.Equal(names, everything) {
		t.Errorf("with the profile all: %v, want %v", names, everything)
	}
	basic := append([]string{"declare", "eureka", "user"}, backings...)
	sort.Strings(basic)
	if names := load(t).ServiceNames(); !slices.Equal(names, basic) {
		t.Errorf("without a profile: %v, want %v", names, basic)
	}
	for _, service := range contract.Services {
		if names := load(t, service).ServiceNames(); !slices.Contains(names, service) {
			t.Errorf("the profile %s does not start %s: %v", service, service, names)
		}
	}
}

func TestBackingServicesRunAsTheImageContractSays(t *testing.T) {
	type contract struct {
		Public  string
		Uid     int
		Volumes []string
		Scratch []string
	}
	var images map[string]contract
	read(t, "dev/images/contract.json", &images, json.Unmarshal)
	project := load(t)
	for _, name := range backings {
		service, want := project.Services[name], images[name]
		if !slices.Contains(strings.Split(want.Public, " or "), service.Image) {
			t.Errorf("%s: image %s, the contract says %s", name, service.Image, want.Public)
		}
		uid := strconv.Itoa(want.Uid)
		if service.User != uid+":"+uid {
			t.Errorf("%s: user %s, the contract says %s", name, service.User, uid)
		}
		for _, volume := range want.Volumes {
			if !slices.ContainsFunc(service.Volumes, func(v types.ServiceVolumeConfig) bool {
				return v.Type == types.VolumeTypeVolume && (v.Target == volume || strings.HasPrefix(volume, v.Target+"/"))
			}) {
				t.Errorf("%s: no volume at %s", name, volume)
			}
		}
		for _, directory := range want.Scratch {
			inMemory := slices.ContainsFunc(service.Tmpfs, func(entry string) bool { return strings.HasPrefix(entry, directory+":") })
			kept := slices.ContainsFunc(service.Volumes, func(v types.ServiceVolumeConfig) bool { return v.Target == directory })
			if !inMemory && !kept {
				t.Errorf("%s: %s cannot be written", name, directory)
			}
		}
		if service.HealthCheck == nil {
			t.Errorf("%s: declare cannot know when it is ready", name)
		}
	}
}

func TestEveryContainerIsHardenedAndReachableFromThisMachineOnly(t *testing.T) {
	for name, service := range load(t, "all").Services {
		if !service.ReadOnly || !slices.Equal(service.CapDrop, []string{"ALL"}) || service.Privileged ||
			!slices.Contains(service.SecurityOpt, "no-new-privileges:true") || service.User == "" {
			t.Errorf("%s is not hardened", name)
		}
		for _, port := range service.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s: port %s is open to the network", name, port.Published)
			}
		}
		if strings.HasSuffix(service.Image, ":latest") || !strings.Contains(service.Image, ":") {
			t.Errorf("%s: %s is not pinned", name, service.Image)
		}
		for _, volume := range service.Volumes {
			if volume.Type == types.VolumeTypeBind && !volume.ReadOnly {
				t.Errorf("%s may write into %s", name, volume.Source)
			}
			if source, found := strings.CutPrefix(volume.Source, absolute(t)+"/dev/compose/"); found {
				if _, err := os.Stat(filepath.Join(absolute(t), "dev", "compose", source)); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

func TestServicesAreToldWhereTheirBackingServicesAre(t *testing.T) {
	variables := map[string]map[string]string{
		"kafka":      {"SPRING_KAFKA_BOOTSTRAP_SERVERS": "kafka:9092", "SPRING_KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT"},
		"rabbitmq":   {"SPRING_RABBITMQ_HOST": "rabbitmq", "SPRING_RABBITMQ_VIRTUAL_HOST": vhost(t)},
		"redis":      {"SPRING_DATA_REDIS_HOST": "redis"},
		"postgresql": {"SPRING_DATASOURCE_URL": ""},
	}
	project, clients := load(t, "all"), needs(t)
	for name, service := range project.Services {
		if !strings.Contains(service.Image, "/ecommerce-stack/") || name == "declare" {
			continue
		}
		for _, backing := range backings {
			needed := slices.Contains(clients[backing], name)
			for variable, value := range variables[backing] {
				if variable == "SPRING_DATASOURCE_URL" {
					value = "jdbc:postgresql://postgresql:5432/" + name
				}
				told := service.Environment[variable]
				if needed && (told == nil || *told != value) {
					t.Errorf("%s: %s is not %s", name, variable, value)
				}
				if !needed && told != nil {
					t.Errorf("%s has no business with %s", name, backing)
				}
			}
		}
		mounted := slices.ContainsFunc(service.Volumes, func(v types.ServiceVolumeConfig) bool {
			return v.Target == "/etc/credentials" && strings.HasSuffix(v.Source, "/.compose/credentials/"+name)
		})
		if !mounted {
			t.Errorf("%s: its own credentials, and no others, belong at /etc/credentials", name)
		}
	}
}

func TestNoSecretStandsInTheFileAndGitIgnoresThem(t *testing.T) {
	secret := regexp.MustCompile(`(?i)(password|secret|token|_pass$)`)
	for name, service := range load(t, "all").Services {
		for variable := range service.Environment {
			if secret.MatchString(variable) {
				t.Errorf("%s: %s in the environment: credentials are files", name, variable)
			}
		}
	}
	if output, err := exec.Command("git", "-C", root, "check-ignore", "-q", ".compose/x").CombinedOutput(); err != nil {
		t.Errorf("git does not ignore .compose: %v %s", err, output)
	}
}

func TestSecretsAreMadeForWhoeverLogsInSomewhereAndStay(t *testing.T) {
	home := t.TempDir()
	secrets := func() map[string]string {
		command := exec.Command(filepath.Join(absolute(t), "dev", "scripts", "compose-secrets"))
		command.Env = append(os.Environ(), "COMPOSE_SECRETS_DIR="+home)
		if output, err := command.CombinedOutput(); err != nil {
			t.Fatalf("compose-secrets: %v\n%s", err, output)
		}
		found := map[string]string{}
		for _, file := range files(t, home) {
			text, err := os.ReadFile(filepath.Join(home, file))
			if err != nil {
				t.Fatal(err)
			}
			found[file] = string(text)
		}
		return found
	}
	first := secrets()
	want := []string{}
	for backing, services := range needs(t) {
		for _, service := range services {
			want = append(want, "credentials/"+service+"/"+backing+"-password", "credentials/"+service+"/"+backing+"-username")
		}
		want = append(want, "credentials/"+backing+"-admin/password", "credentials/"+backing+"-admin/username")
	}
	for _, service := range services(t) {
		want = append(want, "credentials/"+service+"/registry-password")
		if first["credentials/eureka/registry-passwords/"+service] != first["credentials/"+service+"/registry-password"] {
			t.Errorf("eureka does not know the password of %s", service)
		}
	}
	for file := range first {
		login := regexp.MustCompile(`-(username|password)$|-admin/(username|password)$`).MatchString(file)
		if login && file != "credentials/user/admin-password" && !slices.Contains(want, file) {
			t.Errorf("%s is of no use: see contracts/topology.yaml", file)
		}
	}
	for _, file := range want {
		if first[file] == "" {
			t.Errorf("%s is missing", file)
		}
	}
	for _, file := range files(t, home) {
		if holder, found := strings.CutPrefix(file, "credentials/user/service-secrets/"); found &&
			first[file] != first["credentials/"+holder+"/service-secret"] {
			t.Errorf("user does not know the secret of %s", holder)
		}
	}
	for file, text := range secrets() {
		if first[file] != text {
			t.Errorf("%s was generated again", file)
		}
	}
}
