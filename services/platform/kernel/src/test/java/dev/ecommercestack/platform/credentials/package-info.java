@NullMarked
package dev.ecommercestack.platform.credentials;

import org.jspecify.annotations.NullMarked;
