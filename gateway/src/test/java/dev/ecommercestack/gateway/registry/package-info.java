@NullMarked
package dev.ecommercestack.gateway.registry;

import org.jspecify.annotations.NullMarked;
