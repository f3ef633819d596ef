/** Telling people at once everything that is wrong with a request. */
@NullMarked
package dev.ecommercestack.user.validation;

import org.jspecify.annotations.NullMarked;
