/** Work that a thread repeats in the background. */
@NullMarked
package dev.ecommercestack.platform.loop;

import org.jspecify.annotations.NullMarked;
