@NullMarked
package dev.ecommercestack.common.client;

import org.jspecify.annotations.NullMarked;
