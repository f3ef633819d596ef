@NullMarked
package dev.ecommercestack.platform.id;

import org.jspecify.annotations.NullMarked;
