@NullMarked
package dev.ecommercestack.platform.cache;

import org.jspecify.annotations.NullMarked;
