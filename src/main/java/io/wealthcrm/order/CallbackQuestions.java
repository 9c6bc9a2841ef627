package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a call-back asks (回访问题), by 《私募投资基金募集行为管理办法》第三十条. */
@ApplicationScoped
class CallbackQuestions {
    private final Pool pool;
    private final Clock clock;
    private final WealthConfig config;

    CallbackQuestions(Pool pool, Clock clock, WealthConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
    }

    /** One question; {@code answers} of a call-back are in the order of the numbers, and each must be affirmed. */
    record Question(int number, String text) {}

    /** The questions in force, in one language. */
    record Questions(int version, List<Question> questions) {}

    /** In force today. One round trip. */
    Uni<Questions> current(Language language) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return pool.preparedQuery(
                        """
                        select version, number, zh, en from callback_questions
                         where version = (select max(version) from callback_questions where active_from <= $1)
                         order by number""")
                .execute(Tuple.of(today))
                .map(rows -> new Questions(
                        rows.iterator().next().getInteger("version"),
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new Question(
                                        row.getInteger("number"),
                                        language.choose(row.getString("zh"), row.getString("en"))))
                                .toList()));
    }
}
