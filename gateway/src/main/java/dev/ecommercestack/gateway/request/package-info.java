/** What is known about a request while it is on its way. */
@NullMarked
package dev.ecommercestack.gateway.request;

import org.jspecify.annotations.NullMarked;
