/** What people see and change about themselves. */
@NullMarked
package dev.ecommercestack.user.profile;

import org.jspecify.annotations.NullMarked;
