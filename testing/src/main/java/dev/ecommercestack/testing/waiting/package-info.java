/** How tests wait. */
@NullMarked
package dev.ecommercestack.testing.waiting;

import org.jspecify.annotations.NullMarked;
