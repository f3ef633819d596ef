/** Sessions: rotating refresh tokens and the detection of their theft. */
@NullMarked
package dev.ecommercestack.user.session;

import org.jspecify.annotations.NullMarked;
