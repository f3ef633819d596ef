/** Tests of claims. */
@NullMarked
package dev.ecommercestack.event.claim;

import org.jspecify.annotations.NullMarked;
