@NullMarked
package dev.ecommercestack.user;

import org.jspecify.annotations.NullMarked;
