@NullMarked
package dev.ecommercestack.gateway.page;

import org.jspecify.annotations.NullMarked;
