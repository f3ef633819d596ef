/** The documents that say what went wrong. */
@NullMarked
package dev.ecommercestack.common.problem;

import org.jspecify.annotations.NullMarked;
