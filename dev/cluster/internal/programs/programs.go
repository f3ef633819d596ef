// Package programs lists what the localkube binary can be: the parts of Kubernetes, CoreDNS, metrics-server, the
// clients, and the project's own commands.
package programs

import (
	"context"
	"os"

	"github.com/coredns/coredns/coremain"
	"github.com/google/go-containerregistry/cmd/crane/cmd"
	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
	metricsserver "sigs.k8s.io/metrics-server/cmd/metrics-server/app"

	"dev.ecommercestack/localkube/internal/command"

	// CoreDNS plugins that a cluster's Corefile names.
	_ "github.com/coredns/coredns/plugin/bind"
	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/loop"
	_ "github.com/coredns/coredns/plugin/ready"

	// Registrations that upstream's main packages make.
	_ "k8s.io/client-go/plugin/pkg/client/auth"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	_ "time/tzdata"
)

// Program runs with os.Args (name first) and returns the exit code. A component parses os.Args itself.
type Program func() int

// All returns every program by name. Commands are made only when they run: making one registers flags globally.
func All() map[string]Program {
	return map[string]Program{
		"kube-apiserver":          component(apiserver.NewAPIServerCommand),
		"kube-controller-manager": component(controllermanager.NewControllerManagerCommand),
		"kube-scheduler":          component(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
		"kube-proxy":              component(proxy.NewProxyCommand),
		"kubelet":                 component(func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) }),
		"metrics-server":          component(func() *cobra.Command { return metricsserver.NewMetricsServerCommand(stopSignal()) }),
		"coredns":                 func() int { coremain.Run(); return 0 },
		"kubectl":                 runKubectl,
		"crane":                   runCrane,
		"cluster":                 command.Cluster,
		"provisioner":             command.Provisioner,
	}
}

func component(newCommand func() *cobra.Command) Program {
	return func() int { return cli.Run(newCommand()) }
}

func runKubectl() int {
	// Before the command is made: what happens while it is made is logged already.
	_, _ = logs.GlogSetter(kubectl.GetLogVerbosity(os.Args))
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
		return 1
	}
	return 0
}

func runCrane() int {
	if err := cmd.New("crane", "Work with images in a registry.", nil).Execute(); err != nil {
		return 1
	}
	return 0
}
