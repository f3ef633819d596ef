/** Topics, queues, databases and cache users of the services, as {@code topology.yaml} has them. */
@NullMarked
package dev.ecommercestack.contracts.topology;

import org.jspecify.annotations.NullMarked;
