package bootstrap

import (
	"net/netip"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestEveryObjectIsNamedOnce(t *testing.T) {
	objects, err := Objects(netip.MustParseAddr("198.18.0.2"), []byte("certificate"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, object := range objects {
		id := object.GetKind() + " " + object.GetNamespace() + "/" + object.GetName()
		if object.GetAPIVersion() == "" || object.GetKind() == "" || object.GetName() == "" || seen[id] {
			t.Errorf("incomplete or double: %s", id)
		}
		seen[id] = true
	}
	for _, wanted := range []string{"StorageClass /standard", "APIService /v1beta1.metrics.k8s.io", "ClusterRole /system:coredns"} {
		if !seen[wanted] {
			t.Errorf("%s is missing", wanted)
		}
	}
}

func TestResourceNames(t *testing.T) {
	for kind, want := range map[string]string{"StorageClass": "storageclasses", "APIService": "apiservices", "EndpointSlice": "endpointslices"} {
		if got := resourceOf(schema.GroupVersionKind{Kind: kind}).Resource; got != want {
			t.Errorf("%s: got %s, want %s", kind, got, want)
		}
	}
}
