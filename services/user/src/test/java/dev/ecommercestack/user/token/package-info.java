@NullMarked
package dev.ecommercestack.user.token;

import org.jspecify.annotations.NullMarked;
