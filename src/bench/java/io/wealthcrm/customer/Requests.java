package io.wealthcrm.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wealthcrm.testing.Person;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people ask for, and the asking. */
final class Requests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Requests() {}

    static String initials(String name) {
        return Arrays.stream(SearchText.key(name).split("[^a-z]+", -1))
                .filter(syllable -> !syllable.isEmpty())
                .map(syllable -> syllable.substring(0, 1))
                .collect(Collectors.joining());
    }

    static HttpRequest search(Person by, String words) {
        return get(by, "/api/v1/customers?q=" + URLEncoder.encode(words, UTF_8));
    }

    static HttpRequest get(Person by, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + by.port() + path))
                .header("Authorization", "Bearer " + by.token())
                .build();
    }

    static HttpRequest claim(Person by, UUID customer) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + by.port() + "/api/v1/pool/customers/" + customer + "/claim"))
                .header("Authorization", "Bearer " + by.token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    static void ask(HttpRequest request, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IllegalStateException(request.uri() + " → " + answer.statusCode() + " " + answer.body());
        }
    }
}
