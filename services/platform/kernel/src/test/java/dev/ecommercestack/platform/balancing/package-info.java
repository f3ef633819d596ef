/** Tests of the choice of instances. */
@NullMarked
package dev.ecommercestack.platform.balancing;

import org.jspecify.annotations.NullMarked;
