@NullMarked
package dev.ecommercestack.common.outbox;

import org.jspecify.annotations.NullMarked;
