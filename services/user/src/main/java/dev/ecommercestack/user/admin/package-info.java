/** The administrator from the credentials files. */
@NullMarked
package dev.ecommercestack.user.admin;

import org.jspecify.annotations.NullMarked;
