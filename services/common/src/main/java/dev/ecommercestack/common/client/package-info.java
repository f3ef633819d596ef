/** Calls to other services, found and balanced through the registry. */
@NullMarked
package dev.ecommercestack.common.client;

import org.jspecify.annotations.NullMarked;
