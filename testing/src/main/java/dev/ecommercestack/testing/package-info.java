/** Real servers for tests. */
@NullMarked
package dev.ecommercestack.testing;

import org.jspecify.annotations.NullMarked;
