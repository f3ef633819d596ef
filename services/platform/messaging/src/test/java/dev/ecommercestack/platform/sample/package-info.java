/** A small service built on the starter, as the README shows it. */
@NullMarked
package dev.ecommercestack.platform.sample;

import org.jspecify.annotations.NullMarked;
