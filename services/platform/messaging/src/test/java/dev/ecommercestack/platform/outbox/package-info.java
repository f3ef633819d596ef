@NullMarked
package dev.ecommercestack.platform.outbox;

import org.jspecify.annotations.NullMarked;
