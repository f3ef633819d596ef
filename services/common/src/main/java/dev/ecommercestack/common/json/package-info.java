/** What a body may be: JSON. */
@NullMarked
package dev.ecommercestack.common.json;

import org.jspecify.annotations.NullMarked;
