@NullMarked
package dev.ecommercestack.bench.scaling.report;

import org.jspecify.annotations.NullMarked;
