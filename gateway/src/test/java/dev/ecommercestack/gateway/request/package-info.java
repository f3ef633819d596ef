@NullMarked
package dev.ecommercestack.gateway.request;

import org.jspecify.annotations.NullMarked;
