@NullMarked
package dev.ecommercestack.worker.job;

import org.jspecify.annotations.NullMarked;
