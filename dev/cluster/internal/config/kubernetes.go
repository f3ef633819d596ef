package config

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	basev1 "k8s.io/component-base/config/v1alpha1"
	proxyv1 "k8s.io/kube-proxy/config/v1alpha1"
	kubeletv1 "k8s.io/kubelet/config/v1beta1"
	"k8s.io/utils/ptr"
	"sigs.k8s.io/yaml"
)

func kubelet(in Inputs) ([]byte, error) {
	config := kubeletv1.KubeletConfiguration{
		TypeMeta: metav1.TypeMeta{APIVersion: kubeletv1.SchemeGroupVersion.String(), Kind: "KubeletConfiguration"},
		Authentication: kubeletv1.KubeletAuthentication{
			X509:      kubeletv1.KubeletX509Authentication{ClientCAFile: in.Paths.PKI("ca.crt")},
			Webhook:   kubeletv1.KubeletWebhookAuthentication{Enabled: ptr.To(true)},
			Anonymous: kubeletv1.KubeletAnonymousAuthentication{Enabled: ptr.To(false)},
		},
		Authorization:            kubeletv1.KubeletAuthorization{Mode: kubeletv1.KubeletAuthorizationModeWebhook},
		TLSCertFile:              in.Paths.PKI("kubelet.crt"),
		TLSPrivateKeyFile:        in.Paths.PKI("kubelet.key"),
		ContainerRuntimeEndpoint: "unix://" + in.Paths.ContainerdSocket(),
		CgroupDriver:             "cgroupfs",
		CgroupRoot:               in.CgroupRoot,
		FailCgroupV1:             ptr.To(false),
		FailSwapOn:               ptr.To(false),
		ClusterDomain:            "cluster.local",
		ClusterDNS:               []string{in.Layout.Node.String()},
		ResolverConfig:           ptr.To(""),
		PodLogsDir:               in.Paths.In("pod-logs"),
		VolumePluginDir:          in.Paths.In("kubelet", "volume-plugins"),
		SeccompDefault:           ptr.To(true),
		SerializeImagePulls:      ptr.To(false),
		MaxPods:                  int32(min(200, 1<<(32-in.Layout.Pods.Bits())-4)),
		// The disk is the developer's: neither evict pods nor remove images before it is all but full.
		EvictionHard:                map[string]string{"nodefs.available": "1%", "imagefs.available": "1%", "memory.available": "100Mi"},
		ImageGCHighThresholdPercent: ptr.To[int32](100),
		NodeStatusUpdateFrequency:   metav1.Duration{Duration: 10 * time.Second},
		SyncFrequency:               metav1.Duration{Duration: 30 * time.Second},
	}
	if in.RestrictOOMScore {
		config.OOMScoreAdj = ptr.To[int32](0)
	}
	return yaml.Marshal(config)
}

func proxy(in Inputs) ([]byte, error) {
	config := proxyv1.KubeProxyConfiguration{
		TypeMeta:           metav1.TypeMeta{APIVersion: proxyv1.SchemeGroupVersion.String(), Kind: "KubeProxyConfiguration"},
		ClientConnection:   basev1.ClientConnectionConfiguration{Kubeconfig: in.Paths.Config("proxy.kubeconfig")},
		Mode:               "iptables",
		ClusterCIDR:        in.Layout.Pods.String(),
		HostnameOverride:   in.Paths.Name,
		MetricsBindAddress: "127.0.0.1:10249",
		HealthzBindAddress: "127.0.0.1:10256",
		// The limit on connections is the whole machine's (and often read-only): zero leaves it alone.
		Conntrack: proxyv1.KubeProxyConntrackConfiguration{MaxPerCore: ptr.To[int32](0), Min: ptr.To[int32](0)},
		IPTables:  proxyv1.KubeProxyIPTablesConfiguration{MinSyncPeriod: metav1.Duration{Duration: 100 * time.Millisecond}},
	}
	if in.RestrictOOMScore {
		config.OOMScoreAdj = ptr.To[int32](0)
	}
	return yaml.Marshal(config)
}
