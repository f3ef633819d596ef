@NullMarked
package dev.ecommercestack.platform.client;

import org.jspecify.annotations.NullMarked;
