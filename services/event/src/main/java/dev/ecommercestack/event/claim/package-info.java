/** Claims of users: accepted, and their results. */
@NullMarked
package dev.ecommercestack.event.claim;

import org.jspecify.annotations.NullMarked;
