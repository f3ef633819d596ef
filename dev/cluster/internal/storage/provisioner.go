// Package storage makes a directory of the machine for each volume that a claim asks for, and removes it again.
package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/utils/ptr"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// Name is the provisioner's, as storage classes give it.
const Name = "localkube.ecommercestack.dev/directory"

// Directories provides volumes on one node, each a directory below Root.
type Directories struct {
	Root string
	Node string
}

// Run provides volumes until the context ends.
func Run(ctx context.Context, kubeconfig string, provisioner Directories) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return fmt.Errorf("read %s: %w", kubeconfig, err)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("make a client: %w", err)
	}
	controller.NewProvisionController(ctx, client, Name, provisioner,
		controller.LeaderElection(false), controller.FailedDeleteThreshold(0), controller.FailedProvisionThreshold(0)).Run(ctx)
	return nil
}

// Provision makes a volume's directory. Its owner is root, as on a new disk in a cloud: a pod of another user needs
// fsGroup here as there.
func (d Directories) Provision(_ context.Context, options controller.ProvisionOptions) (*corev1.PersistentVolume, controller.ProvisioningState, error) {
	if err := d.supports(options); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	dir, err := d.dir(options.PVName)
	if err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, controller.ProvisioningFinished, fmt.Errorf("make the volume's directory: %w", err)
	}
	return &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: options.PVName},
		Spec: corev1.PersistentVolumeSpec{
			Capacity:                      corev1.ResourceList{corev1.ResourceStorage: options.PVC.Spec.Resources.Requests[corev1.ResourceStorage]},
			AccessModes:                   options.PVC.Spec.AccessModes,
			VolumeMode:                    ptr.To(corev1.PersistentVolumeFilesystem),
			PersistentVolumeReclaimPolicy: ptr.Deref(options.StorageClass.ReclaimPolicy, corev1.PersistentVolumeReclaimDelete),
			PersistentVolumeSource:        corev1.PersistentVolumeSource{Local: &corev1.LocalVolumeSource{Path: dir}},
			NodeAffinity:                  d.affinity(),
		},
	}, controller.ProvisioningFinished, nil
}

// Delete removes a volume's directory with all that is in it.
func (d Directories) Delete(_ context.Context, volume *corev1.PersistentVolume) error {
	dir, err := d.dir(volume.Name)
	if err != nil {
		return err
	}
	if volume.Spec.Local == nil || volume.Spec.Local.Path != dir {
		return &controller.IgnoredError{Reason: "the volume was not made by this provisioner"}
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove the volume's directory: %w", err)
	}
	return nil
}

func (d Directories) supports(options controller.ProvisionOptions) error {
	if options.SelectedNodeName != d.Node {
		return fmt.Errorf("volumes are on node %s, not on %q: let the storage class bind with WaitForFirstConsumer", d.Node, options.SelectedNodeName)
	}
	if options.PVC.Spec.Selector != nil {
		return errors.New("a claim with a selector can't be provided for: leave the selector out")
	}
	if slices.Contains(options.PVC.Spec.AccessModes, corev1.ReadWriteMany) || slices.Contains(options.PVC.Spec.AccessModes, corev1.ReadOnlyMany) {
		return errors.New("volumes here are one node's: ask for ReadWriteOnce or ReadWriteOncePod")
	}
	if ptr.Deref(options.PVC.Spec.VolumeMode, corev1.PersistentVolumeFilesystem) != corev1.PersistentVolumeFilesystem {
		return errors.New("volumes here are directories: ask for volumeMode Filesystem")
	}
	return nil
}

// dir returns the directory of the named volume, which is never anything but a direct child of the root.
func (d Directories) dir(volume string) (string, error) {
	if volume == "" || volume != filepath.Base(volume) || volume == "." || volume == ".." {
		return "", fmt.Errorf("volume name %q is no file name", volume)
	}
	return filepath.Join(d.Root, volume), nil
}

func (d Directories) affinity() *corev1.VolumeNodeAffinity {
	return &corev1.VolumeNodeAffinity{Required: &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{{
		MatchExpressions: []corev1.NodeSelectorRequirement{{
			Key: corev1.LabelHostname, Operator: corev1.NodeSelectorOpIn, Values: []string{d.Node},
		}},
	}}}}
}
