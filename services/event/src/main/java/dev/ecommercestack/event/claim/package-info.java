/** Claims of users, and what became of them. */
@NullMarked
package dev.ecommercestack.event.claim;

import org.jspecify.annotations.NullMarked;
