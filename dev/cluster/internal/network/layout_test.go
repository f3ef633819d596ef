package network

import (
	"net/netip"
	"testing"
)

func TestLayoutHasSeparatePartsInsideItsBlock(t *testing.T) {
	for _, block := range []string{"198.18.16.0/20", "198.51.100.0/24"} {
		layout := NewLayout(netip.MustParsePrefix(block))
		parts := []netip.Prefix{layout.Link, layout.Pods, layout.Services}
		for i, part := range parts {
			if !layout.Block.Overlaps(part) || part.Bits() <= layout.Block.Bits() || part != part.Masked() {
				t.Errorf("%s: part %s is not a network inside", block, part)
			}
			for _, other := range parts[i+1:] {
				if part.Overlaps(other) {
					t.Errorf("%s: %s and %s overlap", block, part, other)
				}
			}
		}
		for _, address := range []netip.Addr{layout.Host, layout.Node} {
			if !layout.Link.Contains(address) {
				t.Errorf("%s: %s is outside of %s", block, address, layout.Link)
			}
		}
		if layout.APIService != layout.Services.Addr().Next() {
			t.Errorf("%s: service kubernetes at %s, want the first address of %s", block, layout.APIService, layout.Services)
		}
	}
}

func TestChooseGivesTheSameNameTheSameBlock(t *testing.T) {
	first, err := Choose("dev", nil)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.0/24")}
	if again, err := Choose("dev", elsewhere); err != nil || again != first {
		t.Errorf("got %s, %v; want %s again", again, err, first)
	}
}

func TestChooseAvoidsWhatIsTaken(t *testing.T) {
	var taken []netip.Prefix
	for range 34 {
		block, err := Choose("dev", taken)
		if err != nil {
			t.Fatalf("after %d clusters: %v", len(taken), err)
		}
		if conflicts := Conflicts(block, taken); len(conflicts) > 0 {
			t.Fatalf("%s overlaps %v", block, conflicts)
		}
		taken = append(taken, block)
	}
	if block, err := Choose("dev", taken); err == nil {
		t.Errorf("all is taken, yet got %s", block)
	}
}

func TestChooseAvoidsARouteInsideABlock(t *testing.T) {
	block, err := Choose("dev", nil)
	if err != nil {
		t.Fatal(err)
	}
	inside := netip.PrefixFrom(plus(block.Addr(), 300), 32)
	if other, err := Choose("dev", []netip.Prefix{inside}); err != nil || other == block {
		t.Errorf("got %s, %v although %s is taken", other, err, inside)
	}
}

func TestNamesFitInterfaces(t *testing.T) {
	const longestInterfaceName = 15
	one, other := NamesFor("a-cluster-with-the-longest-name"), NamesFor("another")
	for _, name := range []string{one.HostLink, one.NodeLink} {
		if len(name) > longestInterfaceName {
			t.Errorf("%s is too long", name)
		}
	}
	if one.HostLink == other.HostLink || one.Namespace == other.Namespace || one.HostLink == one.NodeLink {
		t.Error("names are not distinct")
	}
}
