package network

import (
	"fmt"
	"net"
	"net/netip"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// Routes at least this wide are a way to everywhere else (a default route, or the halves that VPNs use), not a network.
const everywhere = 7

// Taken returns the IPv4 networks that the host has an address in or a route to, without those over the named interface.
func Taken(except string) ([]netip.Prefix, error) {
	exceptIndex := -1
	if link, err := netlink.LinkByName(except); err == nil {
		exceptIndex = link.Attrs().Index
	}
	addresses, err := netlink.AddrList(nil, netlink.FAMILY_V4)
	if err != nil {
		return nil, fmt.Errorf("list the host's addresses: %w", err)
	}
	var taken []netip.Prefix
	for _, address := range addresses {
		if address.LinkIndex != exceptIndex {
			taken = appendPrefix(taken, address.IPNet)
		}
	}
	all := &netlink.Route{Table: unix.RT_TABLE_UNSPEC}
	routes, err := netlink.RouteListFiltered(netlink.FAMILY_V4, all, netlink.RT_FILTER_TABLE)
	if err != nil {
		return nil, fmt.Errorf("list the host's routes: %w", err)
	}
	for _, route := range routes {
		if route.LinkIndex != exceptIndex {
			taken = appendPrefix(taken, route.Dst)
		}
	}
	return taken, nil
}

func appendPrefix(prefixes []netip.Prefix, network *net.IPNet) []netip.Prefix {
	if network == nil {
		return prefixes
	}
	addr, ok := netip.AddrFromSlice(network.IP.To4())
	bits, _ := network.Mask.Size()
	if !ok || bits <= everywhere {
		return prefixes
	}
	return append(prefixes, netip.PrefixFrom(addr, bits).Masked())
}
