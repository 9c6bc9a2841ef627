package groovy.runtime.metaclass.groovy.lang;

import groovy.lang.DelegatingMetaClass;
import groovy.lang.GroovyShell;
import groovy.lang.MetaClass;
import groovy.lang.Script;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Keeps what RestAssured's paths compile to: a path is a Groovy script to it, compiled anew for each answer, which took two
 * fifths of what the tests' own process did. Groovy finds this by its package and name.
 */
public class GroovyShellMetaClass extends DelegatingMetaClass {
    private static final Map<String, Class<? extends Script>> COMPILED = new ConcurrentHashMap<>();

    public GroovyShellMetaClass(MetaClass shells) {
        super(shells);
    }

    @Override
    public Object invokeMethod(Object shell, String name, Object[] arguments) {
        if (name.equals("evaluate") && arguments.length == 1 && arguments[0] instanceof CharSequence path) {
            Class<? extends Script> script = COMPILED.computeIfAbsent(
                    path.toString(), text -> new GroovyShell().parse(text).getClass());
            return InvokerHelper.createScript(script, ((GroovyShell) shell).getContext())
                    .run();
        }
        return super.invokeMethod(shell, name, arguments);
    }
}
