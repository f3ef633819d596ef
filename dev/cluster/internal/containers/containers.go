// Package containers talks to containerd, and makes the one image that every pod needs.
package containers

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
	cri "k8s.io/cri-client/pkg"
)

const timeout = 20 * time.Second

// Pull makes sure that containerd has the image.
func Pull(ctx context.Context, socket, image string) error {
	images, err := cri.NewRemoteImageService(ctx, "unix://"+socket, timeout, nil, false)
	if err != nil {
		return fmt.Errorf("talk to containerd: %w", err)
	}
	defer images.Close(ctx)
	spec := &runtimeapi.ImageSpec{Image: image}
	if status, err := images.ImageStatus(ctx, spec, false); err == nil && status.GetImage() != nil {
		return nil
	}
	if _, err := images.PullImage(ctx, spec, nil, nil); err != nil {
		return fmt.Errorf("pull %s: %w", image, err)
	}
	return nil
}

// RemovePods ends all pods at once, without patience, and removes them.
func RemovePods(ctx context.Context, socket string) error {
	pods, err := cri.NewRemoteRuntimeService(ctx, "unix://"+socket, timeout, nil, false)
	if err != nil {
		return fmt.Errorf("talk to containerd: %w", err)
	}
	defer pods.Close(ctx)
	all, err := pods.ListPodSandbox(ctx, nil)
	if err != nil {
		return fmt.Errorf("list pods: %w", err)
	}
	problems := make([]error, len(all))
	var group sync.WaitGroup
	for i, pod := range all {
		group.Go(func() {
			problems[i] = errors.Join(pods.StopPodSandbox(ctx, pod.Id), pods.RemovePodSandbox(ctx, pod.Id))
		})
	}
	group.Wait()
	return errors.Join(problems...)
}
