@NullMarked
package dev.ecommercestack.platform.paging;

import org.jspecify.annotations.NullMarked;
