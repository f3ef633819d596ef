@NullMarked
package dev.ecommercestack.user.session;

import org.jspecify.annotations.NullMarked;
