/** Answers made of several services' answers. */
@NullMarked
package dev.ecommercestack.gateway.aggregate;

import org.jspecify.annotations.NullMarked;
