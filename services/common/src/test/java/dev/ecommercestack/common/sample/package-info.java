/** A small service built on the starter, as the README shows it. */
@NullMarked
package dev.ecommercestack.common.sample;

import org.jspecify.annotations.NullMarked;
