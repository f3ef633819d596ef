/** Messages: their envelope, and the identifier of the request that caused them. */
@NullMarked
package dev.ecommercestack.platform.message;

import org.jspecify.annotations.NullMarked;
