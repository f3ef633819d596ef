/** What the {@code declare} program is told: by whom it is written, and under which names. */
@NullMarked
package dev.ecommercestack.contracts.declare;

import org.jspecify.annotations.NullMarked;
