package io.wealthcrm.shared;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that creates or moves something: honours {@code Idempotency-Key}. The whole method then runs in one
 * transaction together with the stored answer, so that a key is either unused or its change is committed. A refused
 * request leaves the key unused.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
    /** Whether the request is refused without a key (orders, payments, payouts). */
    @Nonbinding
    boolean required() default false;
}
