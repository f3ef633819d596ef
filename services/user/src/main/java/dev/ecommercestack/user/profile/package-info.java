/** Reading and changing one's own account. */
@NullMarked
package dev.ecommercestack.user.profile;

import org.jspecify.annotations.NullMarked;
