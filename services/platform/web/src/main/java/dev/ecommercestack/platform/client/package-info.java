/** Calls to other services, found and balanced through the registry. */
@NullMarked
package dev.ecommercestack.platform.client;

import org.jspecify.annotations.NullMarked;
