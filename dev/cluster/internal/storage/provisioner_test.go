package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/ptr"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

func request(change func(*controller.ProvisionOptions)) controller.ProvisionOptions {
	options := controller.ProvisionOptions{
		StorageClass:     &storagev1.StorageClass{ReclaimPolicy: ptr.To(corev1.PersistentVolumeReclaimRetain)},
		PVName:           "pvc-1",
		SelectedNodeName: "node",
		PVC: &corev1.PersistentVolumeClaim{Spec: corev1.PersistentVolumeClaimSpec{
			AccessModes: []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce},
		}},
	}
	change(&options)
	return options
}

func TestVolumeIsMadeAndRemoved(t *testing.T) {
	directories := Directories{Root: t.TempDir(), Node: "node"}
	volume, _, err := directories.Provision(context.Background(), request(func(*controller.ProvisionOptions) {}))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(directories.Root, "pvc-1")
	if volume.Spec.Local.Path != dir || volume.Spec.PersistentVolumeReclaimPolicy != corev1.PersistentVolumeReclaimRetain {
		t.Errorf("got %+v", volume.Spec)
	}
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := directories.Delete(context.Background(), volume); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the directory is still there: %v", err)
	}
}

func TestRefusedRequestsLeaveNothing(t *testing.T) {
	for what, change := range map[string]func(*controller.ProvisionOptions){
		"another node":        func(o *controller.ProvisionOptions) { o.SelectedNodeName = "" },
		"a selector":          func(o *controller.ProvisionOptions) { o.PVC.Spec.Selector = &metav1.LabelSelector{} },
		"many writers":        func(o *controller.ProvisionOptions) { o.PVC.Spec.AccessModes[0] = corev1.ReadWriteMany },
		"a block device":      func(o *controller.ProvisionOptions) { o.PVC.Spec.VolumeMode = ptr.To(corev1.PersistentVolumeBlock) },
		"a name that is none": func(o *controller.ProvisionOptions) { o.PVName = "../pvc-1" },
	} {
		directories := Directories{Root: t.TempDir(), Node: "node"}
		if _, _, err := directories.Provision(context.Background(), request(change)); err == nil {
			t.Errorf("%s is accepted", what)
		}
		if entries, _ := os.ReadDir(directories.Root); len(entries) > 0 {
			t.Errorf("%s: something was made", what)
		}
	}
}

func TestAnotherProvisionersVolumeIsLeftAlone(t *testing.T) {
	directories := Directories{Root: t.TempDir(), Node: "node"}
	elsewhere := t.TempDir()
	volume := &corev1.PersistentVolume{ObjectMeta: metav1.ObjectMeta{Name: "pvc-1"}}
	volume.Spec.Local = &corev1.LocalVolumeSource{Path: elsewhere}
	if err := directories.Delete(context.Background(), volume); err == nil {
		t.Error("accepted")
	}
	if _, err := os.Stat(elsewhere); err != nil {
		t.Error(err)
	}
}
