/** The documents that say what went wrong. */
@NullMarked
package dev.ecommercestack.platform.web.problem;

import org.jspecify.annotations.NullMarked;
