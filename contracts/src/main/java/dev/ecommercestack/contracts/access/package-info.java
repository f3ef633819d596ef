/** The rights of each service in each backing service, derived from the topology. */
@NullMarked
package dev.ecommercestack.contracts.access;

import org.jspecify.annotations.NullMarked;
