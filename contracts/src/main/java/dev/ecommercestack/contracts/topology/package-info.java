/** What the services exchange and where they keep it, as {@code topology.yaml} says. */
@NullMarked
package dev.ecommercestack.contracts.topology;

import org.jspecify.annotations.NullMarked;
