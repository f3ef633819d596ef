/** The pages that the gateway itself serves. */
@NullMarked
package dev.ecommercestack.gateway.page;

import org.jspecify.annotations.NullMarked;
