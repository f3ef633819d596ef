@NullMarked
package dev.ecommercestack.platform;

import org.jspecify.annotations.NullMarked;
