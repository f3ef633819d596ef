/** The service and what it needs, for tests. */
@NullMarked
package dev.ecommercestack.event.harness;

import org.jspecify.annotations.NullMarked;
