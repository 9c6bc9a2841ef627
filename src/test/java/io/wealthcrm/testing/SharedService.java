package io.wealthcrm.testing;

import io.restassured.RestAssured;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running service for all tests of the JVM, started by the first that asks and stopped after the last. RestAssured is
 * pointed at it; a test that needs more takes a {@link Service} parameter.
 */
final class SharedService implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedService.class);

    /** The root store closes it when the whole run is over. */
    private record Running(Service service) implements ExtensionContext.Store.CloseableResource {
        static Running start() {
            Service service = Service.named("shared")
                    .byRunner()
                    .with("wealth.housekeeping-every", "PT1S")
                    .with("wealth.succession.look-every", "PT1S")
                    .with("wealth.privacy.look-every", "PT1S")
                    // A few thousand customers shall be searched as a million are.
                    .with("wealth.customers.few-found", "0")
                    .with("wealth.performance.look-every", "PT4S")
                    .start();
            RestAssured.baseURI = "http://127.0.0.1";
            RestAssured.port = service.port();
            return new Running(service);
        }

        @Override
        public void close() {
            service.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Service unused = service(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Service.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return service(context);
    }

    private static Service service(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .service();
    }
}
