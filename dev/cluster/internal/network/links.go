package network

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
)

// Up makes the namespace and joins it to the host: a pair of interfaces, and routes from the host to pods and services.
// What is there already is left alone.
func Up(names Names, layout Layout) error {
	if err := createNamespace(names.Namespace); err != nil {
		return err
	}
	if err := joinLinks(names); err != nil {
		return err
	}
	host, err := linkUp(names.HostLink, netip.PrefixFrom(layout.Host, layout.Link.Bits()))
	if err != nil {
		return err
	}
	if err := Inside(names.Namespace, func() error { return nodeSide(names, layout) }); err != nil {
		return err
	}
	for _, network := range []netip.Prefix{layout.Pods, layout.Services} {
		route := &netlink.Route{LinkIndex: host.Attrs().Index, Dst: ipNet(network), Gw: layout.Node.AsSlice()}
		if err := netlink.RouteReplace(route); err != nil {
			return fmt.Errorf("add the route to %s: %w", network, err)
		}
	}
	return nil
}

// Down removes the namespace and, with its interfaces, the host's routes. Processes must have left it.
func Down(names Names) error {
	var problems []error
	if link, err := netlink.LinkByName(names.HostLink); err == nil {
		if err := netlink.LinkDel(link); err != nil {
			problems = append(problems, fmt.Errorf("delete interface %s: %w", names.HostLink, err))
		}
	}
	return errors.Join(append(problems, deleteNamespace(names.Namespace))...)
}

func joinLinks(names Names) error {
	if _, err := netlink.LinkByName(names.HostLink); err == nil {
		return nil
	}
	namespace, err := netns.GetFromName(names.Namespace)
	if err != nil {
		return fmt.Errorf("open network namespace %s: %w", names.Namespace, err)
	}
	defer namespace.Close()
	pair := &netlink.Veth{
		LinkAttrs:     netlink.LinkAttrs{Name: names.HostLink},
		PeerName:      names.NodeLink,
		PeerNamespace: netlink.NsFd(int(namespace)),
	}
	if err := netlink.LinkAdd(pair); err != nil {
		return fmt.Errorf("create the interfaces %s and %s: %w", names.HostLink, names.NodeLink, err)
	}
	return nil
}

// nodeSide runs inside the namespace. Services are routed to the loopback interface, only so that the kernel finds some
// route before kube-proxy's rules send the packet to a pod.
func nodeSide(names Names, layout Layout) error {
	if _, err := linkUp(names.NodeLink, netip.PrefixFrom(layout.Node, layout.Link.Bits())); err != nil {
		return err
	}
	loopback, err := linkUp("lo", netip.Prefix{})
	if err != nil {
		return err
	}
	if err := os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1"), 0o644); err != nil {
		return fmt.Errorf("let the node forward packets to pods: %w", err)
	}
	route := &netlink.Route{LinkIndex: loopback.Attrs().Index, Dst: ipNet(layout.Services), Src: layout.Node.AsSlice(), Scope: netlink.SCOPE_LINK}
	if err := netlink.RouteReplace(route); err != nil {
		return fmt.Errorf("add the node's route to services: %w", err)
	}
	return nil
}

func linkUp(name string, address netip.Prefix) (netlink.Link, error) {
	link, err := netlink.LinkByName(name)
	if err != nil {
		return nil, fmt.Errorf("find interface %s: %w", name, err)
	}
	if address.IsValid() {
		network := ipNet(address)
		network.IP = address.Addr().AsSlice()
		if err := netlink.AddrReplace(link, &netlink.Addr{IPNet: network}); err != nil {
			return nil, fmt.Errorf("give interface %s the address %s: %w", name, address, err)
		}
	}
	if err := netlink.LinkSetUp(link); err != nil {
		return nil, fmt.Errorf("set interface %s up: %w", name, err)
	}
	return link, nil
}

func ipNet(prefix netip.Prefix) *net.IPNet {
	return &net.IPNet{IP: prefix.Masked().Addr().AsSlice(), Mask: net.CIDRMask(prefix.Bits(), 32)}
}
