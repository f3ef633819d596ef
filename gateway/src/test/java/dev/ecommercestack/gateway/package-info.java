@NullMarked
package dev.ecommercestack.gateway;

import org.jspecify.annotations.NullMarked;
