/** What a body may be: JSON, read strictly. */
@NullMarked
package dev.ecommercestack.common.json;

import org.jspecify.annotations.NullMarked;
