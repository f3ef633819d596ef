/** Surroundings of services under test, and clients of theirs. */
@NullMarked
package dev.ecommercestack.testing.services;

import org.jspecify.annotations.NullMarked;
