/** Test environments and clients for services under test. */
@NullMarked
package dev.ecommercestack.testing.services;

import org.jspecify.annotations.NullMarked;
