/** The configuration of the {@code declare} program and the names of its files. */
@NullMarked
package dev.ecommercestack.contracts.declare;

import org.jspecify.annotations.NullMarked;
