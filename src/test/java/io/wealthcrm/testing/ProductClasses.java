package io.wealthcrm.testing;

import io.wealthcrm.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the product itself, without the tests', not initialized. */
public final class ProductClasses {
    private static final String ENDING = ".class";

    private static final class Held {
        private static final List<Class<?>> ALL = loaded();
    }

    private ProductClasses() {}

    public static Stream<Class<?>> all() {
        return Held.ALL.stream();
    }

    private static List<Class<?>> loaded() {
        try {
            Path root = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root.resolve("io/wealthcrm"))) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(ENDING) && !file.endsWith("package-info" + ENDING))
                        .<Class<?>>map(ProductClasses::loaded)
                        .toList();
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> loaded(String file) {
        String name = file.substring(0, file.length() - ENDING.length()).replace('/', '.');
        try {
            return Class.forName(name, false, ProductClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
