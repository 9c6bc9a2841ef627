package io.wealthcrm.testing;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.identity.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What {@code access-matrix.txt} says of every route, and what the contract publishes. */
public final class AccessMatrix {
    public static final String MATRIX = "src/test/resources/access-matrix.txt";
    public static final String CONTRACT = "openapi/openapi.yaml";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private AccessMatrix() {}

    /** One line of the matrix; no roles means that the route is open to strangers. */
    public record Route(String method, String path, Set<Role> roles) {
        public String key() {
            return method + " " + path;
        }

        public boolean isRead() {
            return method.equals("GET");
        }

        /** Whether somebody with one of these roles may ever use it. */
        public boolean isFor(Set<Role> held) {
            return roles.isEmpty() || held.stream().anyMatch(roles::contains);
        }

        public boolean takesFile() {
            return method.equals("POST") && path.matches(".*/(documents|evidence|files|imports|photos)");
        }

        /** Asks for it with this id in each place of the path, and with a body that says nothing. */
        public Response call(RequestSpecification request, UUID id) {
            return call(request, path.replaceAll("\\{[^}]+}", id.toString()), "{}");
        }

        /** Asks for it at this path, with that body where it takes JSON. */
        public Response call(RequestSpecification request, String at, String body) {
            // Anything, for some routes answer files.
            RequestSpecification prepared = request.accept("*/*")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
            if (takesFile()) {
                prepared = prepared.contentType(ContentType.MULTIPART).multiPart("nothing", "x");
            } else if (path.endsWith("/results")) {
                prepared = prepared.config(RestAssured.config()
                                .encoderConfig(EncoderConfig.encoderConfig()
                                        .encodeContentTypeAs("text/csv", ContentType.TEXT)))
                        .contentType("text/csv")
                        .body("x");
            } else if (!isRead() && !method.equals("DELETE")) {
                prepared = prepared.contentType(ContentType.JSON).body(body);
            }
            return prepared.request(method, at);
        }
    }

    /** In the order of the file. */
    public static List<Route> routes() {
        return routes(lines(MATRIX));
    }

    /**
     * What is not as it should be between a contract, a matrix and the code: routes that stand in one alone, roles that differ, and
     * routes with an id of which it is not known what they are about. Empty when every route is covered.
     */
    public static List<String> faults(List<String> contract, List<String> matrix) {
        Map<String, Route> said = new TreeMap<>();
        routes(matrix).forEach(route -> said.put(route.key(), route));
        Set<String> published = published(contract);
        Map<String, Set<Role>> declared = DeclaredRoutes.all();
        List<String> faults = new ArrayList<>();
        published.stream()
                .filter(key -> !said.containsKey(key))
                .forEach(key -> faults.add(key + " is published and not in the matrix"));
        said.forEach((key, route) -> {
            if (!published.contains(key)) {
                faults.add(key + " is in the matrix and not published");
            } else if (!route.roles().equals(declared.get(key))) {
                faults.add(key + " is for " + declared.get(key) + " and not for " + route.roles());
            }
            if (!Subject.isKnown(route.path())) {
                faults.add(key + " is about nobody knows what; see Subject");
            }
        });
        return faults;
    }

    /** The line of a method and path. */
    public static Route route(String key) {
        return routes().stream()
                .filter(route -> route.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Of such lines. */
    public static List<Route> routes(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.trim().split("\\s+", 3))
                .map(words -> new Route(words[0], words[1], roles(words[2])))
                .toList();
    }

    /** Methods and paths of a contract: a path stands two spaces in, its methods four. */
    public static Set<String> published(List<String> contract) {
        Set<String> keys = new TreeSet<>();
        String path = null;
        for (String line : contract) {
            String word = line.strip().replaceAll(":$", "");
            if (line.matches("  /\\S+:")) {
                path = word;
            } else if (path != null && line.matches("    [a-z]+:") && METHODS.contains(word)) {
                keys.add(word.toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return keys;
    }

    /** The lines of a file of the project. */
    public static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Role> roles(String words) {
        if (words.equals("anyone")) {
            return Set.of();
        }
        if (words.equals("signed-in")) {
            return EnumSet.allOf(Role.class);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(words.split(" ")).map(Role::valueOf).forEach(roles::add);
        return roles;
    }
}
