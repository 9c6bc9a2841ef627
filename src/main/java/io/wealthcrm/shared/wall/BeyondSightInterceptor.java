package io.wealthcrm.shared.wall;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Lifts the wall for methods marked {@link BeyondSight}, before an interceptor of later priority takes a connection. */
@Interceptor
@BeyondSight(Beyond.DEMO_CLOCK)
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class BeyondSightInterceptor {
    @AroundInvoke
    Object lift(InvocationContext call) {
        Beyond why = call.getMethod().getAnnotation(BeyondSight.class).value();
        return Wall.lifted(why, () -> proceed(call));
    }

    private static Uni<?> proceed(InvocationContext call) {
        try {
            return (Uni<?>) call.proceed();
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
