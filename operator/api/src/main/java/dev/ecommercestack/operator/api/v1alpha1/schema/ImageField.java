package dev.ecommercestack.operator.api.v1alpha1.schema;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An image that replaces the one the operator would choose. */
@JacksonAnnotationsInside
@JsonPropertyDescription(
    "Image with a tag or digest that replaces the operator's choice, for components that you build"
        + " yourself.")
@Size(max = 512)
@Pattern(Patterns.IMAGE)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface ImageField {}
