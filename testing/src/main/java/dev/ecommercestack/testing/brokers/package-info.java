/**
 * Real brokers and databases for tests, with authentication on: the programs of {@code images/},
 * run from their unpacked file systems in namespaces of their own. Each listens on a random
 * loopback port; what it stores lives in memory and is gone with it.
 */
@NullMarked
package dev.ecommercestack.testing.brokers;

import org.jspecify.annotations.NullMarked;
