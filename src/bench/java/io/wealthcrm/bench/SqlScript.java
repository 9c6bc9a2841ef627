package io.wealthcrm.bench;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script for pgbench that sends what some requests sent, over and over: one request to a transaction of pgbench's, each
 * statement prepared once. pgbench makes numbers only, so the texts are fetched from a table, one row of it for each request that
 * was recorded: anew each time where ids must be new, which the server then makes; else now and then, for the fetching takes a
 * round trip.
 */
final class SqlScript {
    /** One in so many requests has other parameters than the one before on its connection. */
    private static final int SELDOM = 10;

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern LOOKS_LIKE_A_VARIABLE = Pattern.compile("(?<!:):[A-Za-z0-9_]");

    private final String name;
    private final List<Exchange> requests;
    private final boolean pipelined;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Place> varying = new ArrayList<>();

    /** Where a parameter stands, from 0. */
    private record Place(int statement, int parameter) {
        String in(Exchange request) {
            return request.statements().get(statement).parameters().get(parameter);
        }
    }

    /**
     * @param requests of one shape
     * @param pipelined whether what a connection is told to show travels with the statement after it, as the service has it
     */
    SqlScript(String name, List<Exchange> requests, boolean pipelined) {
        this.name = name.replaceAll("[^a-z0-9]", "_");
        this.requests = requests;
        this.pipelined = pipelined;
        for (int statement = 0; statement < statements().size(); statement++) {
            for (int p = 0; p < statements().get(statement).parameters().size(); p++) {
                sort(new Place(statement, p));
            }
        }
    }

    /** A NULL is one in all requests, which have one shape. */
    private void sort(Place place) {
        String first = place.in(requests.get(0));
        if (first != null) {
            variables.put(variable(place), first);
            if (Exchange.isMarked(first) || requests.stream().anyMatch(request -> !first.equals(place.in(request)))) {
                varying.add(place);
            }
        }
    }

    private String variable(Place place) {
        return name + "_" + place.statement() + "_" + place.parameter();
    }

    private List<Sent> statements() {
        return requests.get(0).statements();
    }

    /** To begin with, for {@code -D}. */
    Map<String, String> variables() {
        return variables;
    }

    /** Lays the parameters into the database, where people's role may read them, and the script into a file. */
    Path write(Service service, Path directory) throws SQLException, IOException {
        if (!varying.isEmpty()) {
            lay(service);
        }
        return Files.writeString(directory.resolve(name + ".sql"), (varying.isEmpty() ? "" : fetch()) + sent());
    }

    private void lay(Service service) throws SQLException {
        List<String> columns = varying.stream().map(this::variable).toList();
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute("grant usage on schema bench to public");
            statement.execute("drop table if exists bench." + name);
            statement.execute("create table bench." + name + " (n integer primary key, "
                    + String.join(" text, ", columns) + " text)");
            statement.execute("grant select on bench." + name + " to public");
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into bench." + name + " values (?" + ", ?".repeat(columns.size()) + ")")) {
                fill(insert);
            }
            statement.execute("analyze bench." + name);
        }
    }

    private void fill(PreparedStatement insert) throws SQLException {
        int n = 0;
        for (Exchange request : requests) {
            insert.setInt(1, ++n);
            for (int column = 0; column < varying.size(); column++) {
                insert.setString(column + 2, varying.get(column).in(request));
            }
            int inserted = insert.executeUpdate();
            assert inserted == 1;
        }
    }

    private String fetch() {
        SortedSet<Integer> made = new TreeSet<>();
        requests.forEach(request -> made.addAll(request.made()));
        List<String> selected = varying.stream()
                .map(place -> madeAnew("b." + variable(place), place) + " as " + variable(place))
                .toList();
        String ids = String.join(
                ", ",
                made.stream().map(id -> "cast(uuidv7() as text) as f" + id).toList());
        String from =
                " from bench." + name + " b" + (made.isEmpty() ? "" : " cross join (select " + ids + " offset 0) f");
        String row = "\\set n random(1, " + requests.size() + ")\nselect " + String.join(", ", selected) + from
                + " where b.n = :n \\gset\n";
        return made.isEmpty() ? "\\set drawn random(1, " + SELDOM + ")\n\\if :drawn = 1\n" + row + "\\endif\n" : row;
    }

    private String madeAnew(String column, Place place) {
        SortedSet<Integer> marks = new TreeSet<>();
        for (Exchange request : requests) {
            Matcher mark = Exchange.MARK.matcher(place.in(request));
            while (mark.find()) {
                marks.add(Integer.valueOf(mark.group(1)));
            }
        }
        String anew = column;
        for (int mark : marks) {
            anew = "replace(" + anew + ", '" + Exchange.mark(mark) + "', f.f" + mark + ")";
        }
        return anew;
    }

    private String sent() {
        StringBuilder script = new StringBuilder();
        for (int s = 0; s < statements().size(); s++) {
            boolean together = pipelined
                    && statements().get(s).isSight()
                    && s + 1 < statements().size();
            if (together) {
                script.append("\\startpipeline\n").append(bound(s)).append(";\n");
                s++;
            }
            script.append(bound(s)).append(together ? ";\n\\endpipeline\n" : ";\n");
        }
        return script.toString();
    }

    private String bound(int statement) {
        String sql = statements().get(statement).sql();
        if (LOOKS_LIKE_A_VARIABLE.matcher(sql).find()) {
            throw new IllegalStateException("pgbench would take part of this for a variable of its own: " + sql);
        }
        return PARAMETER.matcher(sql).replaceAll(number -> {
            String variable = variable(new Place(statement, Integer.parseInt(number.group(1)) - 1));
            return variables.containsKey(variable) ? ":" + variable : "null";
        });
    }
}
