package config

import (
	"net/netip"
	"os"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"dev.ecommercestack/localkube/internal/network"
	"dev.ecommercestack/localkube/internal/state"
)

func TestFilesAreWrittenForTheCluster(t *testing.T) {
	in := Inputs{
		Paths:            state.Paths{Root: t.TempDir(), Name: "dev"},
		Layout:           network.NewLayout(netip.MustParsePrefix("198.51.100.0/24")),
		CgroupRoot:       "/ecommerce-stack-dev",
		Snapshotter:      "overlayfs",
		RegistryStorage:  "/cache/registry",
		PauseImage:       "198.51.100.2:5000/localkube/pause:1",
		CNIPlugins:       "/cache/cni",
		RestrictOOMScore: true,
	}
	if err := in.Paths.MakeDirs(); err != nil {
		t.Fatal(err)
	}
	if err := Write(in); err != nil {
		t.Fatal(err)
	}
	var kubelet map[string]any
	if err := yaml.Unmarshal([]byte(read(t, in.Paths.Config("kubelet.yaml"))), &kubelet); err != nil {
		t.Fatal(err)
	}
	// A /26 of pods has fewer addresses than the kubelet would take pods.
	if kubelet["maxPods"] != 60.0 || kubelet["cgroupRoot"] != in.CgroupRoot || kubelet["oomScoreAdj"] != 0.0 {
		t.Errorf("kubelet: %v", kubelet)
	}
	for file, want := range map[string]string{
		in.Paths.Config("containerd.toml"):                                     `restrict_oom_score_adj = true`,
		in.Paths.Config("Corefile"):                                            "bind 198.51.100.2\n",
		in.Paths.Config("registry.yaml"):                                       "addr: 198.51.100.2:5000",
		in.Paths.Config("cni/10-pods.conflist"):                                `"subnet": "198.51.100.64/26"`,
		in.Paths.In("config", "registries", "198.51.100.2:5000", "hosts.toml"): `[host."http://198.51.100.2:5000"]`,
	} {
		if content := read(t, file); !strings.Contains(content, want) {
			t.Errorf("%s has no %q:\n%s", file, want, content)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
