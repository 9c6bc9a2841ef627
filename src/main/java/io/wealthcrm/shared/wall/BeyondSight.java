package io.wealthcrm.shared.wall;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource method that acts on what its caller does not see: all of it, with its transaction and stored answer, is done
 * as the service itself ({@link Wall#lifted}), so the caller's scope in its queries is the only wall it has.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface BeyondSight {
    /** For which of the few reasons there are. */
    @Nonbinding
    Beyond value();
}
