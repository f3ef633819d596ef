/** One API document made of all services' documents. */
@NullMarked
package dev.ecommercestack.gateway.openapi;

import org.jspecify.annotations.NullMarked;
