@NullMarked
package dev.ecommercestack.platform.registry;

import org.jspecify.annotations.NullMarked;
