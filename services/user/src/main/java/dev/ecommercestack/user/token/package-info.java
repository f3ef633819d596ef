/** Signed tokens, the keys that sign them, and the rotation of those keys. */
@NullMarked
package dev.ecommercestack.user.token;

import org.jspecify.annotations.NullMarked;
