package bootstrap

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
)

const fieldManager = "localkube"

// Apply makes the objects so. It goes on trying until the context ends: roles and namespaces that a new API server makes
// by itself appear a moment after it answers.
func Apply(ctx context.Context, config *rest.Config, objects []*unstructured.Unstructured) error {
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("make a client: %w", err)
	}
	for _, object := range objects {
		var last error
		err := wait.PollUntilContextCancel(ctx, 200*time.Millisecond, true, func(ctx context.Context) (bool, error) {
			last = apply(ctx, client, object)
			return last == nil, nil
		})
		if err != nil {
			return fmt.Errorf("apply %s %s: %w", object.GetKind(), object.GetName(), last)
		}
	}
	return nil
}

func apply(ctx context.Context, client dynamic.Interface, object *unstructured.Unstructured) error {
	options := metav1.ApplyOptions{FieldManager: fieldManager, Force: true}
	resource := client.Resource(resourceOf(object.GroupVersionKind()))
	var err error
	if namespace := object.GetNamespace(); namespace != "" {
		_, err = resource.Namespace(namespace).Apply(ctx, object.GetName(), object, options)
	} else {
		_, err = resource.Apply(ctx, object.GetName(), object, options)
	}
	return err
}

// resourceOf guesses the resource's name, which is right for all kinds used here and spares a look at the whole API.
func resourceOf(kind schema.GroupVersionKind) schema.GroupVersionResource {
	plural, _ := meta.UnsafeGuessKindToResource(kind)
	return plural
}
