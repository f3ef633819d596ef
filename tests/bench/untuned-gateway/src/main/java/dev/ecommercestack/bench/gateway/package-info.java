/** The gateway that {@code tests/bench/requests} compares ours with. */
@NullMarked
package dev.ecommercestack.bench.gateway;

import org.jspecify.annotations.NullMarked;
