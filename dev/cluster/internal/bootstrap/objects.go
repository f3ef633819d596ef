// Package bootstrap puts the objects into a new cluster that its own processes need.
package bootstrap

import (
	"bytes"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/netip"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
)

//go:embed objects/*.yaml
var manifests embed.FS

// MetricsPort is where metrics-server listens on the node's address.
const MetricsPort = 4443

// Objects returns all objects, in the order to apply them.
func Objects(node netip.Addr, ca []byte) ([]*unstructured.Unstructured, error) {
	objects, err := readManifests()
	if err != nil {
		return nil, err
	}
	return append(objects, metricsAPI(node, ca)...), nil
}

func readManifests() ([]*unstructured.Unstructured, error) {
	entries, err := manifests.ReadDir("objects")
	if err != nil {
		return nil, fmt.Errorf("read the bootstrap objects: %w", err)
	}
	var objects []*unstructured.Unstructured
	for _, entry := range entries {
		content, err := manifests.ReadFile("objects/" + entry.Name())
		if err != nil {
			return nil, fmt.Errorf("read the bootstrap objects: %w", err)
		}
		decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
		for {
			object := &unstructured.Unstructured{}
			if err := decoder.Decode(&object.Object); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, fmt.Errorf("read %s: %w", entry.Name(), err)
			}
			if object.Object != nil {
				objects = append(objects, object)
			}
		}
	}
	return objects, nil
}

// metricsAPI makes the metrics API known: metrics-server runs beside the cluster, so its service selects no pod and has an
// endpoint slice written for it.
func metricsAPI(node netip.Addr, ca []byte) []*unstructured.Unstructured {
	const name, namespace, port = "metrics-server", "kube-system", "https"
	return []*unstructured.Unstructured{
		object("v1", "Service", namespace, name, nil, map[string]any{
			"spec": map[string]any{"ports": []any{map[string]any{"name": port, "port": int64(443), "targetPort": int64(MetricsPort), "protocol": "TCP"}}},
		}),
		object("discovery.k8s.io/v1", "EndpointSlice", namespace, name, map[string]any{"kubernetes.io/service-name": name}, map[string]any{
			"addressType": "IPv4",
			"endpoints":   []any{map[string]any{"addresses": []any{node.String()}, "conditions": map[string]any{"ready": true}}},
			"ports":       []any{map[string]any{"name": port, "port": int64(MetricsPort), "protocol": "TCP"}},
		}),
		object("apiregistration.k8s.io/v1", "APIService", "", "v1beta1.metrics.k8s.io", nil, map[string]any{
			"spec": map[string]any{
				"group": "metrics.k8s.io", "version": "v1beta1", "groupPriorityMinimum": int64(100), "versionPriority": int64(100),
				"service":  map[string]any{"name": name, "namespace": namespace},
				"caBundle": base64.StdEncoding.EncodeToString(ca),
			},
		}),
	}
}

func object(apiVersion, kind, namespace, name string, labels map[string]any, content map[string]any) *unstructured.Unstructured {
	metadata := map[string]any{"name": name}
	if namespace != "" {
		metadata["namespace"] = namespace
	}
	if labels != nil {
		metadata["labels"] = labels
	}
	content["apiVersion"], content["kind"], content["metadata"] = apiVersion, kind, metadata
	return &unstructured.Unstructured{Object: content}
}
