package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a query is looked up by, the database has made of each name the query fits; and of few others. */
@OnSharedService
class NameKeysResourceTest {
    private static final List<String> NAMES = List.of(
            "王小伟", "吕长乐", "欧阳修", "阿依古丽·买买提", "John Smith", "上海远见3号有限公司", "王𠮷", "𠮷𠮶", "김철수", "Ä王b小", "a公司", "李Ann小");

    private final Service service;

    NameKeysResourceTest(Service service) {
        this.service = service;
    }

    @Test
    void eachPartOfANameHasItsKeysAmongTheNames() throws SQLException {
        try (Connection connection = service.jdbc()) {
            for (String name : NAMES) {
                for (String query : parts(name)) {
                    assertThat(SearchText.matches(name, query))
                            .as(name + " " + query)
                            .isTrue();
                    assertThat(finds(connection, name, query))
                            .as(name + " " + query)
                            .isTrue();
                }
            }
        }
    }

    /** Every run of characters of a name, of its reading and of its initials. */
    private static List<String> parts(String name) {
        String words = SearchText.of(name);
        Stream<String> read = Stream.of(words.strip().split(" ")).filter(word -> word.matches("[a-z0-9]+"));
        return Stream.concat(Stream.of(name), read)
                .flatMap(word -> IntStream.range(0, word.length()).boxed().flatMap(from -> IntStream.rangeClosed(
                                from + 1, word.length())
                        .mapToObj(to -> word.substring(from, to))))
                .filter(part -> SearchText.matches(name, part))
                .distinct()
                .toList();
    }

    private static boolean finds(Connection connection, String name, String query) throws SQLException {
        for (String pattern : SearchText.patterns(query)) {
            List<String> keys = NameKeys.of(pattern);
            assertThat(keys).as(pattern).isNotEmpty();
            if (SearchText.of(name).contains(pattern.replace("%", "")) && !has(connection, name, keys)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aSurnameWrittenWithTheSameLettersAsInitialsIsNotMet() throws SQLException {
        String written = SearchText.patterns("王").get(0).replaceAll("[% ]", "").toLowerCase(Locale.ROOT);
        try (Connection connection = service.jdbc()) {
            assertThat(has(connection, "王小伟", NameKeys.of("%" + written.substring(1) + "%")))
                    .isFalse();
            assertThat(has(connection, "王小伟", NameKeys.of("% " + written.substring(0, 2) + "%")))
                    .isFalse();
        }
    }

    @Test
    void fewKeysAreAskedForHoweverLongTheQuery() {
        assertThat(NameKeys.of("%" + "abcdefghij".repeat(10) + "%")).hasSize(8);
        assertThat(NameKeys.of(SearchText.patterns("xw").get(0))).containsExactly(" xw");
        assertThat(NameKeys.of(SearchText.patterns("w").get(0))).containsExactly("  w");
        assertThat(NameKeys.of(SearchText.patterns("wxw").get(0))).containsExactly("wxw");
    }

    private static boolean has(Connection connection, String name, List<String> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select name_keys(?) @> ?")) {
            statement.setString(1, SearchText.of(name));
            statement.setArray(2, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }
}
