package io.wealthcrm.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import io.wealthcrm.shared.Ids;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A request's statements, ready to be sent again over a connection of the Vert.x client. */
final class BareRequest {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]X", Locale.ROOT);

    private final List<Step> steps;
    private final Set<Integer> made;

    /** @param values by the driver's types; texts with marks in them where {@code anew} */
    private record Step(Sent sent, List<String> types, Tuple values, boolean anew) {}

    private BareRequest(List<Step> steps, Set<Integer> made) {
        this.steps = steps;
        this.made = made;
    }

    /** @param types of the parameters of each statement */
    static BareRequest of(Exchange request, Map<String, List<String>> types) {
        List<Step> steps = request.statements().stream()
                .map(sent -> step(sent, types.getOrDefault(sent.sql(), List.of())))
                .toList();
        return new BareRequest(steps, request.made());
    }

    private static Step step(Sent sent, List<String> types) {
        boolean anew = sent.parameters().stream().anyMatch(Exchange::isMarked);
        return new Step(sent, types, anew ? Tuple.tuple() : values(sent.parameters(), types), anew);
    }

    /** Sends them in turn, but what the connection is to show with the statement after it. Answers all rows. */
    Future<List<Row>> run(SqlConnection connection) {
        Map<Integer, String> ids = new HashMap<>();
        made.forEach(number -> ids.put(number, Ids.next().toString()));
        List<Row> rows = new ArrayList<>();
        Future<?> last = Future.succeededFuture();
        for (Step step : steps) {
            if (step.sent().isSight()) {
                Future<RowSet<Row>> unawaited = send(connection, step, ids);
                assert unawaited != null;
            } else {
                last = last.compose(before -> send(connection, step, ids)).onSuccess(set -> set.forEach(rows::add));
            }
        }
        return last.map(rows);
    }

    private static Future<RowSet<Row>> send(SqlConnection connection, Step step, Map<Integer, String> ids) {
        if (step.sent().parameters().isEmpty()) {
            return connection.query(step.sent().sql()).execute();
        }
        Tuple values = step.anew() ? values(anew(step.sent().parameters(), ids), step.types()) : step.values();
        return connection.preparedQuery(step.sent().sql()).execute(values);
    }

    private static List<String> anew(List<String> parameters, Map<Integer, String> ids) {
        List<String> anew = new ArrayList<>();
        for (String text : parameters) {
            anew.add(
                    Exchange.isMarked(text)
                            ? Exchange.MARK.matcher(text).replaceAll(mark -> ids.get(Integer.valueOf(mark.group(1))))
                            : text);
        }
        return anew;
    }

    private static Tuple values(List<String> texts, List<String> types) {
        Tuple values = Tuple.tuple();
        for (int i = 0; i < texts.size(); i++) {
            Tuple unused = values.addValue(texts.get(i) == null ? null : value(texts.get(i), types.get(i)));
        }
        return values;
    }

    private static Object value(String text, String type) {
        return switch (type) {
            case "text", "character varying", "character" -> text;
            case "uuid" -> UUID.fromString(text);
            case "smallint" -> Short.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            case "bigint" -> Long.valueOf(text);
            case "numeric" -> Numeric.parse(text);
            case "boolean" -> text.equals("t");
            case "date" -> LocalDate.parse(text);
            case "timestamp with time zone" -> OffsetDateTime.parse(text, MOMENT);
            case "bytea" -> Buffer.buffer(HexFormat.of().parseHex(text.substring(2)));
            case "jsonb", "json" -> Json.decodeValue(text);
            case "text[]" -> elements(text).toArray(String[]::new);
            case "uuid[]" -> elements(text).stream().map(UUID::fromString).toArray(UUID[]::new);
            case "integer[]" -> elements(text).stream().map(Integer::valueOf).toArray(Integer[]::new);
            default -> throw new IllegalStateException("a parameter of type " + type);
        };
    }

    /** Of an array as PostgreSQL writes it, of elements that need no more than quotes. */
    private static List<String> elements(String array) {
        String inner = array.substring(1, array.length() - 1);
        return inner.isEmpty()
                ? List.of()
                : Arrays.stream(inner.split(",", -1))
                        .map(element -> element.replace("\"", ""))
                        .toList();
    }
}
