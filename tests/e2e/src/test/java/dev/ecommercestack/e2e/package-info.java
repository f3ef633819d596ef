/** The platform on a live cluster, seen from outside. */
@NullMarked
package dev.ecommercestack.e2e;

import org.jspecify.annotations.NullMarked;
