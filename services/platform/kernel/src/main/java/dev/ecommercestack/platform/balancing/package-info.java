/** Which instances of a service get requests, after some have failed. */
@NullMarked
package dev.ecommercestack.platform.balancing;

import org.jspecify.annotations.NullMarked;
