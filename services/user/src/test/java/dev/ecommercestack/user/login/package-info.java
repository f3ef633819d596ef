@NullMarked
package dev.ecommercestack.user.login;

import org.jspecify.annotations.NullMarked;
