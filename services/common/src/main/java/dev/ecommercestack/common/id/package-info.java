/** Identifiers. */
@NullMarked
package dev.ecommercestack.common.id;

import org.jspecify.annotations.NullMarked;
