package io.wealthcrm.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one request had the service send to PostgreSQL. Ids and keys that the request itself made stand in the parameters as
 * {@code <<1>>}, {@code <<2>>} …, so that it can be sent again with new ones.
 */
record Exchange(List<Sent> statements) {
    /** In a parameter. */
    static final Pattern MARK = Pattern.compile("<<(\\d+)>>");

    /** Ids of version 7, which begin with the milliseconds of their making, and the keys of {@link HttpCall#post}. */
    private static final Pattern MADE =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|bench-[0-9a-f]{16}");

    /** @param since ids from then on are the request's own; none from before it came may be as young */
    static Exchange of(List<Sent> statements, Instant since) {
        Map<String, String> made = new LinkedHashMap<>();
        return new Exchange(statements.stream()
                .map(sent -> new Sent(sent.sql(), mapped(sent.parameters(), text -> marked(text, since, made))))
                .toList());
    }

    private interface Change {
        String of(String text);
    }

    private static List<String> mapped(List<String> parameters, Change change) {
        List<String> mapped = new ArrayList<>();
        parameters.forEach(text -> mapped.add(text == null ? null : change.of(text)));
        return mapped;
    }

    private static String marked(String text, Instant since, Map<String, String> made) {
        Matcher ids = MADE.matcher(text);
        return ids.replaceAll(found -> {
            boolean own = found.group().startsWith("bench-") || madeAt(found.group()) >= since.toEpochMilli();
            return own ? made.computeIfAbsent(found.group(), each -> mark(made.size() + 1)) : found.group();
        });
    }

    private static long madeAt(String id) {
        return UUID.fromString(id).getMostSignificantBits() >>> 16;
    }

    static String mark(int number) {
        return "<<" + number + ">>";
    }

    /** Whether a parameter has anything of the request's own in it. */
    static boolean isMarked(String text) {
        return text != null && MARK.matcher(text).find();
    }

    /** The numbers of the ids that were the request's own. */
    Set<Integer> made() {
        return statements.stream()
                .flatMap(sent -> sent.parameters().stream())
                .filter(Exchange::isMarked)
                .flatMap(text -> MARK.matcher(text).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toSet());
    }

    /** Without what every request sends: the session's look-up and the settings of the wall. */
    Exchange own() {
        return new Exchange(statements.stream()
                .filter(sent -> !sent.isSight() && !sent.isSession())
                .toList());
    }

    /** The last settings of the wall: reach, people, units and customers. */
    List<String> sight() {
        return statements.stream()
                .filter(Sent::isSight)
                .reduce((first, second) -> second)
                .orElseThrow()
                .parameters();
    }

    /** What two requests have in common when they differ in values alone. */
    List<String> shape() {
        return statements.stream()
                .map(sent -> sent.sql()
                        + sent.parameters().stream()
                                .map(text -> text == null ? "-" : "+")
                                .toList())
                .toList();
    }
}
