/** The issuer: decides the claims of each partition in the order of their offsets. */
@NullMarked
package dev.ecommercestack.event.issuer;

import org.jspecify.annotations.NullMarked;
