/** The documents that say what went wrong. */
@NullMarked
package dev.ecommercestack.platform.problem;

import org.jspecify.annotations.NullMarked;
