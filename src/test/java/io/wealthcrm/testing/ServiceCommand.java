package io.wealthcrm.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command that starts a service, with its settings. */
final class ServiceCommand {
    private final Path dataDir;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private boolean asDeployed;
    private List<String> program = List.of();

    ServiceCommand(Path dataDir) {
        this.dataDir = dataDir;
    }

    void with(String property, String value) {
        properties.put(property, value);
    }

    void withEnvironment(String variable, String value) {
        environment.put(variable, value);
    }

    /** With Java's own choices, as the firm runs it. */
    void asDeployed() {
        asDeployed = true;
        byRunner();
    }

    /** By the package's own launcher, never from the class archive. */
    void byRunner() {
        program = ClassArchive.runner();
    }

    /** Writes the class archive at its end. */
    void archivingClasses() {
        program = ClassArchive.writing();
    }

    /** Takes over the other's settings. */
    void as(ServiceCommand other) {
        asDeployed = other.asDeployed;
        program = other.program;
        properties.putAll(other.properties);
        environment.putAll(other.environment);
    }

    ProcessBuilder at(int httpPort) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!asDeployed) {
            // Short lives on few processors: compiling well costs more than it brings.
            command.add("-XX:TieredStopAtLevel=1");
            // With one compiler Java reserves 48 MB, which many routes fill.
            command.add("-XX:ReservedCodeCacheSize=128m");
            command.add("-XX:+UseSerialGC");
            // Room from the start, which else three full collections make.
            command.add("-Xms128m");
            command.add("-XX:MetaspaceSize=192m");
            // A sixth of a start is spent on verifying what the compiler has just written.
            command.add("-XX:+UnlockDiagnosticVMOptions");
            command.add("-XX:-BytecodeVerificationRemote");
        }
        command.add("-Dwealth.data-dir=" + dataDir);
        command.add("-Dquarkus.http.port=" + httpPort);
        properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.addAll(program.isEmpty() ? ClassArchive.reading() : program);
        ProcessBuilder builder = new ProcessBuilder(command);
        // The tests' own machine may have a database or a data directory configured; the service must not see them.
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("WEALTH_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
