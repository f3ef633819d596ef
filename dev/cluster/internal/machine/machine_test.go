package machine

import (
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

func TestParseCapabilities(t *testing.T) {
	got, err := parseCapabilities("Name:\tx\nCapPrm:\t0000000000000000\nCapEff:\t000001fffeffffff\n")
	if err != nil || got&(1<<unix.CAP_SYS_RESOURCE) != 0 || got&(1<<unix.CAP_SYS_ADMIN) == 0 {
		t.Errorf("got %x, %v", got, err)
	}
	for _, status := range []string{"", "CapEff:\tnumber\n"} {
		if _, err := parseCapabilities(status); err == nil {
			t.Errorf("%q was accepted", status)
		}
	}
}

func TestMountsBelow(t *testing.T) {
	const mountinfo = `22 1 254:0 / / rw - ext4 /dev/vda rw
30 22 0:30 / /state/dev/kubelet/pods/1 rw - tmpfs tmpfs rw
31 22 0:31 / /state/dev/with\040blank rw - tmpfs tmpfs rw
32 22 0:32 / /state/dev2/kubelet rw - tmpfs tmpfs rw
33 22 0:33 / /state/dev rw - tmpfs tmpfs rw
`
	want := []string{"/state/dev/kubelet/pods/1", "/state/dev/with blank", "/state/dev"}
	if got := mountsBelow(mountinfo, "/state/dev"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
