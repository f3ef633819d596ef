/** Versions of resources in the headers {@code ETag} and {@code If-Match}. */
@NullMarked
package dev.ecommercestack.platform.version;

import org.jspecify.annotations.NullMarked;
