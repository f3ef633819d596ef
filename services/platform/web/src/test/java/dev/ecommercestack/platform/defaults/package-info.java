@NullMarked
package dev.ecommercestack.platform.defaults;

import org.jspecify.annotations.NullMarked;
