// Package network gives a cluster its addresses and joins its network namespace to the host.
package network

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"net/netip"
	"strings"
)

// Layout is how a cluster uses its block: the first /30 joins host and node, the second quarter is for pods, the upper
// half for services.
type Layout struct {
	Block    netip.Prefix
	Link     netip.Prefix
	Host     netip.Addr
	Node     netip.Addr
	Pods     netip.Prefix
	Services netip.Prefix
	// APIService is the address of the service named kubernetes, by Kubernetes' rule the first one.
	APIService netip.Addr
}

// NewLayout divides a block of IPv4 addresses (a /24 or larger).
func NewLayout(block netip.Prefix) Layout {
	base, size := block.Addr(), 1<<(32-block.Bits())
	services := netip.PrefixFrom(plus(base, size/2), block.Bits()+1)
	return Layout{
		Block:      block,
		Link:       netip.PrefixFrom(base, 30),
		Host:       plus(base, 1),
		Node:       plus(base, 2),
		Pods:       netip.PrefixFrom(plus(base, size/4), block.Bits()+2),
		Services:   services,
		APIService: services.Addr().Next(),
	}
}

// pool is a range that blocks are taken from.
type pool struct {
	all  netip.Prefix
	bits int
}

// Ranges that no network on the internet uses: for benchmarks (RFC 2544), for documentation (RFC 5737).
var pools = []pool{
	{netip.MustParsePrefix("198.18.0.0/15"), 20},
	{netip.MustParsePrefix("198.51.100.0/24"), 24},
	{netip.MustParsePrefix("203.0.113.0/24"), 24},
}

// Choose returns a block for the named cluster that overlaps none of the taken prefixes. The same name gets the same block
// as long as that is free, so that image names, which have the registry's address in them, stay the same.
func Choose(name string, taken []netip.Prefix) (netip.Prefix, error) {
	for _, pool := range pools {
		blocks := 1 << (pool.bits - pool.all.Bits())
		for i := range blocks {
			index := (int(hash(name)%uint32(blocks)) + i) % blocks
			block := netip.PrefixFrom(plus(pool.all.Addr(), index<<(32-pool.bits)), pool.bits)
			if len(Conflicts(block, taken)) == 0 {
				return block, nil
			}
		}
	}
	return netip.Prefix{}, fmt.Errorf("no free address range: %s are all used on this machine (see ip route); take a cluster down that you no longer need, or remove one of these routes", poolNames())
}

// Conflicts returns the taken prefixes that overlap the block.
func Conflicts(block netip.Prefix, taken []netip.Prefix) []netip.Prefix {
	var conflicts []netip.Prefix
	for _, prefix := range taken {
		if prefix.Overlaps(block) {
			conflicts = append(conflicts, prefix)
		}
	}
	return conflicts
}

// Names are what a cluster's namespace and interfaces are called. An interface name has at most 15 characters, so it
// carries a hash of the cluster's name.
type Names struct {
	Namespace, HostLink, NodeLink string
}

// NamesFor derives the names from the cluster's.
func NamesFor(cluster string) Names {
	short := fmt.Sprintf("es-%08x", hash(cluster))
	return Names{Namespace: "ecommerce-stack-" + cluster, HostLink: short + "-h", NodeLink: short + "-n"}
}

func hash(name string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()
}

func plus(addr netip.Addr, n int) netip.Addr {
	bytes := addr.As4()
	binary.BigEndian.PutUint32(bytes[:], binary.BigEndian.Uint32(bytes[:])+uint32(n))
	return netip.AddrFrom4(bytes)
}

func poolNames() string {
	var names []string
	for _, pool := range pools {
		names = append(names, pool.all.String())
	}
	return strings.Join(names, ", ")
}
