@NullMarked
package dev.ecommercestack.platform.inbox;

import org.jspecify.annotations.NullMarked;
