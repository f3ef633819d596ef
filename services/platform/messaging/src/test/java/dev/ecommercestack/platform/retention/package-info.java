@NullMarked
package dev.ecommercestack.platform.retention;

import org.jspecify.annotations.NullMarked;
