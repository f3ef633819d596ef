@NullMarked
package dev.ecommercestack.event;

import org.jspecify.annotations.NullMarked;
