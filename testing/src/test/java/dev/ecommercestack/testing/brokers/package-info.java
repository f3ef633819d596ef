/** Tests of the servers that other tests use. */
@NullMarked
package dev.ecommercestack.testing.brokers;

import org.jspecify.annotations.NullMarked;
