/** What filters and endpoints know about a request. */
@NullMarked
package dev.ecommercestack.gateway.request;

import org.jspecify.annotations.NullMarked;
