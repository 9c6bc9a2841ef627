package io.wealthcrm.chat;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One pair of nodes for all tests of the JVM that take {@link TwoNodes}; each leaves everything running. */
final class SharedNodes implements ParameterResolver {
    /** Tests on the nodes run one class after the other, for some kill them. */
    static final String LOCK = "two nodes";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedNodes.class);

    /** The root store closes it when the whole run is over. */
    private record Running(TwoNodes nodes) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            nodes.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TwoNodes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(TwoNodes.start("nodes")), Running.class)
                .nodes();
    }
}
