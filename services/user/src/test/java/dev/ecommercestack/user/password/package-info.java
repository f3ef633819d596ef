@NullMarked
package dev.ecommercestack.user.password;

import org.jspecify.annotations.NullMarked;
