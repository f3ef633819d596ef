@NullMarked
package dev.ecommercestack.gateway.filter;

import org.jspecify.annotations.NullMarked;
