/** Integration tests of the order service with real brokers and stubs of the other services. */
@NullMarked
package dev.ecommercestack.order;

import org.jspecify.annotations.NullMarked;
