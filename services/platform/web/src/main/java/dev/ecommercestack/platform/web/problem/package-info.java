/** Answers failed requests of a servlet application with problem documents. */
@NullMarked
package dev.ecommercestack.platform.web.problem;

import org.jspecify.annotations.NullMarked;
