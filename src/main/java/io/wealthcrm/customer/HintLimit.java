package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.identity.Tries;
import io.wealthcrm.shared.Problem;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Set;

/**
 * The answer that a customer exists is worth something to whoever should not know. So each entry takes a try before it is
 * looked at, also when many come at once, and gets it back unless it was answered that way. Outside the transaction of the
 * entry, which is rolled back by then.
 */
@Interceptor
@LimitedHints
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class HintLimit {
    private static final String NAME = "customer-hints";
    private static final Set<CustomerProblem> HINTS =
            Set.of(CustomerProblem.DUPLICATE_CUSTOMER, CustomerProblem.POSSIBLE_DUPLICATE);

    private final Tries tries;
    private final Callers callers;
    private final CustomerConfig config;

    HintLimit(Tries tries, Callers callers, CustomerConfig config) {
        this.tries = tries;
        this.callers = callers;
        this.config = config;
    }

    @AroundInvoke
    Object limited(InvocationContext call) {
        String person = callers.current().userId().toString();
        return tries.take(NAME, config.hints(), config.hintsPer(), person).chain(() -> counted(call, person));
    }

    private Uni<?> counted(InvocationContext call, String person) {
        return proceed(call)
                .onItem()
                .call(() -> giveBack(person))
                .onFailure(failure -> !isHint(failure))
                .call(() -> giveBack(person));
    }

    private Uni<Void> giveBack(String person) {
        return tries.giveBack(NAME, config.hints(), config.hintsPer(), person);
    }

    private static boolean isHint(Throwable failure) {
        return failure instanceof Problem problem && HINTS.contains(problem.code());
    }

    private static Uni<?> proceed(InvocationContext call) {
        try {
            return (Uni<?>) call.proceed();
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
