/** Declares the topology in brokers and databases: idempotent, and nothing is ever deleted. */
@NullMarked
package dev.ecommercestack.declare;

import org.jspecify.annotations.NullMarked;
