@NullMarked
package dev.ecommercestack.user.servicetoken;

import org.jspecify.annotations.NullMarked;
